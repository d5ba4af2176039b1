"""The expected discharge date and its slips."""

from sqlalchemy.orm import Session

from enabler.models import Stay
from tests.browser import Browser, Page


def expect(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(f"/stays/{stay.id}/expected").form().submit(**fields)


def test_a_slip_asks_for_its_reason_and_is_kept(as_officer: Browser, session: Session, stay: Stay) -> None:
    assert "Expected to leave on 15 June 2026." in expect(as_officer, stay, expected_on="15/6").main
    refused = expect(as_officer, stay, expected_on="20/6")
    assert "Say why the date slipped" in refused.errors[0]
    assert dict(refused.form().values)["expected_on"] == "20/6"
    assert refused.form().submit(reason="Landlord has not answered").status == 200
    assert expect(as_officer, stay, expected_on="18/6").status == 200
    page = as_officer.get(f"/stays/{stay.id}/expected")
    assert "Dates so far: slipped 1 time" in page.main
    assert "Landlord has not answered" in page.main
    assert expect(as_officer, stay, expected_on="").status == 200
    assert session.get_one(Stay, stay.id, populate_existing=True).expected_discharge_on is None


def test_what_cannot_be(as_officer: Browser, stay: Stay) -> None:
    for typed, sentence in [
        ("31/2", "31/2 is not a date"),
        ("1/3/26", "Expected to leave before the admission"),
        ("1/1/2030", "Are you sure? Expected discharge date: Tue 1 January 2030"),
        ("", "This is the date that stands already."),
    ]:
        page = expect(as_officer, stay, expected_on=typed)
        assert page.status == 422
        assert sentence in page.errors[0]
