"""Cited values: a mean number of housing nights from a source, kept with its citation."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import CitedMean
from enabler.rules.evidence.comparison import MOST_NIGHTS, check_grade
from enabler.rules.method.assumptions import CitedValue
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting


def add_cited_value(session: Session, *, by: Actor, value: CitedValue) -> CitedMean:
    """Refused without a citation, with an unknown kind, or with absurd nights."""
    check_cited_value(value)
    if session.scalar(select(CitedMean.id).where(CitedMean.name == value.name)):
        raise Refused(f"There is already a cited value named {value.name}.", "name")
    kept = CitedMean(
        name=value.name,
        setting=value.setting,
        kind=value.kind,
        nights=value.nights,
        low=value.low,
        high=value.high,
        n=value.n,
        grade=value.grade,
        citation=value.citation,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(kept)
    detail = {"name": value.name, "nights": repr(value.nights), "grade": value.grade}
    audit.record(session, by=by, action="add cited value", subject=kept, detail=detail)
    return kept


def check_cited_value(value: CitedValue) -> None:
    if not value.name.strip():
        raise Refused("Give the value a name.", "name")
    if not value.citation.strip():
        raise Refused("Say where the value comes from: without a citation it cannot be used.", "citation")
    if not 0 <= value.nights <= MOST_NIGHTS:
        raise Refused(f"From 0 to {MOST_NIGHTS} nights can be right.", "nights")
    if value.n < 1:
        raise Refused("Say from how many patients the mean comes.", "n")
    if value.kind is not None and value.kind not in codes.barrier_kinds():
        raise Refused("Choose a kind of barrier from the list.", "kind")
    if value.low is not None and value.low > value.nights:
        raise Refused("The low value lies above the mean.", "low")
    if value.high is not None and value.high < value.nights:
        raise Refused("The high value lies below the mean.", "high")
    check_grade(value.grade)


def retire_cited_value(session: Session, *, by: Actor, cited_value_id: int, why: str) -> CitedMean:
    """Taken out of use at once, for every report that is made from now on; published ones keep it."""
    kept = session.get_one(CitedMean, cited_value_id)
    if kept.retired_on is not None:
        raise Refused("This value was retired before.")
    if not why.strip():
        raise Refused("Say why it is retired: it is printed with the figures.", "why")
    kept.retired_on, kept.retired_by, kept.retired_why = clock.today(), by.name, why.strip()
    audit.record(session, by=by, action="retire cited value", subject=kept, detail={"name": kept.name})
    return kept


def cited_means(session: Session) -> Sequence[CitedMean]:
    """Those in use, the newest first, then the retired ones."""
    return session.scalars(select(CitedMean).order_by(CitedMean.retired_on.is_not(None), CitedMean.id.desc())).all()


def cited_values(session: Session) -> Sequence[CitedValue]:
    """The values in use as the rules take them."""
    kept = session.scalars(select(CitedMean).where(CitedMean.retired_on.is_(None)).order_by(CitedMean.id.desc()))
    return [
        CitedValue(
            one.name, Setting(one.setting), one.nights, one.citation, one.n, one.grade, one.kind, one.low, one.high
        )
        for one in kept
    ]
