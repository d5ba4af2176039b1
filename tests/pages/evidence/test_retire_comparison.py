"""A comparison goes out of use with a reason, and stays listed with it."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import User
from tests.browser import Browser
from tests.pages.evidence.comparing import bring_in


@pytest.fixture
def brought(browser: Browser, evaluator: User) -> Browser:
    bring_in(browser.sign_in(evaluator))
    return browser


def test_retired_and_said(brought: Browser, session: Session) -> None:
    form = brought.get("/comparisons").follow("Earlier stays").follow("Take this comparison out of use").form()
    page = form.submit(why="The ward has changed since")
    assert "Earlier stays is out of use." in page.main
    assert "by Evan Lloyd: The ward has changed since" in page.main and "No comparison is in use." in page.main
    page = page.follow("Earlier stays")
    assert "Out of use since" in page.main and "Take this comparison out of use" not in page.links
    assert "is out of use." in form.submit().main, "a double click says the same"


def test_not_without_a_reason(brought: Browser) -> None:
    page = brought.get("/comparisons/1/retire").form().submit(why=" ")
    assert page.errors == ["Say why this comparison is no longer used: the reason stays beside it."]


def test_one_that_is_out_of_use_already(brought: Browser) -> None:
    brought.get("/comparisons/1/retire").form().submit(why="Changed")
    page = brought.get("/comparisons/1/retire").form().submit(why="Again")
    assert page.errors == ["Earlier stays is out of use already."]


def test_one_that_is_not_there(brought: Browser) -> None:
    assert brought.get("/comparisons/99").status == brought.get("/comparisons/99/retire").status == 404
