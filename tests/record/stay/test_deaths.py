"""Who has died has nothing due, on any of their stays, wherever what is due is listed."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import ArrearsFacts, FollowUp, Patient, Stay, Ward
from enabler.record.stay import actions, follow_ups
from enabler.record.stay.deaths import Death, death_of
from enabler.record.stay.discharge import change_discharge, discharge, undo_discharge
from enabler.record.stay.what_next import what_next
from enabler.record.stay_page.page import stay_page
from enabler.record.worklists.caseload import caseload
from enabler.record.worklists.filters import Filters, Phase
from enabler.record.worklists.follow_ups_due import follow_ups_due
from enabler.record.worklists.today import todays_work
from enabler.record.worklists.ward_list import ward_list
from enabler.record.worklists.ward_sheet import ward_sheet
from enabler.rules.refusal import Refused
from enabler.vocabulary import DischargeOutcome, FollowUpResult, Milestone
from tests.makers import add_action, add_barrier, add_follow_up, make_patient, make_stay

TODAY = date(2026, 11, 12)
FAR = TODAY + timedelta(days=400)


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def patient(session: Session, ward: Ward) -> Patient:
    """Home from one stay with a check and an action overdue, and in hospital again, ready, with a hearing ahead."""
    before = make_stay(
        session, ward, admitted=90, case=80, left=40, discharge_outcome="discharged", officer="Sam Okafor"
    )
    again = make_stay(session, ward, patient=before.patient, ready=9, contacts=[1], actions=[{"due": 2}])
    with atomic(session):
        add_follow_up(session, before, Milestone.WEEK_1, due=33)
        add_follow_up(session, before, Milestone.WEEKS_13, due=-51)
        add_action(session, before, "Send the inventory", due=20)
        add_barrier(session, again, facts=ArrearsFacts(hearing_on=TODAY + timedelta(days=3)))
    return before.patient


def stays_of(session: Session, patient: Patient) -> tuple[Stay, Stay]:
    session.expire_all()
    first, last = sorted(patient.stays, key=lambda one: one.id)
    return first, last


def dies_in_hospital(session: Session, by: Actor, patient: Patient) -> None:
    stay = stays_of(session, patient)[1]
    with atomic(session):
        discharge(
            session, by=by, stay_id=stay.id, expected_version=stay.version, discharged_on=TODAY,
            outcome=DischargeOutcome.DIED, destination=None, home_after=None, note=None, resolved=(),
        )  # fmt: skip


def is_told_at_a_check(session: Session, by: Actor, patient: Patient) -> None:
    check = first_check(session, patient)
    with atomic(session):
        follow_ups.finish_follow_up(
            session, by=by, follow_up_id=check.id, expected_version=check.version, done_on=TODAY,
            result=FollowUpResult.DIED, home_kept=None, readmitted=None, readmission_housing_related=None, note=None,
        )  # fmt: skip


def first_check(session: Session, patient: Patient) -> FollowUp:
    return follow_ups.follow_ups_of_stay(session, stays_of(session, patient)[0].id)[0]


def what_is_due(session: Session, by: Actor, patient: Patient) -> dict[str, int]:
    """How many things each list and page holds against this patient, whatever the day they are due."""
    work = todays_work(session, by, TODAY, quiet_days=7)
    after = caseload(session, by, Filters(phase=Phase.AFTER), TODAY)
    everybody = caseload(session, by, Filters(phase=Phase.ALL), TODAY)
    ward = stays_of(session, patient)[0].ward
    pages = [stay_page(session, stay.id) for stay in patient.stays]
    return {
        "today": sum(len(card.things) for card in work.cards) + work.resting + work.follow_ups,
        "follow-ups list": len(follow_ups_due(session, by=by, until=FAR)),
        "caseload after": len(after.rows),
        "caseload steps": sum(row.next_step is not None for row in everybody.rows),
        "caseload overdue": everybody.overdue + caseload(session, by, Filters(), TODAY).overdue,
        "ward list": sum(bed.next_step is not None for bed in ward_list(session, ward, TODAY).beds),
        "ward on paper": sum(line.next_step is not None for line in ward_sheet(session, ward).lines),
        "actions on pages": sum(len(page.open_actions) for page in pages),
        "checks on pages": sum(len(page.checks_to_make) for page in pages),
        "clocks on pages": sum(len(page.benefit_clocks) for page in pages)
        + sum(len(barrier.clocks) for page in pages for barrier in page.barriers),
    }


@pytest.mark.parametrize("dies", [dies_in_hospital, is_told_at_a_check])
def test_nothing_is_due_anywhere(
    session: Session, actor: Actor, patient: Patient, dies: Callable[[Session, Actor, Patient], None]
) -> None:
    before = what_is_due(session, actor, patient)
    assert all(before.values()), before
    dies(session, actor, patient)
    after = what_is_due(session, actor, patient)
    assert not any(after.values()), after
    kept = [action.what for stay in patient.stays for action in stay_page(session, stay.id).never_done]
    assert sorted(kept) == ["Ring the landlord", "Send the inventory"]


def test_another_patient_is_not_touched(session: Session, actor: Actor, ward: Ward, patient: Patient) -> None:
    dies_in_hospital(session, actor, patient)
    other = make_stay(session, ward, patient=make_patient(session, "Novak"), actions=[{"due": 1}], contacts=[1])
    assert [card.stay_id for card in todays_work(session, actor, TODAY, quiet_days=7).cards] == [other.id]


def test_it_says_on_which_day(session: Session, actor: Actor, patient: Patient) -> None:
    assert death_of(session, patient.id) is None
    is_told_at_a_check(session, actor, patient)
    assert death_of(session, patient.id) == Death(None, TODAY)
    dies_in_hospital(session, actor, patient)
    assert death_of(session, patient.id) == Death(TODAY, TODAY)


def test_a_death_taken_back_brings_everything_back(session: Session, actor: Actor, patient: Patient) -> None:
    before = what_is_due(session, actor, patient)
    dies_in_hospital(session, actor, patient)
    stay = stays_of(session, patient)[1]
    with atomic(session):
        undo_discharge(session, by=actor, stay_id=stay.id, expected_version=stay.version)
    assert what_is_due(session, actor, patient) == before


def test_put_right_to_having_gone_home(session: Session, actor: Actor, patient: Patient) -> None:
    dies_in_hospital(session, actor, patient)
    stay = stays_of(session, patient)[1]
    with atomic(session):
        change_discharge(
            session, by=actor, stay_id=stay.id, expected_version=stay.version, discharged_on=TODAY,
            outcome=DischargeOutcome.DISCHARGED, destination="19", home_after="02", note=None,
        )  # fmt: skip
    assert death_of(session, patient.id) is None
    assert len(follow_ups_due(session, by=actor, until=FAR)) == 2 + len(Milestone)


@pytest.mark.parametrize("dies", [dies_in_hospital, is_told_at_a_check])
def test_nothing_new_is_planned(
    session: Session, actor: Actor, patient: Patient, dies: Callable[[Session, Actor, Patient], None]
) -> None:
    dies(session, actor, patient)
    stay = stays_of(session, patient)[1]
    with pytest.raises(Refused, match="has died") as refused:
        actions.add_action(session, by=actor, stay_id=stay.id, what="Ring", due_on=TODAY)
    assert refused.value.field == "what"
    with pytest.raises(Refused, match="has died") as refused:
        what_next(session, by=actor, stay_id=stay.id, happened="Told the landlord", happened_on=TODAY, next_step="Ring")
    assert refused.value.field == "next_step"
    session.rollback()
    assert what_next(session, by=actor, stay_id=stay.id, happened="Told the landlord", happened_on=TODAY).contact


def test_nobody_rings_for_a_stay_before(session: Session, actor: Actor, patient: Patient) -> None:
    dies_in_hospital(session, actor, patient)
    check = first_check(session, patient)
    with pytest.raises(Refused, match="has died"):
        follow_ups.log_try(session, by=actor, follow_up_id=check.id, tried_at=clock.now(), method=None, note=None)
    with pytest.raises(Refused, match="has died"):
        is_told_at_a_check(session, actor, patient)
