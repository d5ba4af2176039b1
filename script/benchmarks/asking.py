"""Asking a WSGI app for a page without a network between: the same few lines for every side."""

import io
import sys
from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def page_of(app: Wsgi, path: str, query: str = "", cookie: str = "") -> bytes:
    """The body of a page; anything but 200 is an error."""
    answered: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]], _fault: object = None) -> None:
        answered.append(status)

    chunks = app(_environ(path, query, cookie), start)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    if not answered[0].startswith("200"):
        raise RuntimeError(f"{path} answered {answered[0]}: {body[:500]!r}")
    return body


def _environ(path: str, query: str, cookie: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "5000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:5000",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
