"""Debian's Chromium, the product served to it as people run it, and axe to look for accessibility faults."""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import waitress.server
from flask import Flask
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WARD_PC = {"width": 1366, "height": 768}
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
# Rules for WCAG 2.2 that axe leaves off unless asked; what passes is not described, as nobody reads it.
AXE_OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address at which Waitress serves the test's own app, in threads."""
    server = waitress.server.create_server(app, host="127.0.0.1", port=0, threads=8, ident="")
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # A request that ends just now can wake the server first: it closes, and finds nothing left to be woken by.
        with contextlib.suppress(OSError):
            server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map, ignore_all=True))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown(timeout=5)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server: str) -> Iterator[Page]:
    """A ward PC's browser, signed out. Fails if a page calls outside, breaks the content policy or a script."""
    context = chromium.new_context(
        base_url=live_server, viewport=WARD_PC, locale="en-GB", timezone_id="Europe/London", accept_downloads=True
    )
    faults: list[str] = []
    context.on("request", lambda request: _only_from(live_server, request, faults))
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda fault: faults.append(f"script failed: {fault}"))
    page.on("console", lambda message: _note(message.type, message.text, faults))
    yield page
    context.close()
    assert faults == []


def _only_from(address: str, request: Request, faults: list[str]) -> None:
    """Looked at as it passes: to hold each request up would take the browser's cache away too."""
    if not request.url.startswith((f"{address}/", "data:", "blob:")):
        faults.append(f"a page asked for {request.url}")


def _note(kind: str, text: str, faults: list[str]) -> None:
    """A refused form answers with an error status, which Chromium reports too; that is no fault of the page."""
    if kind == "error" and not text.startswith("Failed to load resource"):
        faults.append(f"console: {text}")


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands; empty is what every page should give."""
    page.evaluate(f"{AXE}; null")
    violations: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", AXE_OPTIONS
    )
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]
