"""Confirming a stay's row: by somebody else, after looking at its arithmetic, and shown wherever the figure is."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import RowConfirmation, Stay, User
from enabler.record.people.sign_in import actor_of
from enabler.record.stay.judging import judge, judgements_of, version_of
from enabler.vocabulary import Share
from tests.browser import Browser, Page

PERIOD = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}


@pytest.fixture
def at_s3(browser: Browser, coordinator: User, example: Session) -> Page:
    stay = example.scalars(select(Stay).where(Stay.ref == "S3")).one()
    return browser.sign_in(coordinator).get(f"/stays/{stay.id}/nights")


def test_the_arithmetic_is_spelt_out_and_the_word_is_kept(at_s3: Page) -> None:
    assert "Counted: half of 23 − 30 = −3.5" in at_s3.main
    page = at_s3.form().submit(state="confirmed")
    assert "Confirmed for " in page.text and "EXAMPLE3" in page.text.upper()
    page = page.browser.get("/days-avoided", PERIOD)
    assert "1 of 6 confirmed by a second person" in page.main


def test_a_dispute_needs_its_reason_and_takes_the_gain_out(at_s3: Page, example: Session) -> None:
    page = at_s3.form().submit(state="disputed")
    assert page.errors == ["Say what is disputed, so that it can be put right."]
    stay = example.scalars(select(Stay).where(Stay.ref == "S1")).one()
    form = at_s3.browser.get(f"/stays/{stay.id}/nights").form()
    form.submit(state="disputed", note="The plan was agreed before")
    assert "33.9" not in at_s3.browser.get("/days-avoided", PERIOD).heading
    found = at_s3.browser.get("/days-avoided", PERIOD)
    assert "32.5 nights avoided" in found.main  # (45.1923 - 7) x 0.85


def test_the_officer_of_the_case_cannot(browser: Browser, officer: User, example: Session) -> None:
    with atomic(example):
        stay = example.scalars(select(Stay).where(Stay.ref == "S1")).one()
        stay.officer_id = officer.id
    page = browser.sign_in(officer).get(f"/stays/{stay.id}/nights").form().submit(state="confirmed")
    assert page.status == 422 and "Somebody else must confirm" in page.main
    assert example.scalars(select(RowConfirmation)).all() == []


def test_nights_that_changed_meanwhile_are_looked_at_again(at_s3: Page) -> None:
    page = at_s3.form().submit(state="confirmed", looked_at="12.0")
    assert page.status == 422 and "changed while you were looking" in page.main


def test_a_stay_that_is_not_counted_has_nothing_to_confirm(at_s3: Page, example: Session) -> None:
    stay = example.scalars(select(Stay).where(Stay.ref == "S8")).one()
    assert at_s3.browser.get(f"/stays/{stay.id}/nights").status == 404


def test_what_was_judged_later_is_shown_with_what_it_would_do(
    browser: Browser, officer: User, example: Session
) -> None:
    """S3 counts half of 23 − 30; with a sole share, or with arrears as its main barrier, it would say something
    else."""
    stay = example.scalars(select(Stay).where(Stay.ref == "S3")).one()
    with clock.moved_to(date(2026, 5, 20)), atomic(example):
        by = actor_of(officer, "test PC")
        version = version_of(judgements_of(example, stay.id))
        judge(
            example,
            by=by,
            stay_id=stay.id,
            expected_version=version,
            main_barrier="rent_arrears",
            share=Share.SOLE,
        )
    said = browser.sign_in(officer).get(f"/stays/{stay.id}/nights").main
    assert "Judged later, not used" in said
    assert "Share: sole, judged 20 May 2026: would count −7 nights instead of −3.5." in said
    assert "Main barrier: rent or mortgage arrears, judged 20 May 2026: would count −10 nights instead of −3.5." in said
    page = browser.get(f"/stays/{stay.id}").main
    assert "would count −7 nights instead of −3.5." in page and "Later: not used." in page
    other = example.scalars(select(Stay).where(Stay.ref == "S1")).one()
    assert "Judged later" not in browser.get(f"/stays/{other.id}/nights").main
