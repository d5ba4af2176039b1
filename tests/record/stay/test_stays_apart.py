"""No command makes a person's stays overlap, whichever was entered first; what an older record holds can be mended."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic, is_sqlite
from enabler.models import Stay, Ward
from enabler.record.stay import discharge, ready_periods, stays, ward_round
from enabler.record.stay.stays_apart import overlapping_stays
from enabler.rules.refusal import Refused
from enabler.vocabulary import DischargeOutcome
from tests.makers import make_stay


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.moved_to(date(2026, 6, 10)):
        yield


@pytest.fixture
def earlier(session: Session, ward: Ward) -> Stay:
    return make_stay(session, ward, admitted=may(1), case=None, left=may(9))


def another(session: Session, ward: Ward, stay: Stay, began: date | None, left: date | None, **facts: Any) -> Stay:
    """A stay of the same patient as an older record may hold it: nothing is checked."""
    return make_stay(session, ward, patient=stay.patient, admitted=began, left=left, **({"case": None} | facts))


def do(session: Session, command: Callable[..., Any], by: Actor, stay: Stay, **said: Any) -> Any:
    with atomic(session):
        return command(session, by=by, stay_id=stay.id, expected_version=stay.version, **said)


def refused(session: Session, command: Callable[..., Any], by: Actor, stay: Stay, **said: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        do(session, command, by, stay, **said)
    assert overlapping_stays(session) == []
    return refusal.value


LEFT = {"outcome": DischargeOutcome.DISCHARGED, "destination": "19", "home_after": "02", "note": None}


def test_a_stay_is_not_added_over_another_in_either_order(
    session: Session, actor: Actor, ward: Ward, earlier: Stay
) -> None:
    def add(began: int | None, left: int | None) -> None:
        days = {"admitted_on": may(began) if began else None, "discharged_on": may(left) if left else None}
        with atomic(session):
            stays.add_stay(session, by=actor, patient_id=earlier.patient_id, ward_id=ward.id, **days)

    for began, left in ((8, None), (8, 12), (1, 3)):
        with pytest.raises(Refused, match="There is a stay from 1 May 2026 to 9 May 2026"):
            add(began, left)
    add(20, None)
    with pytest.raises(Refused, match="which has not ended"):
        add(12, 21)
    with pytest.raises(Refused, match="a stay that has not ended, since 20 May"):
        add(12, None)
    add(12, 20)  # older, entered last
    assert overlapping_stays(session) == []


def test_dates_put_right_do_not_reach_into_another_stay(
    session: Session, actor: Actor, ward: Ward, earlier: Stay
) -> None:
    later = another(session, ward, earlier, may(12), may(20))
    assert refused(session, stays.change_stay, actor, later, admitted_on=may(8)).field == "admitted_on"
    moved = {"discharged_on": may(13), **LEFT}
    assert refused(session, discharge.change_discharge, actor, earlier, **moved).field == "discharged_on"
    do(session, discharge.change_discharge, actor, earlier, **(moved | {"discharged_on": may(12)}))
    assert overlapping_stays(session) == []


def test_a_discharge_is_not_taken_back_under_a_later_stay(
    session: Session, actor: Actor, ward: Ward, earlier: Stay
) -> None:
    later = another(session, ward, earlier, may(12), may(20))
    assert "a later stay, from 12 May" in refused(session, discharge.undo_discharge, actor, earlier).sentence
    assert do(session, discharge.undo_discharge, actor, later).discharged_on is None


def test_an_admission_not_known_begins_with_the_case_or_the_first_ready_date(
    session: Session, actor: Actor, ward: Ward, earlier: Stay
) -> None:
    later = another(session, ward, earlier, None, None)
    with atomic(session), pytest.raises(Refused) as refusal:
        ready_periods.add_ready_period(
            session, by=actor, stay_id=later.id, ready_on=may(8), standard=None, said_by=None
        )
    assert refusal.value.field == "ready_on"
    opening = {"case_opened_on": may(8), "officer_id": None}
    assert refused(session, stays.open_case, actor, later, **opening).field == "case_opened_on"
    with clock.moved_to(may(8)):
        refused(session, ward_round.leave_list, actor, later)


def test_two_officers_at_once(session: Session, actor: Actor, ward: Ward, earlier: Stay) -> None:
    """The second waits for the first, and then sees what it did."""
    engine, refusals = session.get_bind(), []

    def add(own: Session) -> None:
        stays.add_stay(own, by=actor, patient_id=patient_id, ward_id=ward_id, admitted_on=may(20))

    def second() -> None:
        with Session(engine) as own, pytest.raises(Refused) as refusal, atomic(own):
            begun.set()
            add(own)
        refusals.append(refusal.value.sentence)

    patient_id, ward_id, begun = earlier.patient_id, ward.id, threading.Event()
    other = threading.Thread(target=second)
    with atomic(session):
        add(session)
        other.start()
        if not is_sqlite(session):
            assert begun.wait(5)
            other.join(0.3)
    other.join(10)
    assert "since 20 May 2026" in refusals[0] and overlapping_stays(session) == []


def test_an_overlap_that_an_older_record_holds_can_be_made_smaller_but_not_larger(
    session: Session, actor: Actor, ward: Ward, earlier: Stay
) -> None:
    later = another(session, ward, earlier, may(5), None)
    assert [pair.refs for pair in overlapping_stays(session)] == [(earlier.ref, later.ref)]
    with pytest.raises(Refused):
        do(session, stays.change_stay, actor, later, admitted_on=may(4))
    do(session, discharge.discharge, actor, later, discharged_on=may(20), resolved=(), **LEFT)
    do(session, stays.change_stay, actor, later, admitted_on=may(7), bed="3")
    do(session, stays.change_stay, actor, later, admitted_on=may(9))
    assert overlapping_stays(session) == []
