"""The facts of barriers, one command for each family; each has a table of its own and is saved as a whole."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import (
    AdaptationFacts,
    ArrearsFacts,
    Barrier,
    BenefitFacts,
    HazardFacts,
    HomelessnessFacts,
)
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused, Stale
from enabler.rules.stay import barrier_facts as rules
from enabler.vocabulary import BarrierFamily

Facts = ArrearsFacts | AdaptationFacts | BenefitFacts | HomelessnessFacts | HazardFacts
Row = TypeVar("Row", ArrearsFacts, AdaptationFacts, BenefitFacts, HomelessnessFacts, HazardFacts)

TABLES: dict[BarrierFamily, type[Any]] = {
    BarrierFamily.ARREARS: ArrearsFacts,
    BarrierFamily.ADAPTATION: AdaptationFacts,
    BarrierFamily.BENEFIT: BenefitFacts,
    BarrierFamily.HOMELESSNESS: HomelessnessFacts,
    BarrierFamily.HAZARD: HazardFacts,
}
NOT_FACTS = frozenset({"barrier_id", "version", "recorded_at", "recorded_by"})


def save_arrears(
    session: Session, *, by: Actor, barrier_id: int, expected_version: int | None, **facts: Any
) -> ArrearsFacts:
    """`facts` by column; money in pence. `expected_version` None: nothing was recorded yet."""
    return _save(session, ArrearsFacts, rules.check_arrears, by, barrier_id, expected_version, facts)


def save_adaptation(
    session: Session, *, by: Actor, barrier_id: int, expected_version: int | None, **facts: Any
) -> AdaptationFacts:
    return _save(session, AdaptationFacts, rules.check_adaptation, by, barrier_id, expected_version, facts)


def save_benefit(
    session: Session, *, by: Actor, barrier_id: int, expected_version: int | None, **facts: Any
) -> BenefitFacts:
    return _save(session, BenefitFacts, rules.check_benefit, by, barrier_id, expected_version, facts)


def save_homelessness(
    session: Session, *, by: Actor, barrier_id: int, expected_version: int | None, **facts: Any
) -> HomelessnessFacts:
    """A duty to refer is sent (`referred_on`) only with consent, contact details and an agreed reason."""
    return _save(session, HomelessnessFacts, rules.check_homelessness, by, barrier_id, expected_version, facts)


def save_hazard(
    session: Session, *, by: Actor, barrier_id: int, expected_version: int | None, **facts: Any
) -> HazardFacts:
    """`landlord_told_at` is an instant of `landlord_told_on`, and None where nobody gave the time."""
    return _save(session, HazardFacts, _check_hazard, by, barrier_id, expected_version, facts)


def facts_of_barrier(session: Session, barrier: Barrier) -> Facts | None:
    """The facts a barrier's kind carries; None for none recorded, or a kind without a family."""
    family = codes.barrier_kinds()[barrier.kind].family
    return None if family is None else session.get(TABLES[family], barrier.id)


def fact_names(family: BarrierFamily) -> list[str]:
    return [column.key for column in TABLES[family].__mapper__.column_attrs if column.key not in NOT_FACTS]


def _check_hazard(facts: dict[str, Any], today: date) -> None:
    told = facts.get("landlord_told_at")
    if told is not None and told > clock.now():
        raise Refused("That moment is in the future: the landlord cannot have been told yet.", "landlord_told_on")
    if told is not None and facts.get("landlord_told_on") != clock.london_date(told):
        raise Refused("Say on which day the landlord was told, beside the time.", "landlord_told_on")
    rules.check_hazard(facts, today)


def _save(
    session: Session,
    table: type[Row],
    check: Callable[[dict[str, Any], date], None],
    by: Actor,
    barrier_id: int,
    expected_version: int | None,
    facts: dict[str, Any],
) -> Row:
    barrier = session.get(Barrier, barrier_id)
    if barrier is None:
        raise Refused("This barrier is no longer there.")
    family = codes.barrier_kinds()[barrier.kind].family
    if family is None or TABLES[family] is not table:
        raise Refused(f"“{codes.barrier_kinds()[barrier.kind].label}” does not carry these facts.")
    row = _row(session, table, barrier_id, expected_version)
    new = {name: facts[name] for name in fact_names(family) if name in facts}
    check({name: getattr(row, name) for name in fact_names(family)} | new, clock.today())
    detail = audit.changes(row, new)
    for name, value in new.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by = clock.now(), by.name
    session.add(row)
    audit.record(session, by=by, action=f"save {family}", subject=row, stay_id=barrier.stay_id, detail=detail)
    return row


def _row(session: Session, table: type[Row], barrier_id: int, expected_version: int | None) -> Row:
    if session.get(table, barrier_id) is not None:
        return current(session, table, barrier_id, expected_version)
    if expected_version is not None:
        raise Stale("Somebody else removed this while you were typing.")
    return table(barrier_id=barrier_id)
