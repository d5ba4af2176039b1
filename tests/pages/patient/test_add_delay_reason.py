"""National delay reasons: what is taken, what is said about it, what is refused."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import DelayReason, Stay
from tests.browser import Browser


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("mhsds-v6 09", ""),
        ("mhsds-v6 98", "“Reason not known” is not a reason"),
        ("mhsds-v6 15", "record the barrier behind it too"),
        ("dtoc A", "the code ended on 29 February 2020"),
    ],
)
def test_a_reason_is_taken_and_its_limits_said(
    as_officer: Browser, session: Session, stay: Stay, reason: str, says: str
) -> None:
    page = as_officer.get(f"/stays/{stay.id}/reasons/new").form().submit(reason=reason, from_on="1/6")
    assert "Delay reason recorded. For SINGH, Harpreet." in page.main
    assert says in page.main
    assert ("Important" in page.main) == bool(says)
    row = session.scalars(select(DelayReason)).one()
    assert f"{row.list} {row.code}" == reason


def test_the_lists_that_fit_the_setting_come_first(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/reasons/new")
    words = ("Mental health (MHSDS v6)", "Acute (2024)", "Before March 2020 (DTOC)")
    assert sorted(words, key=page.main.index) == list(words)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Choose a reason."),
        ({"reason": "mhsds-v6 77"}, "Choose a reason from the list."),
        ({"reason": "nothing"}, "Choose a reason from the list."),
        ({"from_on": "31/2"}, "is not a date"),
        ({"to_on": "1/5/26"}, "Ended before it began on 1 June 2026."),
    ],
)
def test_what_cannot_be(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    said = {"reason": "mhsds-v6 09", "from_on": "1/6"} | fields
    page = as_officer.get(f"/stays/{stay.id}/reasons/new").form().submit(**said)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert session.scalars(select(DelayReason)).all() == []
