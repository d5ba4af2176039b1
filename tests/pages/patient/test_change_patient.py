"""Everything that is known about somebody, and who may see the address."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.models import Patient, Stay, User
from tests.browser import Browser, Page


def change(browser: Browser, stay: Stay, **fields: str) -> Page:
    return browser.get(f"/stays/{stay.id}/patient").form().submit(**fields)


def patient(session: Session, stay: Stay) -> Patient:
    return session.get_one(Patient, stay.patient_id, populate_existing=True)


ALL = {
    "surname": "Kaur",
    "given_names": "Harpreet",
    "known_as": "Harry",
    "pronouns": "they/them",
    "born_on": "4/2/1961",
    "nhs_number": "999 000 0018",
    "hospital_number": "B100",
    "safe_contact": "Do not ring home",
    "phone": "0116 496 0101",
    "email": "h@example.org",
    "address": "12 Wharf Street",
    "postcode": "LE1 1AA",
    "address_protected": "y",
    "language": "Punjabi",
    "interpreter_needed": "yes",
    "communication_needs": "Large print",
    "safety_alert": "Dog on the premises",
    "safety_alert_review_on": "+90",
    "lone_visit_risk": "Visit in pairs",
    "care_coordinator": "Jo Bell, crisis team",
    "nearest_relative": "Sister",
    "appointee": "Council",
    "section_117": "yes",
}


def test_all_fields_are_kept(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = change(as_officer, stay, **ALL)
    assert "Saved. For KAUR, Harpreet (known as Harry)." in page.main
    kept = patient(session, stay)
    assert (kept.nhs_number, kept.born_on) == ("9990000018", date(1961, 2, 4))
    assert kept.safety_alert_review_on == date(2026, 9, 8)
    assert kept.address_protected
    same = set(ALL) - {"nhs_number", "born_on", "safety_alert_review_on", "address_protected"}
    assert {name: getattr(kept, name) for name in same} == {name: ALL[name] for name in same}
    again = dict(as_officer.get(f"/stays/{stay.id}/patient").form().values)
    assert (again["born_on"], again["safety_alert_review_on"]) == ("4/2/1961", "8/9/2026")


def test_a_postcode_and_a_phone_number_are_tidied_and_doubtful_ones_asked_about_once(
    as_officer: Browser, session: Session, stay: Stay
) -> None:
    change(as_officer, stay, postcode="le11aa", phone="+441164960101")
    assert (patient(session, stay).postcode, patient(session, stay).phone) == ("LE1 1AA", "0116 496 0101")
    asked = change(as_officer, stay, postcode="LE1 1A", phone="1164960101")
    (sentence,) = asked.errors
    assert "Phone 1164960101: is 0116 496 0101 meant?" in sentence and "Postcode LE1 1A: a postcode of" in sentence
    assert "Saved." in asked.form().submit(sure="y").main
    assert (patient(session, stay).postcode, patient(session, stay).phone) == ("LE1 1A", "1164960101")
    assert "Saved." in change(as_officer, stay, language="Punjabi").main, "what stood before is not asked about"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"surname": ""}, "Enter the surname."),
        ({"surname": "12"}, "Enter the surname."),
        ({"born_on": "31/2/1961"}, "31/2/1961 is not a date: February 1961 has 28 days."),
        ({"born_on": "1/5/2026"}, "Born after the admission on 1 April 2026."),
        ({"born_on": "1/1/1881"}, "more than 120 years old"),
        ({"nhs_number": "999 000 0019"}, "its check digit does not fit"),
        ({"nhs_number": "AB"}, "An NHS number has digits only"),
        ({"safety_alert": "Dog"}, "Give the date on which this alert is looked at again."),
        ({"safety_alert": "Dog", "safety_alert_review_on": "1/1/2030"}, "Are you sure?"),
        ({"safety_alert": "x" * 501}, "This is too long: at most 500 characters."),
    ],
)
def test_what_cannot_be_is_kept_with_a_sentence(
    as_officer: Browser, session: Session, stay: Stay, fields: dict[str, str], sentence: str
) -> None:
    page = change(as_officer, stay, **fields)
    assert page.status == 422
    assert sentence in page.errors[0]
    kept = dict(page.form().values)
    assert {name: kept[name] for name in fields} == fields
    assert patient(session, stay).version == 1


def test_a_number_that_fails_can_be_kept_as_given(as_officer: Browser, session: Session, stay: Stay) -> None:
    assert "keep_number_as_given" not in dict(as_officer.get(f"/stays/{stay.id}/patient").form().values)
    page = change(as_officer, stay, nhs_number="999 000 0019")
    page.form().submit(keep_number_as_given="y")
    assert patient(session, stay).number_as_given == "999 000 0019"


def test_a_protected_address_is_seen_by_officers_only(
    as_officer: Browser, app: object, coordinator: User, stay: Stay
) -> None:
    change(as_officer, stay, **ALL)
    assert "12 Wharf Street" in as_officer.get(f"/stays/{stay.id}/patient").html
    other = Browser(as_officer.app).sign_in(coordinator)
    for path in ("", "/history"):
        page = other.get(f"/stays/{stay.id}{path}")
        assert page.status == 200
        assert "Wharf Street" not in page.html and "LE1 1AA" not in page.html
    assert other.get(f"/stays/{stay.id}/patient").status == 403


def test_a_birth_of_which_only_a_year_is_known(as_officer: Browser, session: Session, stay: Stay) -> None:
    change(as_officer, stay, born_on="about 1950")
    assert (patient(session, stay).born_on, patient(session, stay).birth_is) == (date(1950, 7, 1), "estimated")
    form = as_officer.get(f"/stays/{stay.id}/patient").form()
    assert dict(form.values)["born_on"] == "about 1950"
    form.submit(known_as="Harry", pronouns="he/him")
    banner = as_officer.get(f"/stays/{stay.id}/patient").html
    for said in ("SINGH, Harpreet (known as Harry)", "<dd>he/him</dd>", "<dd>about 1950 (estimated, about 75)</dd>"):
        assert said in banner
    assert patient(session, stay).birth_is == "estimated"
    change(as_officer, stay, born_on="3/2/1961")
    assert (patient(session, stay).born_on, patient(session, stay).birth_is) == (date(1961, 2, 3), None)
