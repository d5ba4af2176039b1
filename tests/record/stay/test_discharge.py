"""Leaving, putting it right, and taking it back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Barrier, FollowUp, ReadyPeriodValue, Stay, Ward
from enabler.record.stay import barriers, discharge, follow_ups, ready_periods
from enabler.rules.refusal import Refused, Stale
from enabler.rules.stay.follow_ups import due_dates
from enabler.vocabulary import ContactMethod, DischargeOutcome, Milestone, ReadyEnd
from tests.cases import make_case
from tests.makers import add_action, add_barrier

TODAY = date(2026, 6, 10)
LEFT = date(2026, 6, 4)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


def leave(session: Session, by: Actor, stay: Stay, **said: Any) -> Stay:
    answers: dict[str, Any] = {
        "discharged_on": LEFT,
        "outcome": DischargeOutcome.DISCHARGED,
        "destination": "19",
        "home_after": "02",
        "note": "Keys handed over.",
    }
    version = said.pop("expected_version", stay.version)
    command = said.pop("command", discharge.discharge)
    if command is discharge.discharge:
        answers["resolved"] = ()
    with atomic(session):
        return command(session, by=by, stay_id=stay.id, expected_version=version, **(answers | said))


def milestones(session: Session, stay: Stay) -> dict[str, FollowUp]:
    return {row.milestone: row for row in follow_ups.follow_ups_of_stay(session, stay.id)}


def lines(session: Session, action: str) -> list[AuditLine]:
    return list(session.scalars(select(AuditLine).where(AuditLine.action == action).order_by(AuditLine.id)))


def test_the_stay_and_its_ready_period_end_and_the_checks_begin(session: Session, actor: Actor, stay: Stay) -> None:
    left = leave(session, actor, stay)
    assert (left.discharged_on, left.discharge_outcome, left.home_after) == (LEFT, "discharged", "02")
    assert [(one.ended_on, one.end_reason) for one in left.ready_periods] == [(LEFT, ReadyEnd.DISCHARGED)]
    assert {name: row.due_on for name, row in milestones(session, stay).items()} == due_dates(LEFT)
    assert len(lines(session, "discharge")) == len(lines(session, "end ready period")) == 1
    assert len(lines(session, "plan follow-up")) == len(Milestone)


def test_barriers_stay_as_they_are(session: Session, actor: Actor, stay: Stay) -> None:
    leave(session, actor, stay)
    assert [one.kind for one in discharge.standing_barriers(session, stay.id)] == ["rent_arrears"]


@pytest.mark.parametrize(
    ("outcome", "end", "checks"),
    [
        (DischargeOutcome.DISCHARGED, ReadyEnd.DISCHARGED, len(Milestone)),
        (DischargeOutcome.SELF_DISCHARGED, ReadyEnd.SELF_DISCHARGED, len(Milestone)),
        (DischargeOutcome.DIED, ReadyEnd.DIED, 0),
        (DischargeOutcome.TRANSFERRED, ReadyEnd.TRANSFERRED, 0),
    ],
)
def test_what_each_outcome_brings(
    session: Session, actor: Actor, stay: Stay, outcome: DischargeOutcome, end: ReadyEnd, checks: int
) -> None:
    died = outcome == DischargeOutcome.DIED
    left = leave(session, actor, stay, outcome=outcome, destination=None if died else "51", home_after=None)
    assert left.ready_periods[0].end_reason == end
    assert len(milestones(session, stay)) == checks
    assert left.discharge_destination == ("79" if died else "51")


def test_a_patient_who_was_never_a_case_is_not_followed_up(session: Session, actor: Actor, ward: Ward) -> None:
    screened = make_case(session, ward, case_opened_on=None, ready_on=None, barrier=None)
    assert leave(session, actor, screened).discharged_on == LEFT
    assert milestones(session, screened) == {}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"discharged_on": date(2026, 3, 1)}, "discharged_on"),
        ({"discharged_on": date(2026, 5, 4)}, "discharged_on"),
        ({"discharged_on": date(2026, 6, 11)}, "discharged_on"),
        ({"destination": None}, "discharge_destination"),
        ({"destination": "00"}, "discharge_destination"),
        ({"home_after": None}, "home_after"),
        ({"home_after": "77"}, "home_after"),
    ],
)
def test_what_cannot_be_changes_nothing(
    session: Session, actor: Actor, stay: Stay, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        leave(session, actor, stay, **said)
    assert refused.value.field == field
    session.expire_all()
    assert stay.discharged_on is None and stay.ready_periods[0].ended_on is None
    assert milestones(session, stay) == {} and lines(session, "discharge") == []


def test_nobody_leaves_twice_and_an_old_form_is_stale(session: Session, actor: Actor, stay: Stay) -> None:
    before = stay.version
    leave(session, actor, stay)
    with pytest.raises(Refused, match="ended already"):
        leave(session, actor, stay)
    with pytest.raises(Stale):
        leave(session, actor, stay, expected_version=before)


def test_a_change_moves_the_period_and_the_checks_not_done(session: Session, actor: Actor, stay: Stay) -> None:
    leave(session, actor, stay)
    later = LEFT + timedelta(days=3)
    changed = leave(session, actor, stay, command=discharge.change_discharge, discharged_on=later)
    assert changed.ready_periods[0].ended_on == later
    assert milestones(session, stay)["48 hours"].due_on == later + timedelta(days=2)
    earlier = session.scalars(select(ReadyPeriodValue)).one()
    assert (earlier.ended_on, earlier.end_reason) == (LEFT, ReadyEnd.DISCHARGED)


def test_a_change_to_a_death_calls_off_what_is_left_and_back(session: Session, actor: Actor, stay: Stay) -> None:
    leave(session, actor, stay)
    died = {"outcome": DischargeOutcome.DIED, "destination": None, "home_after": None}
    leave(session, actor, stay, command=discharge.change_discharge, **died)
    assert {row.cancelled_because for row in milestones(session, stay).values()} == {"died"}
    leave(session, actor, stay, command=discharge.change_discharge)
    assert {row.cancelled_because for row in milestones(session, stay).values()} == {None}
    assert stay.ready_periods[0].end_reason == ReadyEnd.DISCHARGED


def test_a_discharge_that_was_a_mistake(session: Session, actor: Actor, stay: Stay) -> None:
    leave(session, actor, stay)
    first = milestones(session, stay)["48 hours"]
    with atomic(session):
        follow_ups.log_try(
            session, by=actor, follow_up_id=first.id, tried_at=clock.now(), method=ContactMethod.PHONE, note=None
        )
    with atomic(session):
        discharge.undo_discharge(session, by=actor, stay_id=stay.id, expected_version=stay.version)
    session.expire_all()
    assert (stay.discharged_on, stay.discharge_outcome, stay.home_after, stay.discharge_note) == (None,) * 4
    assert (stay.ready_periods[0].ended_on, stay.ready_periods[0].end_reason) == (None, None)
    left = milestones(session, stay)
    assert {name: row.cancelled_because for name, row in left.items()} == {"48 hours": discharge.UNDONE}
    assert len(lines(session, "remove follow-up")) == len(Milestone) - 1 and len(lines(session, "undo discharge")) == 1
    leave(session, actor, stay)
    again = milestones(session, stay)
    assert (
        len(again) == len(Milestone)
        and again["48 hours"].cancelled_because is None
        and len(again["48 hours"].tries) == 1
    )


def take_back(session: Session, by: Actor, stay: Stay) -> None:
    with atomic(session):
        discharge.undo_discharge(session, by=by, stay_id=stay.id, expected_version=stay.version)
    session.expire_all()


def resolve(session: Session, by: Actor, barrier: Barrier, on: date, how: str | None = None) -> None:
    with atomic(session):
        barriers.resolve_barrier(
            session,
            by=by,
            barrier_id=barrier.id,
            expected_version=barrier.version,
            resolved_on=on,
            how_resolved=how,
        )


def ends(barrier: Barrier) -> list[date | None]:
    return [interval.resolved_on for interval in barrier.intervals]


@pytest.fixture
def many(session: Session, actor: Actor, stay: Stay) -> dict[str, Barrier]:
    """One that the discharge will close, one that it leaves, one resolved by hand on the same day, one before."""
    with atomic(session):
        for kind in ("no_home", "benefits", "adaptations"):
            add_barrier(session, stay, kind, began=date(2026, 4, 1))
        add_action(session, stay, barrier_id=stay.barriers[0].id, due=LEFT)
        session.expire(stay)
    found = {barrier.kind: barrier for barrier in stay.barriers}
    resolve(session, actor, found["benefits"], LEFT, "In payment")
    resolve(session, actor, found["adaptations"], date(2026, 5, 20))
    return found


def test_taken_back_it_restores_what_it_closed_and_nothing_else(
    session: Session, actor: Actor, stay: Stay, many: dict[str, Barrier]
) -> None:
    leave(session, actor, stay, resolved=[many["rent_arrears"].id, many["benefits"].id])
    assert {kind: ends(barrier) for kind, barrier in many.items()} == {
        "rent_arrears": [LEFT], "no_home": [None], "benefits": [LEFT], "adaptations": [date(2026, 5, 20)],
    }  # fmt: skip
    with atomic(session):
        add_barrier(session, stay, "debts", began=LEFT)
        add_action(session, stay, what="Ring the sister")
    take_back(session, actor, stay)
    assert {kind: ends(barrier) for kind, barrier in many.items()} == {
        "rent_arrears": [None], "no_home": [None], "benefits": [LEFT], "adaptations": [date(2026, 5, 20)],
    }  # fmt: skip
    assert many["benefits"].intervals[0].how_resolved == "In payment"
    assert stay.ready_periods[0].ended_on is None and milestones(session, stay) == {}
    assert [one.kind for one in stay.barriers][-1] == "debts"
    assert [action.done_on for action in stay.actions] == [None, None]
    assert len(lines(session, "re-open barrier")) == len(lines(session, "re-open ready period")) == 1


def test_it_moves_what_it_closed_when_its_day_is_put_right(
    session: Session, actor: Actor, stay: Stay, many: dict[str, Barrier]
) -> None:
    leave(session, actor, stay, resolved=[many["rent_arrears"].id])
    later = LEFT + timedelta(days=3)
    leave(session, actor, stay, command=discharge.change_discharge, discharged_on=later)
    assert ends(many["rent_arrears"]) == [later] and ends(many["benefits"]) == [LEFT]
    take_back(session, actor, stay)
    assert ends(many["rent_arrears"]) == [None] and stay.ready_periods[0].ended_on is None


def test_what_somebody_put_right_by_hand_since_stays(
    session: Session, actor: Actor, stay: Stay, many: dict[str, Barrier]
) -> None:
    leave(session, actor, stay, resolved=[many["rent_arrears"].id, many["no_home"].id])
    resolve(session, actor, many["rent_arrears"], LEFT, "The plan was agreed")
    with atomic(session):
        barriers.reopen_barrier(
            session,
            by=actor,
            barrier_id=many["no_home"].id,
            expected_version=many["no_home"].version,
            began_on=LEFT + timedelta(days=1),
        )
        period = stay.ready_periods[0]
        ready_periods.change_ready_period(
            session,
            by=actor,
            ready_period_id=period.id,
            expected_version=period.version,
            ready_on=period.ready_on,
            standard=None,
            said_by=None,
            ended_on=date(2026, 5, 30),
            end_reason=ReadyEnd.UNWELL_AGAIN,
        )
    take_back(session, actor, stay)
    assert ends(many["rent_arrears"]) == [LEFT]
    assert ends(many["no_home"]) == [LEFT, None]
    assert stay.ready_periods[0].ended_on == date(2026, 5, 30)


def test_a_ready_period_that_ended_by_hand_on_the_day_stays_ended(session: Session, actor: Actor, stay: Stay) -> None:
    with atomic(session):
        period = stay.ready_periods[0]
        ready_periods.end_ready_period(
            session,
            by=actor,
            ready_period_id=period.id,
            expected_version=period.version,
            ended_on=LEFT,
            end_reason=ReadyEnd.DISCHARGED,
        )
    leave(session, actor, stay)
    take_back(session, actor, stay)
    assert stay.ready_periods[0].ended_on == LEFT


def test_a_barrier_that_began_later_cannot_be_resolved_by_then(session: Session, actor: Actor, stay: Stay) -> None:
    with atomic(session):
        barrier = add_barrier(session, stay, "debts", began=LEFT + timedelta(days=1))
    with pytest.raises(Refused, match="“Other debts” cannot be resolved by then: it began on 5 June 2026"):
        leave(session, actor, stay, resolved=[barrier.id])
    session.expire_all()
    assert stay.discharged_on is None


def test_no_note_goes_into_the_history(session: Session, actor: Actor, stay: Stay) -> None:
    leave(session, actor, stay)
    assert "Keys" not in lines(session, "discharge")[0].detail


@pytest.mark.parametrize(
    ("home_after", "housed", "words"),
    [
        ("02", True, "Tenant: local authority, ALMO or registered provider"),
        ("12", False, "Rough sleeper"),
        ("not known", None, "Not known"),
        (None, None, None),
    ],
)
def test_destination_19_never_says_housed(
    session: Session, actor: Actor, stay: Stay, home_after: str | None, housed: bool | None, words: str | None
) -> None:
    stay.discharge_destination, stay.home_after = "19", home_after
    assert discharge.is_housed(stay) is housed
    assert discharge.home_in_words(stay.home_after) == words
    session.rollback()
