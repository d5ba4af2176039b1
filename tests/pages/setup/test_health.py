"""The health page: what an administrator should know, and nobody else."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler.config import Settings
from enabler.database import atomic
from enabler.models import User, Ward
from enabler.record.keeping import deep_check
from enabler.rules.writing.dates_as_written import in_full
from tests.browser import Browser
from tests.makers import add_follow_up, days_ago, make_stay

BUTTON = "Check all records now"


@pytest.fixture
def administering(app: Flask, administrator: User) -> Browser:
    return Browser(app).sign_in(administrator)


@pytest.fixture
def settings(app: Flask) -> Settings:
    settings: Settings = app.config["ENABLER"]
    return settings


def test_it_says_what_was_found_just_now(administering: Browser) -> None:
    page = administering.get("/health")
    assert page.heading == "Health of this installation"
    for words in ("SQLite Well version", "journal mode", "MB free", "Clock Well", "have not been looked at yet"):
        assert words in page.main


def test_names_that_hold_cases_and_are_no_accounts(administering: Browser, session: Session, ward: Ward) -> None:
    assert "Holders of cases Well each is an account" in administering.get("/health").main
    for _ in range(2):
        make_stay(session, ward, officer="Somebody Gone")
    assert "Somebody Gone: 2 on Bosworth" in administering.get("/health").main
    checked, unchecked = (make_stay(session, ward, left=5, officer="Somebody Gone") for _ in range(2))
    with atomic(session):
        add_follow_up(session, checked, due=2, done_on=days_ago(1))
        add_follow_up(session, unchecked, due=2)
    assert "Somebody Gone: 3 on Bosworth" in administering.get("/health").main


def test_stays_of_one_patient_that_overlap(administering: Browser, session: Session, ward: Ward) -> None:
    first = make_stay(session, ward, left=10)
    assert "Stays of one patient Well none overlaps another" in administering.get("/health").main
    second = make_stay(session, ward, patient=first.patient, admitted=15, case=None, left=5)
    assert f"{first.ref} and {second.ref}, from {in_full(days_ago(15))} to" in administering.get("/health").main


def test_accounts_that_look_alike(administering: Browser, session: Session, officer: User, coordinator: User) -> None:
    assert "Names of accounts Well none looks like another" in administering.get("/health").main
    with atomic(session):
        coordinator.name, coordinator.name_key = "Sam O’kafor", "sam o’kafor"
    assert "these look alike: Sam Okafor and Sam O’kafor" in administering.get("/health").main


def test_and_when_all_records_were_looked_at_last(administering: Browser, session: Session, settings: Settings) -> None:
    deep_check.check_deeply(session, settings)
    page = administering.get("/health")
    for words in ("Last looked at", "Database Well whole", "Audit trail Well"):
        assert words in page.main
    with deep_check._alone(settings.instance):
        page = administering.get("/health")
        assert "A check is running" in page.main and BUTTON not in page.main


def test_it_begins_a_check_and_only_one(
    administering: Browser, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Settings] = []
    monkeypatch.setattr(deep_check, "start_in_background", begun.append)
    form = administering.get("/health").form(BUTTON)
    page = form.submit()
    assert "The check has begun" in page.text and begun == [settings]
    with deep_check._alone(settings.instance):
        form.submit()
    assert begun == [settings]


def test_others_do_not_see_it(app: Flask, officer: User) -> None:
    assert Browser(app).sign_in(officer).get("/health").status == 403
