"""A second person agrees with an estimate from their own sign-in, before the discharge."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import AuditLine, Estimate, EstimateAgreement, Stay, User, Ward
from enabler.vocabulary import Role
from tests import makers
from tests.browser import Browser
from tests.cases import make_case
from tests.conftest import make_user


@pytest.fixture
def estimate(session: Session, stay: Stay) -> Estimate:
    """By Sam Okafor, the officer, at 10 to 40 nights, likely 20."""
    with atomic(session):
        return makers.add_estimate(session, stay)


def at(estimate: Estimate) -> str:
    return f"/stays/{estimate.stay_id}/estimates/{estimate.id}/agree"


def test_a_coordinator_agrees_once(
    browser: Browser, session: Session, coordinator: User, officer: User, estimate: Estimate
) -> None:
    listed = browser.sign_in(coordinator).get("/estimates")
    page = listed.follow("Look and agree: SINGH, Harpreet")
    assert "20 nights likely without help, from 10 to 40" in page.main
    form = page.form()
    assert "You agreed with the estimate. For SINGH, Harpreet." in form.submit(note="As on Heather last year").main
    assert form.submit().status == 200  # pressed twice
    [said] = session.scalars(select(EstimateAgreement)).all()
    assert (said.estimate_id, said.note, said.recorded_by) == (estimate.id, "As on Heather last year", "Priya Nair")
    assert "Look and agree" not in " ".join(browser.get("/estimates").links)
    assert browser.get(at(estimate)).form().submit().errors == ["You have agreed to this estimate already."]
    [line] = session.scalars(select(AuditLine).where(AuditLine.action == "agree estimate")).all()
    assert "Heather" not in str(line.detail) and line.stay_id == estimate.stay_id
    page = browser.get(f"/stays/{estimate.stay_id}")
    assert "agreed by Priya Nair, own sign-in, 10 June 2026" in page.main
    assert "agreed with an estimate" in browser.get(f"/stays/{estimate.stay_id}/history").main


def test_a_name_that_was_typed_is_no_sign_in(as_officer: Browser, session: Session, stay: Stay) -> None:
    with atomic(session):
        makers.add_estimate(session, stay).agreed_by = "Priya Nair"
    said = as_officer.get(f"/stays/{stay.id}").main
    assert "agreed by Priya Nair (as said by the officer)" in said and "own sign-in" not in said
    assert "SINGH, Harpreet" in as_officer.get("/estimates").main  # still waits


def test_only_the_last_of_a_stay_waits(
    browser: Browser, session: Session, coordinator: User, stay: Stay, estimate: Estimate
) -> None:
    with atomic(session):
        newer = makers.add_estimate(session, stay)
    ways = browser.sign_in(coordinator).get("/estimates").links
    assert [way for words, way in ways.items() if "Look and agree" in words] == [at(newer)]
    with atomic(session):
        session.add(EstimateAgreement(estimate_id=newer.id, recorded_at=newer.recorded_at, recorded_by="Priya Nair"))
    assert "Look and agree" not in " ".join(browser.get("/estimates").links)


def test_never_whoever_made_it(as_officer: Browser, session: Session, estimate: Estimate) -> None:
    assert as_officer.get(at(estimate)).form().submit().errors == [
        "You made this estimate. A second person must agree to it."
    ]
    assert "yours: somebody else agrees" in as_officer.get("/estimates").main
    assert at(estimate) not in as_officer.get(f"/stays/{estimate.stay_id}").links.values()
    assert session.scalars(select(EstimateAgreement)).all() == []


def test_another_officer_of_the_ward_may(browser: Browser, session: Session, ward: Ward, estimate: Estimate) -> None:
    page = browser.sign_in(make_user(session, "Jo Marsh", Role.OFFICER, ward)).get(f"/stays/{estimate.stay_id}")
    assert page.links["Agree with it"] == at(estimate)
    assert page.follow("Agree with it").form().submit().status == 200


def test_after_the_discharge_it_is_refused(
    browser: Browser, session: Session, coordinator: User, estimate: Estimate
) -> None:
    form = browser.sign_in(coordinator).get(at(estimate)).form()
    with atomic(session):
        session.get_one(Stay, estimate.stay_id).discharged_on = date(2026, 6, 10)
    page = form.submit()
    assert page.errors == ["This patient has left. Agreement counts only before the discharge, so it is not recorded."]
    assert session.scalars(select(EstimateAgreement)).all() == []
    assert "SINGH" not in browser.get("/estimates").main


def test_one_sealed_elsewhere_was_agreed_with_there(
    browser: Browser, session: Session, coordinator: User, estimate: Estimate
) -> None:
    with atomic(session):
        session.get_one(Estimate, estimate.id).elsewhere = "yes"
    browser.sign_in(coordinator)
    assert "in another system" in browser.get(at(estimate)).form().submit().errors[0]
    assert "SINGH" not in browser.get("/estimates").main


def test_another_wards_is_not_there(
    browser: Browser, session: Session, coordinator: User, other_ward: Ward, estimate: Estimate
) -> None:
    hidden = make_case(session, other_ward, surname="Khan")
    with atomic(session):
        theirs = makers.add_estimate(session, hidden)
    browser.sign_in(coordinator)
    assert browser.get(at(theirs)).status == 404
    assert browser.get(f"/stays/{estimate.stay_id}/estimates/{theirs.id}/agree").status == 404
    assert "KHAN" not in browser.get("/estimates").main


@pytest.mark.parametrize("role", ["evaluator", "administrator"])
def test_others_do_not_agree(browser: Browser, request: pytest.FixtureRequest, role: str, estimate: Estimate) -> None:
    browser.sign_in(request.getfixturevalue(role))
    assert browser.get(at(estimate)).status == 403
    assert "Waiting for a second person" not in browser.get("/estimates").main
