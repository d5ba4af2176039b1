"""Datasette on the same tables: open stays with facets for ward and who holds the case, facet suggestion off."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

QUERY = "discharged_on__isnull=1&_facet=ward_id&_facet=held_under&_size=50&_sort=admitted_on"


def datasette_on(database: Path) -> Callable[[], bytes]:
    """A call that gives the page."""
    from datasette.app import Datasette

    served = Datasette(files=[str(database)], settings={"suggest_facets": False, "default_page_size": 50})
    app, loop = served.app(), asyncio.new_event_loop()
    path = f"/{database.stem}/stays"
    loop.run_until_complete(served.invoke_startup())
    return lambda: loop.run_until_complete(_page(app, path))


async def _page(app: Any, path: str) -> bytes:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": QUERY.encode(),
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    status = next(message["status"] for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent)
    if status != 200:
        raise RuntimeError(f"Datasette answered {status}: {body[:500]!r}")
    return body
