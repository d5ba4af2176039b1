"""A ward's list: cases and patients without one, and where to go for other wards."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import AuditLine, Stay, User, Ward
from enabler.record.people import accounts
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.makers import add_screening, days_ago, make_stay


def test_everyone_on_the_ward(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Case", bed="2", ready=3, barriers=["no_home"])
    listed = make_stay(session, ward, surname="Listed", bed="1", case=None, hospital_says_fit_on=days_ago(1))
    with atomic(session):
        add_screening(session, ward, "no issue", listed, screened=1)
        for _ in range(3):
            add_screening(session, ward, "issue", screened=20)
    page = as_officer.get("/ward-list")
    assert page.heading == "Bosworth Bradgate Unit"
    assert "2 patients" in page.main and "1 case, 1 ready and blocked" in page.main
    assert "3 of 4 asked since 13 Aug have a housing issue (75%); 1 none, 0 declined" in page.main
    assert page.main.index("LISTED") < page.main.index("CASE,")
    assert "list: fit yesterday" in page.main and "No issue, yesterday" in page.main


def test_taking_somebody_on(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, case=None)
    with atomic(session):
        add_screening(session, ward, "declined", stay)
    page = as_officer.get(f"/wards/{ward.id}/list").form("Take on").submit()
    assert page.heading.startswith("Bosworth") and "1 case" in page.main
    session.expire_all()
    assert (stay.case_opened_on, stay.officer_name) == (clock.today(), "Sam Okafor")


def test_confirming_one_row(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward)
    page = as_officer.get("/ward-list")
    assert "never" in page.main
    page = page.form("Confirm: SINGH").submit()
    assert page.heading.startswith("Bosworth") and "Confirm: SINGH" not in page.main
    session.expire_all()
    assert stay.last_confirmed_by == "Sam Okafor"


def test_those_gone_stand_apart(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, surname="Gone", gone_from_list_on=days_ago(1))
    page = as_officer.get("/ward-list")
    assert "No longer on the hospital's list GONE, Harpreet, since yesterday" in page.main
    assert page.follow("Record where to").status == 200


def test_an_empty_list_says_what_to_do(as_officer: Browser) -> None:
    assert "Bring in the hospital's list" in as_officer.get("/ward-list").main


def test_several_wards_none_and_somebody_elses(
    browser: Browser, session: Session, ward: Ward, other_ward: Ward, officer: User
) -> None:
    browser.sign_in(officer)
    out = browser.get(f"/wards/{other_ward.id}/list")
    missing = browser.get("/wards/999/list")
    assert (out.status, missing.status) == (404, 404) and out.main == missing.main
    assert session.scalars(select(AuditLine.action).where(AuditLine.action == "refused ward")).all()
    with atomic(session):
        accounts.change_user(
            session, by=accounts_by(officer), user_id=officer.id, expected_version=officer.version,
            role=Role.OFFICER, ward_ids=[ward.id, other_ward.id], display_name=officer.name, phone=None,
        )  # fmt: skip
    page = browser.sign_in(officer).get("/ward-list")
    assert "Which ward?" in page.main
    assert page.follow("Ward 12").heading.startswith("Ward 12")


def accounts_by(officer: User) -> object:
    from enabler.audit import command_line

    return command_line("command line: tests")


def test_a_coordinator_reads_and_prints(browser: Browser, session: Session, ward: Ward, coordinator: User) -> None:
    make_stay(session, ward, case=None)
    page = browser.sign_in(coordinator).get("/ward-list")
    assert "SINGH" in page.main and "Print" in page.main
    assert "Confirm" not in [button.text for button in page.tree.iter("button")]
    assert "Issue" not in page.main


def test_what_a_stay_without_a_case_keeps(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay: Stay = make_stay(session, ward, case=None)
    assert f"/stays/{stay.id}" in as_officer.get("/ward-list").html
