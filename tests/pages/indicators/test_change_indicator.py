"""Changing the words of an indicator: a new version with its reason, shown beside the old; the count stays."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay
from enabler.record.evidence import indicators
from tests.browser import Browser

KEPT = "/indicators/home_kept_13_weeks"


def test_a_new_version_with_its_reason(as_evaluator: Browser, followed: list[Stay], asked: dict[str, str]) -> None:
    before = as_evaluator.get(KEPT, asked).main
    form = as_evaluator.get(KEPT).follow("Change the words").form()
    assert dict(form.values)["name"] == "Home kept at 13 weeks" and dict(form.values)["reason"] == ""
    page = form.submit(name="Still at home after 91 days", reason="Plainer for the board")
    assert "Version 2 saved." in page.main and page.heading == "Still at home after 91 days"
    assert "Plainer for the board" in page.main and "Home kept at 13 weeks: Cases in which" in page.main
    assert "67% 4 of 6." in before and "67% 4 of 6." in as_evaluator.get(KEPT, asked).main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter a name"),
        ({"denominator": "  "}, "Say out of whom"),
        ({"reason": ""}, "Say why the words change"),
        ({"name": "Home kept at 13 weeks"}, "Nothing was changed"),
        ({"numerator": "x" * 3000}, "too long: at most 2,000"),
    ],
)
def test_refused_and_kept(as_evaluator: Browser, session: Session, typed: dict[str, str], sentence: str) -> None:
    form = as_evaluator.get(f"{KEPT}/change").form()
    page = form.submit(**({"name": "Still at home", "reason": "Plainer"} | typed))
    assert page.status == 422 and len(page.errors) == 1 and sentence in page.errors[0]
    assert dict(page.form().values)["reason"] == typed.get("reason", "Plainer")
    assert indicators.definition(session, "home_kept_13_weeks").version == 1


def test_two_at_once_lose_nothing(as_evaluator: Browser) -> None:
    mine, theirs = (as_evaluator.get(f"{KEPT}/change").form() for _ in range(2))
    theirs.submit(name="Theirs", reason="First")
    page = mine.submit(name="Mine", reason="Second")
    assert page.status == 422 and "Theirs" in page.main and "Mine" in page.main
    assert "Version 3 saved." in page.form().submit().main


def test_no_such_indicator(as_evaluator: Browser) -> None:
    assert as_evaluator.get("/indicators/nothing/change").status == 404
