"""Today: what to chase, why now, and the buttons that do it at once."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import Action, AuditLine, Stay, User, Ward
from enabler.vocabulary import Milestone
from tests.browser import Browser
from tests.makers import add_estimate, add_follow_up, add_judgements, add_screening, make_agency, make_stay
from tests.pages.worklists.conftest import TODAY


def test_why_now_in_words(as_officer: Browser, session: Session, ward: Ward) -> None:
    landlord = make_agency(session)
    make_stay(
        session, ward, bed="12", ready=9, case=11,
        barriers=[{"kind": "rent_arrears", "waiting_agency_id": landlord.id, "waiting_since": 2}],
        actions=[{"what": "Ring Riverside Homes", "due": 2, "owner": "Sam Okafor"}], contacts=[2],
    )  # fmt: skip
    page = as_officer.get("/today")
    assert page.heading == "Today, Thu 12 November 2026"
    assert "SINGH, Harpreet Bosworth, bed 12 Ring Riverside Homes" in page.main
    assert "2 days overdue, ready 9 nights, Riverside Homes silent since Tuesday, with Sam Okafor" in page.main
    assert "the judging day was 3 November, so it will count as late" in page.main
    assert "1 overdue" in page.main and "Ready and blocked now 1 patient" in page.text


def test_done_snooze_and_pass_on(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, contacts=[1], actions=[{"what": "First"}, {"what": "Second"}, {"what": "Third"}])
    page = as_officer.get("/today").form("Done: First").submit()
    assert page.heading.startswith("Today") and "First" in page.text and "2 things to do" in page.main
    page = page.form("Put off to Fri: Second").submit()
    assert "1 thing to do" in page.main and "1 put off" in page.main
    page = page.follow("Pass on: Third").form().submit(owner="Priya Nair")
    assert page.heading.startswith("Today") and "with Priya Nair" in page.main
    found = {action.what: action for action in session.scalars(select(Action))}
    assert found["First"].done_on == TODAY
    assert found["Second"].snoozed_until == date(2026, 11, 13)
    assert found["Third"].owner == "Priya Nair"


def test_pressed_twice_is_done_once(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, contacts=[1], actions=[{"what": "First"}])
    form = as_officer.get("/today").form("Done: First")
    form.submit()
    assert form.submit().heading.startswith("Today")
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "finish action")).all()
    assert len(lines) == 1


def test_a_filter_counts_what_it_hides(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Mine", officer="Sam Okafor", contacts=[1], actions=[{"due": 0}])
    make_stay(session, ward, surname="Theirs", officer="Priya Nair", contacts=[1], actions=[{"due": 3}])
    page = as_officer.get("/today").follow("only mine")
    assert "MINE" in page.main and "THEIRS" not in page.main
    assert "1 overdue" in page.main and "1 hidden by your filter (1 overdue)" in page.main
    assert "THEIRS" in page.follow("show everything").main


def test_only_what_there_is_to_judge(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Ready", case=9, ready=0, contacts=[1], actions=[{}])
    page = as_officer.get("/today?only=judge")
    assert "Judge the main barrier and the share, and seal an estimate" in page.main
    assert "today is the judging day" in page.main and "1 hidden by your filter" in page.main
    assert "Nothing to do that fits" in as_officer.get("/today?only=follow-up").main


def test_one_form_judges_and_seals(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, case=9, ready=-1, contacts=[1])
    page = as_officer.get("/today")
    assert "tomorrow is the judging day" in page.main and "Seal: " not in " ".join(page.links)
    said = {"main_barrier": "no_home", "share": "sole"}
    page = page.follow("Judge").form().submit(**said)
    assert page.heading.startswith("Today")
    assert "Seal an estimate" in page.main and "used where no comparison gives a basis" in page.main
    sealed = {"low": "7", "likely": "2 weeks", "high": "30", "reason": "As the last three"}
    page = page.follow("Seal: Seal an estimate").form().submit(**sealed)
    assert "Estimate sealed: 7 to 30 nights, likely 14" in page.main and "judging day" not in page.main
    with atomic(session):
        add_estimate(session, session.get_one(Stay, stay.id)).made_by = "Jo Marsh"
    assert as_officer.get("/today").follow("1").heading == "Estimates"


def test_every_sort_of_thing_leads_somewhere(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Quiet", contacts=[9])
    make_stay(session, ward, surname="Blocked", case=1, ready=0, barriers=["no_home"], contacts=[1])
    make_stay(session, ward, surname="Gone", contacts=[1], gone_from_list_on=TODAY - timedelta(days=1))
    make_stay(session, ward, surname="Fit", contacts=[1], hospital_says_fit_on=TODAY - timedelta(days=2))
    left = make_stay(session, ward, surname="Home", left=28)
    with atomic(session):
        add_follow_up(session, left, Milestone.WEEKS_4)
    page = as_officer.get("/today")
    for words in (
        "Record a contact",
        "Add a step",
        "Record where to",
        "Still here",
        "Add the date",
        "Record it",
        "Tried",
    ):
        assert page.follow(words).status == 200, words
    assert "nobody spoken to since 3 November" in page.main
    assert "not on the hospital's list since yesterday" in page.main
    assert "Check after 4 weeks" in page.main and "left 15 October" in page.main


def test_an_empty_day_says_what_else_would_help(as_officer: Browser, session: Session, ward: Ward) -> None:
    asked = make_stay(session, ward, case=None)
    page = as_officer.get("/today")
    assert "Nothing is due today, and nobody here is ready to leave" in page.main
    assert "Everybody" not in page.main
    assert page.follow("Ask 1 patient on the ward").heading.startswith("Bosworth")
    with atomic(session):
        add_screening(session, ward, "no issue", asked)
    assert "Everybody on the ward is screened or taken on" in as_officer.get("/today").main


def test_nobody_at_all_is_not_an_all_clear(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, left=20)
    page = as_officer.get("/today")
    assert "No patient is on your wards" in page.main
    assert "Nothing is due" not in page.main and "Everybody" not in page.main
    assert page.follow("add them in one line").status == 200


def test_who_has_no_ward_is_told_so(browser: Browser, session: Session, officer: User) -> None:
    with atomic(session):
        session.get_one(User, officer.id).wards.clear()
    assert "Your account has no ward yet" in browser.sign_in(officer).get("/today").main


def test_what_rests_is_due_all_the_same(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, contacts=[1], actions=[{"due": 2, "snoozed": -1}])
    page = as_officer.get("/today")
    assert "Nothing else is due today" in page.main and "1 put off, 1 of them overdue" in page.main
    assert "Nothing is due" not in page.main


def test_an_estimate_of_somebody_else_is_something_to_do(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, contacts=[1])
    with atomic(session):
        add_estimate(session, stay).made_by = "Jo Marsh"
    page = as_officer.get("/today")
    assert "Nothing else is due today 1 estimate waits for you to agree with" in page.main


def test_ready_with_the_next_step_on_another_day(as_officer: Browser, session: Session, ward: Ward) -> None:
    stays = [
        make_stay(session, ward, ready=9, barriers=["no_home"], contacts=[1], actions=[{"what": "View the flat", "due": -3}]),
        make_stay(
            session, ward, surname="Novak", ready=8, barriers=["no_home"], contacts=[1], actions=[{"due": 1, "snoozed": -1}]
        ),
        make_stay(session, ward, surname="Brown", ready=7, contacts=[1], actions=[{"what": "Ask the family", "due": None}]),
    ]  # fmt: skip
    with atomic(session):
        for stay in stays:
            add_judgements(session, stay, judged=9)
            add_estimate(session, stay)
    page = as_officer.get("/today")
    assert "0 things to do 3 patients ready with nothing due today" in page.main
    assert "View the flat due in 3 days, ready 9 nights" in page.main
    assert "1 day overdue, put off until Fri 13 Nov, ready 8 nights" in page.main
    assert "Ask the family no date yet: say by when, ready 7 nights, no barrier recorded" in page.main


def test_ready_without_a_barrier_or_a_case(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Novak", ready=3, case=2, contacts=[1])
    make_stay(session, ward, surname="Brown", ready=3, case=None)
    page = as_officer.get("/today?only=next step")
    assert page.main.count("Find out what keeps them here nothing is planned") == 2
    assert "ready 3 nights, no barrier recorded, not a case" in page.main
    assert page.follow("Add a barrier").status == page.follow("Take on").status == 200


def test_a_coordinator_sees_and_does_not_change(
    browser: Browser, session: Session, ward: Ward, coordinator: User
) -> None:
    make_stay(session, ward, contacts=[1], actions=[{"what": "Ring"}])
    page = browser.sign_in(coordinator).get("/today")
    assert "Ring" in page.main and "Done" not in page.main


def test_not_for_evaluators(browser: Browser, evaluator: User) -> None:
    assert browser.sign_in(evaluator).get("/today").status == 403


def test_pages_of_forty_patients(app: Flask, as_officer: Browser, session: Session, ward: Ward) -> None:
    for number in range(41):
        make_stay(session, ward, surname=f"N{number:02}", contacts=[1], actions=[{"due": 50 - number}])
    page = as_officer.get("/today")
    assert "N00" in page.main and "N40" not in page.main
    assert "N40" in page.follow("Page 2").main
