"""One patient, one page: what it says, what it lets whom do, and that it prints everything as text."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Stay, User, Ward
from enabler.record.stay.contacts import add_contact
from enabler.wording.formatting import plain_date
from tests import makers
from tests.browser import Browser
from tests.cases import make_case
from tests.makers import days_ago
from tests.rich_stay import make_rich_stay
from tests.statements import statements

MARKUP = "<script>alert('Ng')</script>"


@pytest.fixture
def rich(session: Session, ward: Ward, actor: Actor) -> Stay:
    return make_rich_stay(session, ward, actor)


def test_it_says_how_things_stand(as_officer: Browser, rich: Stay) -> None:
    page = as_officer.get(f"/stays/{rich.id}")
    assert page.heading == "Ready since 18 May: 23 nights so far, 2 barriers in the way"
    assert "JESSOP, Martin" in page.text
    assert "Ready 18 May, still here on 10 June: 23 nights. 17 housing only, 6 housing and" in page.main
    assert "Expected without help: 40." in page.main
    assert "Owed £4,212.50 on 4 Jun" in page.main
    assert "Waiting on Riverside Homes, Karen Dillon, 0116 496 0133, since 4 Jun: 6 days." in page.main
    assert "due Mon 8 Jun, 2 days ago" in page.main
    assert "Blocks discharge: Benefits stopped, missing or wrong: until it is said" in page.main


def test_each_clock_names_its_law_and_its_source(as_officer: Browser, rich: Stay) -> None:
    said = as_officer.get(f"/stays/{rich.id}").main
    assert "Council may end the prevention duty by notice: Tue 14 July 2026, in 34 days The duty does not end" in said
    assert (
        "56 days beginning with 20 May 2026: Housing Act 1996 s.195. Source: Shelter Legal, ending the prevention duty."
        in said
    )
    assert "10 working days after 1 June 2026: Hazards in Social Housing" in said
    assert "Court hearing: Mon 22 June 2026, in 12 days" in said


def test_the_night_strip_says_the_same_in_words(as_officer: Browser, rich: Stay) -> None:
    page = as_officer.get(f"/stays/{rich.id}")
    drawn = [one.get("aria-label") or "" for one in page.tree.iter("{http://www.w3.org/2000/svg}svg")]
    assert any("17 housing only, 6 housing and" in label and "Rent or mortgage arrears" in label for label in drawn)


def test_the_timeline_tells_it_all(as_officer: Browser, rich: Stay) -> None:
    said = as_officer.get(f"/stays/{rich.id}").main
    for what in (
        "Phone with Karen Dillon",
        "Resolved: Keys, access or security",
        "Duty to refer sent to Leicester City Council",
        "Ready to leave",
        "Estimate sealed",
        "Case opened",
        "Admitted",
    ):
        assert what in said, what


def test_done_with_one_press_and_taken_back(as_officer: Browser, session: Session, rich: Stay) -> None:
    page = as_officer.get(f"/stays/{rich.id}")
    form = page.form("Done: Landlord hold")
    page = form.submit()
    assert "Done: Landlord hold. For JESSOP, Martin." in page.main
    assert "Done: Landlord hold" not in list(page.links)
    assert form.submit().status == 200  # pressed twice
    assert session.scalar(select(func.count()).where(AuditLine.action == "finish action")) == 2  # and one in the story
    page = page.follow("Not done after all").form().submit()
    assert "Not done after all: Landlord hold" in page.main


def test_a_coordinator_sees_and_changes_nothing(browser: Browser, coordinator: User, rich: Stay) -> None:
    page = browser.sign_in(coordinator).get(f"/stays/{rich.id}")
    assert "Owed £4,212.50" in page.main
    buttons = [form.get("action") for form in page.tree.iter("form")]
    assert [action for action in buttons if "/stays/" in (action or "")] == []
    changing = (
        "/new",
        "/finish",
        "/resolve",
        "/waiting-on",
        "/arrears",
        "/change",
        "/judge",
        "/estimate",
        "/discharge",
    )
    assert [href for href in page.links.values() if href.endswith(changing)] == []


@pytest.mark.parametrize("role", ["evaluator", "administrator"])
def test_others_do_not_come_in(browser: Browser, request: pytest.FixtureRequest, role: str, rich: Stay) -> None:
    assert browser.sign_in(request.getfixturevalue(role)).get(f"/stays/{rich.id}").status == 403


def test_out_of_reach_looks_like_not_there(as_officer: Browser, session: Session, other_ward: Ward) -> None:
    stay = make_case(session, other_ward)
    hidden, nowhere = as_officer.get(f"/stays/{stay.id}"), as_officer.get("/stays/999999")
    assert (hidden.status, hidden.text) == (nowhere.status, nowhere.text) == (404, nowhere.text)
    assert session.scalar(select(func.count()).where(AuditLine.action == "refused stay")) == 2


def test_a_look_is_audited_once(as_officer: Browser, session: Session, rich: Stay) -> None:
    as_officer.get(f"/stays/{rich.id}")
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "view case")).all()
    assert [(line.stay_id, line.by) for line in lines] == [(rich.id, "Sam Okafor")]


def test_an_empty_record_says_what_to_do_next(as_officer: Browser, session: Session, ward: Ward) -> None:
    page = as_officer.get(f"/stays/{make_case(session, ward, ready_on=None, barrier=None).id}")
    assert page.heading == "Not ready yet; nothing recorded in the way"
    assert "Add what keeps the patient from going home" in page.main
    assert "Barriers: Nothing says yet what stands in the way of going home." in page.main


def test_a_patient_who_left(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, admitted=40, ready=30, left=10, case=39, barriers=["no_home"])
    with atomic(session):
        session.get_one(Stay, stay.id).discharge_outcome = "discharged"
        makers.add_judgements(session, stay, "no_home", judged=30)
        makers.add_estimate(session, stay)
    page = as_officer.get(f"/stays/{stay.id}")
    assert page.heading == "Left on 31 May 2026 after 20 nights of delay"
    assert "left 31 May: 20 nights. 20 housing only." in page.main


def test_on_the_list_only(as_officer: Browser, session: Session, ward: Ward) -> None:
    page = as_officer.get(f"/stays/{makers.make_stay(session, ward, case=None).id}")
    assert page.heading == "On the ward's list, not a case"
    assert page.follow("Open a case").status == 200


def test_markup_everywhere_is_printed_as_text(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(
        session, ward, surname=MARKUP, given_names=MARKUP, ready=3, what_is_wrong=MARKUP, household=MARKUP, bed="<b>",
        barriers=[{"kind": "no_home", "note": MARKUP, "waiting_on": MARKUP, "waiting_person": MARKUP, "waiting_since": 2}],
        actions=[{"what": MARKUP, "owner": MARKUP}, {"what": "x", "done": 1, "outcome": MARKUP}],
        contacts=[{"on_": 1, "text": MARKUP, "with_whom": MARKUP}],
    )  # fmt: skip
    with atomic(session):
        stay.patient.safety_alert = stay.patient.safe_contact = MARKUP
    page = as_officer.get(f"/stays/{stay.id}")
    assert "<script>alert" not in page.html
    assert page.main.count(MARKUP) >= 10


def test_a_fixed_number_of_statements(as_officer: Browser, session: Session, rich: Stay, actor: Actor) -> None:
    """Besides the session's and the audit's own, however many contacts there are."""
    as_officer.get(f"/stays/{rich.id}")  # the rows of comparisons are read once
    few = business_statements(as_officer, session, rich)
    with atomic(session):
        for day in range(40):
            add_contact(session, by=actor, stay_id=rich.id, on=days_ago(day), text="Rang out")
    many = business_statements(as_officer, session, rich)
    assert many == few


def business_statements(browser: Browser, session: Session, stay: Stay) -> list[str]:
    with statements(session) as said:
        assert browser.get(f"/stays/{stay.id}").status == 200
    around = ("FROM sessions", "UPDATE sessions", "FROM users", "user_wards", "audit", "BEGIN", "FROM drafts")
    return [one for one in said if not any(word in one for word in around) or "FROM stays" in one]


def test_stays_that_touch_are_one_spell(as_officer: Browser, session: Session, ward: Ward, other_ward: Ward) -> None:
    first = makers.make_stay(session, other_ward, surname="Marsh", admitted=60, case=None, left=40)
    stay = makers.make_stay(session, ward, patient=first.patient, admitted=39)
    for path in (f"/stays/{stay.id}", f"/stays/{stay.id}/history"):
        said = as_officer.get(path).main
        assert f"One spell: {plain_date(days_ago(60))} to now, 2 stays" in said
        assert "on a ward out of your reach" in said and "overlaps" not in said
    alone = makers.make_stay(session, ward, surname="Cole")
    assert "Stays in hospital" not in as_officer.get(f"/stays/{alone.id}").main


def test_stays_that_an_older_record_lets_overlap_are_told(as_officer: Browser, session: Session, ward: Ward) -> None:
    first = makers.make_stay(session, ward, admitted=60, case=None, left=30)
    stay = makers.make_stay(session, ward, patient=first.patient, admitted=40)
    for one in (first, stay):
        page = as_officer.get(f"/stays/{one.id}")
        assert "This stay overlaps another of the same patient" in page.main
        assert page.follow("Put its dates right").url.endswith(f"/stays/{one.id}/change")
