"""What is known about the stay itself."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.models import Stay, User, Ward
from tests.browser import Browser, Page

ALL = {
    "bed": "7",
    "admitted_on": "31/3/26",
    "legal_status": "03",
    "case_opened_on": "1/4/26",
    "referral_source": "Ward round",
    "what_is_wrong": "Arrears",
    "housing_on_admission": "02",
    "landlord": "Wharf Homes",
    "council": "Leicester City Council",
    "household": "Lives alone",
    "waiting_at_home": "Two cats",
}


def change(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(f"/stays/{stay.id}/change").form().submit(**fields)


def test_all_fields_are_kept(as_officer: Browser, session: Session, officer: User, stay: Stay) -> None:
    page = change(as_officer, stay, officer_id=str(officer.id), **ALL)
    assert "Saved. For SINGH, Harpreet." in page.main
    kept = session.get_one(Stay, stay.id, populate_existing=True)
    assert (kept.admitted_on, kept.case_opened_on) == (date(2026, 3, 31), date(2026, 4, 1))
    assert (kept.officer_id, kept.officer_name) == (officer.id, "Sam Okafor")
    same = set(ALL) - {"admitted_on", "case_opened_on"}
    assert {name: getattr(kept, name) for name in same} == {name: ALL[name] for name in same}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"admitted_on": "31/2"}, "31/2 is not a date"),
        ({"admitted_on": "tomorrow"}, "in the future"),
        ({"admitted_on": "6/5/26", "case_opened_on": ""}, "Admitted after the ready date, 5 May 2026."),
        ({"admitted_on": "1/1/1950"}, "Are you sure?"),
        ({"case_opened_on": "31/3/26"}, "The case was opened before the admission on 1 April 2026."),
        ({"legal_status": "77"}, "Choose an answer from the list."),
        ({"officer_id": "99"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_is_kept_with_a_sentence(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = change(as_officer, stay, **fields)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert session.get_one(Stay, stay.id, populate_existing=True).version == 1


def test_a_stay_put_on_another_ward_goes_out_of_reach_without_a_dead_end(
    as_officer: Browser, other_ward: Ward, stay: Stay
) -> None:
    page = change(as_officer, stay, ward_id=str(other_ward.id))
    assert page.url.endswith(("/today", "/")) or page.status in (200, 404)
    assert f"/stays/{stay.id}" not in page.url
    assert as_officer.get(f"/stays/{stay.id}").status == 404
