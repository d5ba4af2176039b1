"""Barriers: each change with its rule, its version and its line in the audit."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor, broken_at
from enabler.database import atomic
from enabler.models import AuditLine, Barrier, BarrierInterval, Stay, Ward
from enabler.record.stay import barriers
from enabler.rules.refusal import Refused, Stale
from tests import makers
from tests.makers import days_ago


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(session, ward)


def added(session: Session, by: Actor, stay: Stay, **facts: object) -> Barrier:
    with atomic(session):
        return barriers.add_barrier(
            session,
            by=by,
            stay_id=stay.id,
            **({"kind": "rent_arrears", "began_on": days_ago(10)} | facts),  # type: ignore[arg-type]
        )


def resolved(session: Session, by: Actor, barrier: Barrier, on: date) -> Barrier:
    with atomic(session):
        return barriers.resolve_barrier(
            session,
            by=by,
            barrier_id=barrier.id,
            expected_version=barrier.version,
            resolved_on=on,
            how_resolved="A hold.",
        )


def reopened(session: Session, by: Actor, barrier: Barrier, on: date) -> Barrier:
    with atomic(session):
        return barriers.reopen_barrier(
            session, by=by, barrier_id=barrier.id, expected_version=barrier.version, began_on=on
        )


def audited(session: Session, action: str) -> list[AuditLine]:
    return list(session.scalars(select(AuditLine).where(AuditLine.action == action)))


def test_a_barrier_stands_from_its_day(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = added(session, actor, stay, blocks_discharge="yes", note="Owes a lot", waiting_on="The landlord")
    assert [(one.began_on, one.resolved_on) for one in barrier.intervals] == [(days_ago(10), None)]
    assert (barrier.waiting_on, barrier.waiting_since) == ("The landlord", days_ago(0))
    assert audited(session, "add barrier")[0].stay_id == stay.id
    assert "Owes" not in audited(session, "add barrier")[0].detail


def test_all_on_one_day(session: Session, actor: Actor, stay: Stay) -> None:
    """The interval that stands is the last also where all of them began on the same day."""
    barrier = added(session, actor, stay, began_on=days_ago(1))
    reopened(session, actor, resolved(session, actor, barrier, days_ago(1)), days_ago(1))
    session.expire_all()
    assert [one.resolved_on for one in barrier.intervals] == [days_ago(1), None]


def test_words_that_are_an_agency_link_to_it(session: Session, actor: Actor, stay: Stay) -> None:
    agency = makers.make_agency(session, "Riverside Homes")
    barrier = added(session, actor, stay, waiting_on="  riverside   HOMES ")
    assert (barrier.waiting_on, barrier.waiting_agency_id) == ("Riverside Homes", agency.id)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "ghosts"}, "kind"),
        ({"began_on": days_ago(-1)}, "began_on"),
        ({"waiting_person": "Karen"}, "waiting_on"),
        ({"waiting_on": "Karen", "waiting_since": days_ago(-1)}, "waiting_since"),
    ],
)
def test_refused(session: Session, actor: Actor, stay: Stay, facts: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        added(session, actor, stay, **facts)
    assert refused.value.field == field
    assert session.scalar(select(func.count()).select_from(Barrier)) == 0


def test_resolved_and_standing_again(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = resolved(session, actor, added(session, actor, stay), days_ago(4))
    version = barrier.version
    barrier = reopened(session, actor, barrier, days_ago(2))
    spans = [(one.began_on, one.resolved_on) for one in session.get_one(Barrier, barrier.id).intervals]
    assert spans == [(days_ago(10), days_ago(4)), (days_ago(2), None)]
    assert barrier.version > version
    assert [
        line.action for line in session.scalars(select(AuditLine).order_by(AuditLine.id)) if "barrier" in line.action
    ] == [
        "add barrier",
        "resolve barrier",
        "re-open barrier",
    ]
    assert broken_at(session) is None


def test_resolved_before_it_began(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = added(session, actor, stay)
    with pytest.raises(Refused, match="before it began"):
        resolved(session, actor, barrier, days_ago(11))
    with pytest.raises(Refused, match="in the future"):
        resolved(session, actor, barrier, days_ago(-1))


def test_resolved_again_puts_the_day_right(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = resolved(session, actor, added(session, actor, stay), days_ago(4))
    barrier = resolved(session, actor, barrier, days_ago(3))
    assert [one.resolved_on for one in barrier.intervals] == [days_ago(3)]
    assert "A hold" not in "".join(line.detail for line in audited(session, "resolve barrier"))


def test_standing_again_only_after_it_was_resolved(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = added(session, actor, stay)
    with pytest.raises(Refused, match="not resolved"):
        reopened(session, actor, barrier, days_ago(1))
    barrier = resolved(session, actor, barrier, days_ago(4))
    with pytest.raises(Refused, match="before it was resolved"):
        reopened(session, actor, barrier, days_ago(5))


def changed(session: Session, by: Actor, barrier: Barrier, **new: object) -> Barrier:
    values = {"kind": barrier.kind, "began_on": days_ago(10), "blocks_discharge": None, "note": None} | new
    with atomic(session):
        return barriers.change_barrier(
            session,
            by=by,
            barrier_id=barrier.id,
            expected_version=barrier.version,
            **values,  # type: ignore[arg-type]
        )


def test_changed(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = changed(
        session, actor, added(session, actor, stay), blocks_discharge="no", began_on=days_ago(12), note="Secret"
    )
    assert (barrier.blocks_discharge, barrier.intervals[0].began_on) == ("no", days_ago(12))
    line = audited(session, "change barrier")[0]
    assert "began_on" in line.detail and "Secret" not in line.detail


def test_a_change_keeps_the_intervals_apart(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = resolved(session, actor, added(session, actor, stay), days_ago(6))
    with pytest.raises(Refused, match="cannot begin after that"):
        changed(session, actor, barrier, began_on=days_ago(5))
    barrier = reopened(session, actor, barrier, days_ago(4))
    with pytest.raises(Refused, match="began again after that"):
        changed(session, actor, barrier, began_on=days_ago(7))


def test_every_change_moves_the_version_on(session: Session, actor: Actor, stay: Stay) -> None:
    """Also one of an interval only, in the same instant."""
    with clock.moved_to(days_ago(0)):
        barrier = added(session, actor, stay)
        versions = [barrier.version]
        for act, on in ((resolved, days_ago(4)), (reopened, days_ago(2))):
            versions.append(act(session, actor, barrier, on).version)
    assert len(set(versions)) == 3


def test_somebody_was_quicker(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = added(session, actor, stay)
    before = barrier.version
    resolved(session, actor, barrier, days_ago(4))
    with pytest.raises(Stale) as stale, atomic(session):
        barriers.resolve_barrier(
            session, by=actor, barrier_id=barrier.id, expected_version=before, resolved_on=days_ago(3)
        )
    assert stale.value.theirs["resolved_on"] == days_ago(4)
    assert session.scalars(select(BarrierInterval.resolved_on)).all() == [days_ago(4)]


def test_waiting_on_somebody_else(session: Session, actor: Actor, stay: Stay) -> None:
    barrier = added(session, actor, stay, waiting_on="The landlord")
    with atomic(session):
        barrier = barriers.set_waiting_on(
            session,
            by=actor,
            barrier_id=barrier.id,
            expected_version=barrier.version,
            waiting_on="The council",
            waiting_person="Duty officer",
            waiting_since=days_ago(3),
        )
    assert (barrier.waiting_on, barrier.waiting_person, barrier.waiting_since) == (
        "The council",
        "Duty officer",
        days_ago(3),
    )
    with atomic(session):
        barrier = barriers.set_waiting_on(
            session, by=actor, barrier_id=barrier.id, expected_version=barrier.version, waiting_on=None
        )
    assert (barrier.waiting_on, barrier.waiting_since) == (None, None)
