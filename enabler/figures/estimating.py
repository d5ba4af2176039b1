"""Past sealed estimates beside what happened, by officer: gathered here, worked out by rules/method/estimating."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from enabler.models import Estimate, Stay
from enabler.record.evidence.report_settings import report_settings
from enabler.record.facts.stay_facts import stay_facts
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.method.estimating import Record, records
from enabler.vocabulary import DischargeOutcome


def past_estimates(session: Session, as_at: date, condition: ColumnElement[bool] | None = None) -> tuple[Record, ...]:
    """Each officer's record over the discharged stays that meet a condition on `stays`."""
    estimated = select(Estimate.stay_id)
    chosen = Stay.id.in_(estimated) & (Stay.discharge_outcome == DischargeOutcome.DISCHARGED)
    stays = stay_facts(session, select(Stay.id).where(chosen if condition is None else chosen & condition))
    return records(list(stays.values()), as_at, elsewhere_counts=_elsewhere_counts(session, as_at))


def own_record(session: Session, officer: str, as_at: date) -> Record | None:
    """One officer's own record; None before the first of their estimates can be compared."""
    theirs = Stay.id.in_(select(Estimate.stay_id).where(Estimate.made_by == officer))
    return next((estimate for estimate in past_estimates(session, as_at, theirs) if estimate.officer == officer), None)


def _elsewhere_counts(session: Session, as_at: date) -> bool:
    return bool(report_settings(session, year_of(as_at))["sealed_elsewhere_counts"])
