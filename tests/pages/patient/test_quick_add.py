"""The bedside round: a line, Enter, the next one."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, Patient, Stay, User, Ward
from tests.browser import Browser, Page
from tests.cases import make_case

LINE = {"name": "BROWN, Dave", "bed": "11", "what_is_wrong": "Stairs: cannot get to the bathroom"}
NUMBER = "999 000 0018"


def patients(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Patient)) or 0


def add(browser: Browser, **line: str) -> Page:
    return browser.get("/add").form("Add").submit(**(LINE | line))


def test_one_line_and_the_page_is_ready_for_the_next(as_officer: Browser, session: Session, ward: Ward) -> None:
    first = as_officer.get("/add")
    assert "Nobody yet" in first.main
    assert "autofocus" in first.html
    page = first.form("Add").submit(**LINE)
    assert "Added BROWN, Dave. Next?" in page.main
    assert "Added today: 1" in page.main
    assert "Bosworth, bed 11 Stairs: cannot get to the bathroom" in page.main
    values = dict(page.form("Add").values)
    assert (values["name"], values["bed"], values["ward_id"]) == ("", "", str(ward.id))
    stay = session.scalars(select(Stay)).one()
    assert (stay.case_opened_on, stay.officer_name) == (date(2026, 6, 10), "Sam Okafor")
    assert page.follow("BROWN, Dave").status == 200


def test_what_is_set_aside_from_a_name_is_said_without_its_numbers(as_officer: Browser) -> None:
    page = add(as_officer, name="PC Kelly Brown born 1/2/50")
    assert "Added BROWN, Kelly. Set aside from the name: PC. Next?" in page.main


def test_a_name_that_can_be_meant_in_two_ways_is_asked(as_officer: Browser, session: Session) -> None:
    page = add(as_officer, name="AJ Smith")
    assert any("Is AJ the surname or initials?" in error for error in page.errors)
    assert patients(session) == 0
    assert "Added SMITH, AJ. Next?" in page.form("Add").submit(name="Smith, AJ").main


def test_a_double_click_makes_one_patient(as_officer: Browser, session: Session) -> None:
    form = as_officer.get("/add").form("Add").fill(**LINE)
    assert "Added BROWN, Dave" in form.submit().main
    assert "Added BROWN, Dave" in form.submit().main
    assert patients(session) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"name": ""}, "Enter a name, for example SINGH, Harpreet."),
        ({"name": "12"}, "Enter a name, for example SINGH, Harpreet."),
        ({"what_is_wrong": " "}, "Say in a few words what is wrong."),
        ({"what_is_wrong": "x" * 100_000}, "This is too long"),
        ({"admitted_on": "31/2"}, "31/2 is not a date: February 2026 has 28 days."),
        ({"admitted_on": "tomorrow"}, "in the future"),
        ({"born_on": "3/2"}, "has no year"),
        ({"born_on": "12/3/25"}, "12/3/25 may be 12 March 1925 or 12 March 2025. Write the year in full."),
        ({"born_on": "today", "admitted_on": "yesterday"}, "Admitted before the date of birth"),
        ({"nhs_number": "999 000 0019"}, "is not an NHS number: its check digit does not fit."),
        ({"nhs_number": "99900"}, "An NHS number has 10 digits; this has 5."),
        ({"ward_id": "999999"}, "Choose one from the list."),
        ({"ward_id": "none"}, "Choose one from the list."),
        ({"admitted_on": "1/1/2020"}, "Are you sure? Admitted on: Wed 1 January 2020, 6 years ago."),
    ],
)
def test_a_line_that_cannot_be_is_kept_with_a_sentence(
    as_officer: Browser, session: Session, line: dict[str, str], sentence: str
) -> None:
    page = add(as_officer, **line)
    assert page.status == 422
    assert any(sentence in error for error in page.errors), page.errors
    assert patients(session) == 0
    kept = dict(page.form("Add").values)
    typed = {name: value.strip() for name, value in (LINE | line).items() if name != "ward_id"}
    assert {name: kept[name].strip() for name in typed} == typed


def test_a_date_far_off_is_taken_once_it_is_sure(as_officer: Browser, session: Session) -> None:
    page = add(as_officer, admitted_on="1/1/2020").form("Add").submit(sure="y")
    assert "Added BROWN, Dave" in page.main
    assert session.scalars(select(Stay)).one().admitted_on == date(2020, 1, 1)


def test_a_wrong_number_can_be_kept_as_given(as_officer: Browser, session: Session) -> None:
    page = add(as_officer, nhs_number="999 000 0019")
    assert "Added BROWN, Dave" in page.form("Add").submit(keep_number_as_given="y").main
    patient = session.scalars(select(Patient)).one()
    assert (patient.nhs_number, patient.number_as_given) == (None, "999 000 0019")


def test_a_likely_duplicate_is_shown_before_a_record_is_made(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = add(as_officer, name="Harpreet Singh")
    assert page.status == 422
    assert "SINGH, Harpreet, born 03-Feb-1961 (65)" in page.main
    assert "the same name. Bosworth, in hospital now" in page.main
    assert patients(session) == 1
    shown = session.scalar(select(AuditLine).where(AuditLine.action == "view likely duplicates"))
    assert shown is not None and stay.ref in shown.detail and "Singh" not in shown.detail
    assert "Added SINGH, Harpreet" in page.form("Add").submit(somebody_else="y").main
    assert patients(session) == 2


def test_the_name_they_go_by_and_a_birth_in_the_line(as_officer: Browser, session: Session) -> None:
    assert "Added SINGH, Harpreet (known as Harry)." in add(as_officer, name="Harpreet Singh (Harry)").main
    assert add(as_officer, name="Old Baby, born 12/3/25").errors == [
        "12/3/25 may be 12 March 1925 or 12 March 2025. Write the year in full."
    ]
    assert "Added BABY, Old." in add(as_officer, name="Old Baby, born 12/3/1925", bed="21").main
    assert add(as_officer, name="OLD, Ann 76y", born_on="1960").errors == [
        "The line has another birth. Leave it out of the line, or put this right."
    ]
    assert "All in capitals: the last word is taken as the surname." in add(as_officer, name="ANN OLD", bed="22").main
    assert (
        "Added MAHMOOD, Emma. Next?"
        in add(as_officer, name="Mahmood, Emma, b. 22/3/1948 NHS 999 000 0018", bed="23").main
    )
    assert session.scalars(select(Patient.nhs_number).where(Patient.surname == "Mahmood")).one() == "9990000018"
    kept = session.execute(select(Patient.known_as, Patient.born_on).order_by(Patient.id)).all()
    assert [tuple(one) for one in kept] == [
        ("Harry", None),
        (None, date(1925, 3, 12)),
        (None, None),
        (None, date(1948, 3, 22)),
    ]


def test_two_whom_nobody_knows_are_no_duplicates(as_officer: Browser) -> None:
    for bed, name in (("31", "UNKNOWN MALE"), ("32", "Unknown male")):
        assert "Added Unknown male. It is not known who this is." in add(as_officer, name=name, bed=bed).main


def test_somebody_who_left_is_offered_a_new_stay(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, surname="Khan", given_names="Amir", left=date(2026, 5, 20))
    page = add(as_officer, name="KHAN, Amir")
    assert "left 20 May 2026" in page.main
    assert page.follow("Add a new stay").url.endswith(f"/stays/{gone.id}/another")


def test_a_likely_duplicate_on_another_ward_says_no_more(
    as_officer: Browser, session: Session, other_ward: Ward
) -> None:
    make_case(session, other_ward, surname="Khan", given_names="Amir")
    page = add(as_officer, name="KHAN, Amir")
    assert "A likely duplicate on another ward: the same name." in page.main
    for hidden in ("1961", "Ward 12", "/stays/"):
        assert hidden not in page.main and hidden not in page.html
    assert patients(session) == 1


def test_markup_is_text(as_officer: Browser, session: Session) -> None:
    markup = "<script>alert(1)</script>"
    page = add(as_officer, name=f"{markup}, Dave", bed=markup, what_is_wrong=markup)
    assert "Next?" in page.main
    assert "<script>alert" not in page.html


def test_without_a_ward_there_is_nothing_to_add_to(browser: Browser, session: Session, officer: User) -> None:
    officer.wards = []
    session.commit()
    assert "You are not on any ward yet" in browser.sign_in(officer).get("/add").main


def test_only_officers_add(browser: Browser, coordinator: User) -> None:
    assert browser.sign_in(coordinator).get("/add").status == 403
