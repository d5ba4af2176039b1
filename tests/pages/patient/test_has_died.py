"""The page of somebody who has died says so first, and neither it nor its print asks for anything."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import ArrearsFacts, Stay, Ward
from enabler.vocabulary import Milestone
from tests.browser import Browser
from tests.makers import add_barrier, add_follow_up, make_patient, make_stay
from tests.pages.reports.reading import text_of


@pytest.fixture
def died(session: Session, ward: Ward) -> Stay:
    stay = make_stay(
        session, ward, ready=12, left=3, discharge_outcome="died", contacts=[4], actions=[{"what": "View the flat", "due": 5}]
    )  # fmt: skip
    with atomic(session):
        hearing = ArrearsFacts(hearing_on=clock.today() + timedelta(days=2))
        add_barrier(session, stay, began=20, facts=hearing)
        stay.patient.safe_contact = "Do not call home"
    return stay


def day(days_ago: int) -> str:
    on = clock.today() - timedelta(days=days_ago)
    return f"{on.day} {on:%B %Y}"


def test_the_heading_and_the_banner_say_so(as_officer: Browser, died: Stay) -> None:
    page = as_officer.get(f"/stays/{died.id}")
    assert page.heading == f"Died on {day(3)} after 9 nights of delay"
    assert f"DiedBosworth, {day(3)}" in page.text
    assert f"DiedBosworth, {day(3)}" in as_officer.get(f"/stays/{died.id}/follow-ups").text


def test_nothing_is_asked_for(as_officer: Browser, died: Stay) -> None:
    page = as_officer.get(f"/stays/{died.id}")
    assert "Not done before the patient died View the flat" in page.main
    assert "Done: View the flat" not in page.main and "overdue" not in page.main
    assert "runs out" not in page.main and "Hearing in" not in page.main
    assert not {"Add an action", "Usual steps", "Add an action for the whole stay"} & set(page.links)


def test_a_next_step_is_refused_and_what_happened_is_kept(as_officer: Browser, died: Stay) -> None:
    page = as_officer.get(f"/stays/{died.id}").form("Save").submit(happened="Told the landlord", next_step="Ring")
    assert "This patient has died, so nothing more is planned" in page.main and "Told the landlord" in page.html


def test_told_at_a_check_all_their_pages_say_so(as_officer: Browser, session: Session, ward: Ward) -> None:
    patient = make_patient(session)
    before = make_stay(session, ward, patient=patient, admitted=200, case=190, left=60, discharge_outcome="discharged")
    after = make_stay(session, ward, patient=patient, left=20, discharge_outcome="discharged")
    here = make_stay(session, ward, patient=patient, admitted=10, case=9)
    with atomic(session):
        add_follow_up(session, before, Milestone.WEEKS_4, due=30)
        add_follow_up(session, after, Milestone.WEEK_1, due=5, done_on=clock.today() - timedelta(days=2), result="died")
    told = f"Has died, as told on {day(2)}."
    assert as_officer.get(f"/stays/{before.id}").heading == f"{told} Left on {day(60)}"
    assert as_officer.get(f"/stays/{here.id}").heading == f"{told} The discharge from this stay is not recorded"
    page = as_officer.get(f"/stays/{before.id}/follow-ups")
    assert "Nobody rings, and no check is due." in page.main and "not to be made: died" in page.main
    assert not {"Finish", "Log a try"} & set(page.links) and "overdue" not in page.main


def test_the_lists_say_died_and_show_no_next_step(as_officer: Browser, died: Stay) -> None:
    page = as_officer.get("/caseload?phase=all")
    assert f"died {short(3)}" in page.main and "View the flat" not in page.main
    assert "day overdue" not in page.main and "days overdue" not in page.main
    assert "View the flat" not in as_officer.get("/today").main


def short(days_ago: int) -> str:
    on: Any = clock.today() - timedelta(days=days_ago)
    return f"{on.day} {on:%b}"


def test_the_printed_summary_asks_for_nothing(as_officer: Browser, died: Stay) -> None:
    said = text_of(as_officer.send("GET", f"/stays/{died.id}/summary.pdf").data)
    assert f"Died on {day(3)}: 9 nights of delay." in said and f"Died {day(3)}" in said
    assert "The patient has died: no action and no check is due." in said
    for asked in ("View the flat", "No next step yet", "overdue", "Do not call home", "Hearing", "no date"):
        assert asked not in said, asked
