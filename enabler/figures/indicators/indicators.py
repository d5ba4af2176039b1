"""The facts behind the indicators, gathered in a fixed number of statements, and the indicators of a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from enabler.figures.indicators.indicator_rows import case_facts, written
from enabler.figures.report.days_avoided import check_report_period
from enabler.models import Screening, Stay, Ward
from enabler.record.stay.screening import is_counted
from enabler.rules.indicators.counting import MEASURES, Tally, tally
from enabler.rules.indicators.indicator_facts import CaseFacts, ScreeningFact
from enabler.rules.method.periods import Period
from enabler.rules.stay.follow_ups import DAYS
from enabler.vocabulary import ScreeningResult

LONGEST_WAIT = timedelta(days=max(DAYS.values()))
Wards = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """The cases and the screening answers that may be counted in a period, on some wards or (None) on all."""

    cases: Sequence[CaseFacts]
    answers: Sequence[ScreeningFact]


def indicators(
    session: Session, *, period: Period, as_at: date, wards: Wards = None, keys: Iterable[str] = MEASURES
) -> dict[str, Tally]:
    """Each indicator counted over the period, by its key. A case belongs to the ward that discharged it or has it
    now."""
    check_report_period(period, as_at)
    facts = indicator_facts(session, period, wards)
    return {key: tally(MEASURES[key], facts.cases, facts.answers, period, as_at) for key in keys}


def indicator_facts(session: Session, period: Period, wards: Wards) -> IndicatorFacts:
    return IndicatorFacts(
        tuple(case_facts(session, _cases_of(period, wards)).values()), tuple(_answers(session, period, wards))
    )


def _cases_of(period: Period, wards: Wards) -> ColumnElement[bool]:
    """Cases that may have their day in the period: in hospital then, or discharged up to a year before it."""
    chosen = (
        Stay.case_opened_on.is_not(None)
        & or_(Stay.admitted_on.is_(None), Stay.admitted_on <= period.to_on)
        & or_(Stay.discharged_on.is_(None), Stay.discharged_on >= period.from_on - LONGEST_WAIT)
    )
    return chosen if wards is None else chosen & Stay.ward_id.in_(select(Ward.id).where(Ward.name.in_(wards)))


def _answers(session: Session, period: Period, wards: Wards) -> Iterable[ScreeningFact]:
    asked = (
        select(Stay.ref, Stay.patient_id, Ward.name, Screening)
        .join(Ward, Screening.ward_id == Ward.id)
        .outerjoin(Stay, Screening.stay_id == Stay.id)
        .where(Screening.screened_on.between(period.from_on, period.to_on), is_counted())
        .order_by(Screening.screened_on, Screening.id)
    )
    for ref, patient_id, ward, row in session.execute(asked if wards is None else asked.where(Ward.name.in_(wards))):
        evidence = written("Screening answer", ref or "", row.screened_on, row)
        person = "" if patient_id is None else str(patient_id)
        yield ScreeningFact(ref or "", ward, row.screened_on, ScreeningResult(row.result), evidence, person)
