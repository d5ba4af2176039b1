"""A ward on landscape paper: a line a patient, none split, what changed since the last copy, totals at the foot."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pikepdf
import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, User, Ward
from enabler.record.stay.barriers import resolve_barrier
from enabler.record.stay.contacts import add_contact
from enabler.record.stay.discharge import discharge
from enabler.record.worklists.ward_sheet import ward_sheet
from enabler.vocabulary import DischargeOutcome
from tests import makers
from tests.browser import Browser
from tests.pages.reports.reading import everything_in, pages_of, text_of
from tests.statements import statements

DAY = date(2026, 6, 16)
KINDS = ("no_home", "debts", "benefits")


def paper(browser: Browser, ward: Ward, **query: str) -> bytes:
    answer = browser.send("GET", f"/wards/{ward.id}/list.pdf", query_string=query)
    assert answer.status_code == 200 and answer.mimetype == "application/pdf", answer.text
    return answer.data


def full_ward(session: Session, ward: Ward, count: int) -> list[Stay]:
    return [
        makers.make_stay(
            session, ward, surname=f"Patient{number:02}", bed=f"B{number + 1}", ready=number % 9 or None,
            barriers=[{"kind": kind, "waiting_on": "Riverside Homes", "waiting_since": 4} for kind in KINDS],
            actions=[{"what": "Send proof of identity and the letter of the care team to the council", "due": 2}],
        )
        for number in range(count)
    ]  # fmt: skip


def test_who_does_the_next_step_is_said_in_words(as_officer: Browser, session: Session, ward: Ward) -> None:
    """Where only the kind of person is known, its label and never its code."""
    makers.make_stay(session, ward, actions=[{"what": "Bring the keys", "due": 2, "owner_kind": "family"}])
    assert "Family or friend" in text_of(paper(as_officer, ward))


def test_one_line_a_patient(as_officer: Browser, session: Session, ward: Ward, officer: User) -> None:
    with atomic(session):
        officer.phone = "0116 496 0160"
        ward.cover, ward.cover_phone = "Priya Nair", "0116 496 0177"
    makers.make_stay(
        session, ward, ready=9, bed="B7", barriers=[{"waiting_on": "Riverside Homes", "waiting_since": 6}],
        actions=[{"what": "Ring about Harpreet's plan", "due": 2}], legal_status="section 3", officer=officer.name,
    )  # fmt: skip
    makers.make_stay(
        session, ward, surname="Okafor", given_names="Grace", bed="B10", expected_discharge_on=makers.days_ago(-5)
    )
    makers.make_stay(session, ward, surname="Jones", given_names="Tom", bed="A1", case=None)
    said = text_of(paper(as_officer, ward))
    assert "Cases held by Sam Okafor 0116 496 0160" in said
    for words in (
        "SINGH, Harpreet",
        "9 nights",
        "Rent or mortgage arrears: Riverside Homes, 6 d",
        "overdue",
        "Priya Nair 0116 496 0177",
    ):
        assert words in said, words
    for words in (
        "Ring about Harpreet's plan",
        "not ready",
        "no case",
        "3 patients · 2 cases · 1 ready to leave",
        "9 nights of delay so far",
    ):
        assert words in said, words
    assert said.index("JONES, Tom") < said.index("SINGH, Harpreet") < said.index("OKAFOR, Grace")
    assert "section 3" not in said and "First copy" in said


@pytest.mark.parametrize("count", [1, 16, 30])
def test_no_patient_is_split_and_every_page_is_stamped(
    as_officer: Browser, session: Session, ward: Ward, count: int
) -> None:
    full_ward(session, ward, count)
    made = paper(as_officer, ward)
    pages = pages_of(made, "-raw")
    assert len(pages) <= 2
    for number in range(count):
        where = [page for page in pages if f"PATIENT{number:02}" in page]
        assert len(where) == 1, number
        row = where[0].split(f"PATIENT{number:02}")[1][:260]
        assert "+ 1 more" in row, row
    for place, page in enumerate(pages, 1):
        assert "What blocks, and who is waited for" in page and "Printed by Sam Okafor" in page
        assert f"Page {place} of {len(pages)}" in page and "Copy 1" in page and "Full names and numbers" in page
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert all(page.mediabox[2] > page.mediabox[3] for page in pdf.pages)


def test_initials_leave_no_name_and_no_number(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, ready=3, barriers=[{"waiting_on": "Harpreet's brother"}])
    with atomic(session):
        stay.patient.nhs_number = makers.nhs_number(41)
        makers.add_action(session, stay, f"Ask singh about {stay.patient.nhs_number}", owner="Harpreet")
    everything = everything_in(paper(as_officer, ward, names="initials")).casefold()
    for words in ("singh", "harpreet", makers.nhs_number(41), "1961", "rx0"):
        assert words not in everything, words
    assert "h.s." in everything and "initials only" in everything


@contextmanager
def at(browser: Browser, user: User, hour: int) -> Iterator[None]:
    """Whoever prints an hour later signs in again."""
    with clock.moved_to(DAY, hour):
        browser.sign_in(user)
        yield


def test_what_changed_since_the_last_copy_is_marked(
    browser: Browser, session: Session, ward: Ward, officer: User, actor: Actor
) -> None:
    with clock.moved_to(DAY, 7):
        first = makers.make_stay(session, ward, bed="B1", ready=3, barriers=["no_home"])
        second = makers.make_stay(session, ward, surname="Okafor", bed="B2")
    with at(browser, officer, 8):
        assert "▶" not in text_of(paper(browser, ward))
    with clock.moved_to(DAY, 9):
        session.rollback()
        with atomic(session):
            resolve_barrier(session, by=actor, barrier_id=first.barriers[0].id, expected_version=1, resolved_on=DAY)
            add_contact(session, by=actor, stay_id=second.id, on=DAY, with_whom="council")
    for hour in (10, 11):  # printed again before anything changed, the marks stay
        with at(browser, officer, hour):
            said = text_of(paper(browser, ward))
            assert "▶ changed since the copy of" in said and "08:00" in said
            assert "▶ SINGH" in said and "barrier" in said.split("▶ SINGH")[1][:200]
            assert "▶ OKAFOR" in said and "contact" in said.split("▶ OKAFOR")[1][:200]
    with clock.moved_to(DAY, 12):
        session.rollback()
        with atomic(session):
            add_contact(session, by=actor, stay_id=second.id, on=DAY, with_whom="council")
    with at(browser, officer, 13):
        said = text_of(paper(browser, ward))
        assert "11:00" in said and "▶ OKAFOR" in said and "▶ SINGH" not in said


def test_looking_is_not_a_change(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, bed="B1")
    paper(as_officer, ward)
    as_officer.send("GET", f"/stays/{stay.id}/summary.pdf")
    assert "▶ SINGH" not in text_of(paper(as_officer, ward))


def test_who_left_since_is_said(as_officer: Browser, session: Session, ward: Ward, actor: Actor) -> None:
    stay = makers.make_stay(session, ward, bed="B1", ready=3)
    paper(as_officer, ward)
    session.rollback()
    with atomic(session):
        discharge(
            session, by=actor, stay_id=stay.id, expected_version=1, discharged_on=clock.today(),
            outcome=DischargeOutcome.DISCHARGED, destination="19", home_after="19", note=None, resolved=(),
        )  # fmt: skip
    said = text_of(paper(as_officer, ward))
    assert "Left since then: SINGH, Harpreet (bed B1)" in said and "Nobody is on this ward's list" in said


def test_a_fixed_number_of_statements(session: Session, ward: Ward) -> None:
    full_ward(session, ward, 2)
    session.expunge_all()
    with statements(session) as few:
        ward_sheet(session, ward)
    full_ward(session, ward, 20)
    session.expunge_all()
    with statements(session) as many:
        assert len(ward_sheet(session, ward).lines) == 22
    assert len(many) <= len(few) + 1


def test_who_may_print_it(browser: Browser, ward: Ward, other_ward: Ward, officer: User, evaluator: User) -> None:
    browser.sign_in(officer)
    assert browser.send("GET", f"/wards/{other_ward.id}/list.pdf").status_code == 404
    assert browser.send("GET", "/wards/999999/list.pdf").status_code == 404
    assert browser.send("GET", f"/wards/{ward.id}/list.pdf?names=all").status_code == 404
    browser = Browser(browser.app).sign_in(evaluator)
    assert browser.send("GET", f"/wards/{ward.id}/list.pdf").status_code == 403
