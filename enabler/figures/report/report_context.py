"""What a report prints that ledger and stays do not tell: gathered once, frozen when it is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import ReadyPeriod, ReadyPeriodValue, Screening, Stay, Ward
from enabler.record.evidence.change_log import EvidenceChange
from enabler.rules.method.net import Net
from enabler.rules.method.periods import Period
from enabler.vocabulary import ScreeningResult


@dataclass(frozen=True, slots=True)
class Lag:
    """Days from a ready date to the day it was first written down."""

    stay: str
    days: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The net of an earlier period: as it was published where it was, else from the records as they are now."""

    period: Period
    stays: int
    net: Net
    published_as: str | None = None


@dataclass(frozen=True)
class ReportContext:
    """`agencies` are the directory's kinds by name; `screened_with_issue` the stays whose screening found one;
    `changes` what changed under the figures in the reporting years they touch; `lists` the SHA-256 of each code list.
    """

    agencies: Mapping[str, str] = field(default_factory=dict)
    screened_with_issue: tuple[str, ...] = ()
    lags: tuple[Lag, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    changes: tuple[EvidenceChange, ...] = ()
    lists: Mapping[str, str] = field(default_factory=dict)


def screened_with_issue(session: Session, condition: ColumnElement[bool]) -> tuple[str, ...]:
    """The references of the stays whose last answer was a housing issue."""
    last = select(func.max(Screening.id)).group_by(Screening.stay_id)
    rows = session.scalars(
        select(Stay.ref)
        .join(Screening, Screening.stay_id == Stay.id)
        .where(Screening.id.in_(last), Screening.result == ScreeningResult.ISSUE, condition)
        .order_by(Stay.ref)
    )
    return tuple(rows)


def recording_lags(session: Session, period: Period, wards: Sequence[str] | None) -> tuple[Lag, ...]:
    """For each ready period of a case that began in the period; a date that was moved since keeps its first writing."""
    first = (
        select(func.min(ReadyPeriodValue.recorded_at))
        .where(ReadyPeriodValue.ready_period_id == ReadyPeriod.id, ReadyPeriodValue.ready_on == ReadyPeriod.ready_on)
        .correlate(ReadyPeriod)
        .scalar_subquery()
    )
    began = (
        select(Stay.ref, ReadyPeriod.ready_on, ReadyPeriod.recorded_at, first)
        .join(Stay, ReadyPeriod.stay_id == Stay.id)
        .join(Ward, Stay.ward_id == Ward.id)
        .where(Stay.case_opened_on.is_not(None), ReadyPeriod.ready_on.between(period.from_on, period.to_on))
        .order_by(Stay.ref, ReadyPeriod.ready_on)
    )
    if wards is not None:
        began = began.where(Ward.name.in_(wards))
    return tuple(
        Lag(ref, max(0, (clock.london_date(min(filter(None, (then, now)))) - ready_on).days))
        for ref, ready_on, now, then in session.execute(began)
    )
