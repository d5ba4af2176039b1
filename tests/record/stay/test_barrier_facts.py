"""Facts of barriers: saved as a whole, only for the kinds that carry them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import ArrearsFacts, AuditLine, Barrier, HomelessnessFacts, Ward
from enabler.record.stay import barrier_facts
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import BarrierFamily
from tests import makers
from tests.makers import days_ago


def barrier_of(session: Session, ward: Ward, kind: str) -> Barrier:
    stay = makers.make_stay(session, ward, barriers=[kind])
    return session.scalars(select(Barrier).where(Barrier.stay_id == stay.id)).one()


def arrears(session: Session, by: Actor, barrier: Barrier, version: int | None = None, **facts: Any) -> ArrearsFacts:
    with atomic(session):
        return barrier_facts.save_arrears(session, by=by, barrier_id=barrier.id, expected_version=version, **facts)


def test_saved_and_saved_again(session: Session, actor: Actor, ward: Ward) -> None:
    barrier = barrier_of(session, ward, "rent_arrears")
    row = arrears(session, actor, barrier, balance_pence=421250, balance_on=days_ago(1), landlord="Riverside")
    row = arrears(session, actor, barrier, row.version, balance_pence=400000, balance_on=days_ago(0))
    assert (row.balance_pence, row.landlord) == (400000, "Riverside")
    line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line is not None and line.action == "save arrears" and "[421250,400000]" in line.detail


def test_two_people_write_the_first_facts(session: Session, actor: Actor, ward: Ward) -> None:
    barrier = barrier_of(session, ward, "rent_arrears")
    arrears(session, actor, barrier, landlord="Riverside")
    with pytest.raises(Stale) as stale:
        arrears(session, actor, barrier, landlord="Hillside")
    assert stale.value.theirs["landlord"] == "Riverside"
    assert session.scalars(select(ArrearsFacts.landlord)).all() == ["Riverside"]


def test_only_for_kinds_that_carry_them(session: Session, actor: Actor, ward: Ward) -> None:
    with pytest.raises(Refused, match="does not carry these facts"):
        arrears(session, actor, barrier_of(session, ward, "no_home"), landlord="Riverside")
    with pytest.raises(Refused, match="does not carry these facts"):
        arrears(session, actor, barrier_of(session, ward, "documents_or_id"), landlord="Riverside")


@pytest.mark.parametrize("lacking", ["council", "consent_given", "contact_details", "reason"])
def test_a_duty_to_refer_is_not_sent_without_its_minimums(
    session: Session, actor: Actor, ward: Ward, lacking: str
) -> None:
    facts = {"council": "Leicester", "consent_given": "yes", "contact_details": "Mobile", "reason": "homeless"}
    barrier = barrier_of(session, ward, "no_home")
    with pytest.raises(Refused) as refused, atomic(session):
        barrier_facts.save_homelessness(
            session,
            by=actor,
            barrier_id=barrier.id,
            expected_version=None,
            referred_on=days_ago(1),
            **(facts | {lacking: None}),
        )
    assert refused.value.field == lacking
    assert session.scalar(select(func.count()).select_from(HomelessnessFacts)) == 0


def test_consent_withdrawn_after_it_was_sent(session: Session, actor: Actor, ward: Ward) -> None:
    """What stood before counts too: the form of a sent referral cannot take a minimum away."""
    facts = {"council": "Leicester", "consent_given": "yes", "contact_details": "Mobile", "reason": "homeless"}
    barrier = barrier_of(session, ward, "no_home")
    with atomic(session):
        row = barrier_facts.save_homelessness(
            session, by=actor, barrier_id=barrier.id, expected_version=None, referred_on=days_ago(1), **facts
        )
    with pytest.raises(Refused), atomic(session):
        barrier_facts.save_homelessness(
            session, by=actor, barrier_id=barrier.id, expected_version=row.version, consent_given="no"
        )


@pytest.mark.parametrize("hours", [1, -24])
def test_a_moment_at_which_the_landlord_cannot_have_been_told(
    session: Session, actor: Actor, ward: Ward, hours: int
) -> None:
    """In the future, or on another day than the one that is recorded."""
    barrier = barrier_of(session, ward, "repairs_or_hazard")
    with pytest.raises(Refused) as refused, atomic(session):
        barrier_facts.save_hazard(
            session,
            by=actor,
            barrier_id=barrier.id,
            expected_version=None,
            landlord_told_on=clock.today(),
            landlord_told_at=clock.now() + timedelta(hours=hours),
        )
    assert refused.value.field == "landlord_told_on"


@pytest.mark.parametrize(("kind", "family"), [(key, kind.family) for key, kind in codes.barrier_kinds().items()])
def test_every_kind_finds_its_facts(
    session: Session, actor: Actor, ward: Ward, kind: str, family: BarrierFamily | None
) -> None:
    barrier = barrier_of(session, ward, kind)
    assert barrier_facts.facts_of_barrier(session, barrier) is None
    if family is None:
        return
    save = getattr(barrier_facts, f"save_{family}")
    with atomic(session):
        save(session, by=actor, barrier_id=barrier.id, expected_version=None)
    assert isinstance(barrier_facts.facts_of_barrier(session, barrier), barrier_facts.TABLES[family])
