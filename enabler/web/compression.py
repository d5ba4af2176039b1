"""Text leaves compressed. A random length in each header hides the size of what a page repeats (as Django does)."""

import gzip
import io
import secrets

from flask import Response, request

TEXTS = ("text/", "application/json", "image/svg+xml", "application/javascript")
WORTH_IT = 600
MOST_RANDOM = 100
LEVEL = 5


def compress(response: Response) -> Response:
    if not _may(response):
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < WORTH_IT:
        return response
    response.set_data(_gzipped(plain))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.get_data()))
    response.headers.remove("ETag")
    response.vary.add("Accept-Encoding")
    return response


def _may(response: Response) -> bool:
    return (
        response.status_code in (200, 422)
        and (request.endpoint == "static" or not response.is_streamed)
        and (response.mimetype or "").startswith(TEXTS)
        and "Content-Encoding" not in response.headers
        and "gzip" in request.headers.get("Accept-Encoding", "").lower()
    )


def _gzipped(plain: bytes) -> bytes:
    out = io.BytesIO()
    padding = "a" * secrets.randbelow(MOST_RANDOM)
    with gzip.GzipFile(filename=padding, mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(plain)
    return out.getvalue()
