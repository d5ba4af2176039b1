"""The caseload as a table: its words, its filters in the address, its counts."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import AuditLine, User, Ward
from enabler.vocabulary import Milestone
from tests.browser import Browser, Page
from tests.makers import add_follow_up, make_agency, make_stay
from tests.pages.worklists.conftest import TODAY
from tests.statements import statements


def row(page: Page, surname: str) -> str:
    return next(text for text in (" ".join(one.itertext()) for one in page.tree.iter("tr")) if surname in text)


def test_a_row_in_words(as_officer: Browser, session: Session, ward: Ward) -> None:
    landlord = make_agency(session)
    stay = make_stay(
        session, ward, bed="12", ready=9, officer="Priya Nair",
        barriers=[
            {"kind": "rent_arrears", "waiting_agency_id": landlord.id, "waiting_since": 6},
            {"kind": "benefits", "blocks": None}, {"kind": "no_home", "blocks": "no"},
        ],
        actions=[{"what": "Ring Riverside", "due": 1}], contacts=[2], last_confirmed_at=clock.now() - timedelta(days=3),
    )  # fmt: skip
    with atomic(session):
        stay.patient.safety_alert = "Two people at visits"
    text = " ".join(row(as_officer.get("/caseload"), "SINGH").split())
    for words in (
        "12", "SINGH, Harpreet", "Alert", "Priya Nair", "9 nights", "since Tue 3 Nov",
        "Rent arrears Riverside Homes, 6 days", "Benefits blocks? not recorded", "+1 more", "Ring Riverside", "1 day overdue",
        "Tuesday", "Monday",
    ):  # fmt: skip
        assert words in text, words


def test_filters_stand_in_the_address_without_names(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(
        session, ward, surname="Sister", barriers=[{"kind": "keys_or_security", "waiting_on": "Mrs Patel, her sister"}]
    )
    make_stay(session, ward, surname="Late", ready=3, barriers=["no_home"], actions=[{"due": 1}])
    page = as_officer.get("/caseload")
    choice = next(one for one in page.tree.iter("option") if "Mrs Patel" in "".join(one.itertext())).get("value")
    assert choice and "atel" not in choice
    page = page.form("Show").submit(waiting=choice)
    assert "SISTER" in page.main and "LATE" not in page.main
    assert "1 shown, 1 hidden by your filter (1 overdue)" in page.main and "1 overdue" in page.main
    assert "LATE" in page.follow("show all").main
    assert "SISTER" not in page.form("Show").submit(waiting="", ready="blocked").main


def test_overdue_leads_to_its_cases(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Late", actions=[{"due": 1}])
    make_stay(session, ward, surname="Early", actions=[{"due": -1}])
    page = as_officer.get("/caseload").follow("1 overdue")
    assert "LATE" in page.main and "EARLY" not in page.main


def test_phases(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, surname="Home", left=9, ready=20)
    with atomic(session):
        add_follow_up(session, stay, Milestone.WEEK_1, due=2)
    assert "No case is open yet" in as_officer.get("/caseload").main
    page = as_officer.get("/caseload?phase=after")
    assert "Check after 1 week" in page.main and "2 days overdue" in page.main and "left 3 Nov" in page.main
    assert "HOME" in as_officer.get("/caseload?phase=all").main


def test_what_an_address_cannot_mean_does_not_narrow(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward)
    for query in ("ready=maybe", "barrier=<b>", "phase=x", "ward=x", "page=-1", "page=x", "overdue=1"):
        assert "SINGH" in as_officer.get(f"/caseload?{query}").main, query
    assert "There is no page 9" in as_officer.get("/caseload?page=9").main
    assert "No case fits your filter; 1 is hidden by it" in as_officer.get("/caseload?waiting=wffff").main
    assert "No case fits" in as_officer.get("/caseload?ward=999999999").main
    assert as_officer.get("/caseload?ward=99999999999").status == 404


def test_fifty_rows_a_page(as_officer: Browser, session: Session, ward: Ward) -> None:
    for number in range(52):
        make_stay(session, ward, surname=f"N{number:02}", ready=60 - number, barriers=["no_home"], admitted=70)
    page = as_officer.get("/caseload")
    assert "52 shown" in page.main and "N49" in page.main and "N50" not in page.main
    assert "N51" in page.follow("Page 2").main


def test_markup_in_every_text_stays_text(as_officer: Browser, session: Session, ward: Ward) -> None:
    bad = "<script>alert(1)</script>"
    make_stay(
        session, ward, surname=bad, bed="<b>1", officer=bad, barriers=[{"waiting_on": bad}], actions=[{"what": bad, "owner": bad}]
    )  # fmt: skip
    for path in ("/caseload", "/today", f"/wards/{ward.id}/list"):
        assert "<script>alert" not in as_officer.get(path).html


def test_as_many_statements_for_many_cases_as_for_one(as_officer: Browser, session: Session, ward: Ward) -> None:
    numbers = []
    for more in (1, 11):
        for number in range(more):
            facts = {"barriers": ["no_home"], "actions": [{}], "contacts": [1]}
            make_stay(session, ward, surname=f"N{number}", ready=number, **facts)
        with statements(session) as sent:
            as_officer.get("/caseload?ready=blocked")
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]


def test_the_view_is_audited_once(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward)
    as_officer.get("/caseload?ready=not")
    (line,) = session.scalars(select(AuditLine).where(AuditLine.action == "view caseload"))
    assert line.detail == '{"ready":"not"}'


def test_only_the_wards_of_ones_own(browser: Browser, session: Session, other_ward: Ward, coordinator: User) -> None:
    make_stay(session, other_ward)
    assert "SINGH" not in browser.sign_in(coordinator).get("/caseload?phase=all").main


def test_soonest_expected_first_when_nobody_is_ready(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Later", expected_discharge_on=TODAY + timedelta(days=9))
    make_stay(session, ward, surname="Past", expected_discharge_on=TODAY - timedelta(days=2))
    page = as_officer.get("/caseload").main
    assert page.index("PAST") < page.index("LATER") and "expected 10 Nov, 2 days ago" in page
