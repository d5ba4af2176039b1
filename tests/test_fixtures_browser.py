"""The test browser's guards find what they are there for."""

import pytest
from playwright.sync_api import Browser, Page

from tests.fixtures_browser import _note, _only_from, axe

pytestmark = pytest.mark.browser


def test_axe_finds_a_planted_fault(page: Page) -> None:
    page.goto("/sign-in")
    assert axe(page) == []
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [fault for fault in axe(page) if fault.startswith("image-alt (critical)")]


def test_a_refused_form_is_no_fault_but_a_broken_policy_is() -> None:
    faults: list[str] = []
    _note("error", "Failed to load resource: the server responded with a status of 422", faults)
    _note("warning", "something slow", faults)
    assert faults == []
    _note("error", "Refused to apply inline style because it violates the Content Security Policy", faults)
    assert len(faults) == 1


def test_what_is_asked_for_elsewhere_is_found(chromium: Browser) -> None:
    faults: list[str] = []
    context = chromium.new_context()
    context.on("request", lambda request: _only_from("http://127.0.0.1:1", request, faults))
    context.new_page().goto("data:text/html,<img src='http://127.0.0.1:1/ours'><img src='http://127.0.0.1:9/theirs'>")
    context.close()
    assert faults == ["a page asked for http://127.0.0.1:9/theirs"]
