"""The clocks that run for a barrier or a stay: legal timers with their authority and source, and dates that are set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enabler import clock, codes
from enabler.rules import timers
from enabler.vocabulary import BarrierFamily, YesNo

LANDLORDS_HAZARDS = frozenset({"repairs_or_hazard", "no_heat_or_utilities"})


@dataclass(frozen=True, slots=True)
class Clock:
    """What runs out, when, by which law; without `authority` it is a date somebody set."""

    what: str
    runs_out_on: date
    runs_out_at: datetime | None = None
    length: str = ""
    authority: str = ""
    source: str = ""
    verified: bool = True

    def has_run_out(self, today: date, now: datetime) -> bool:
        return now >= self.runs_out_at if self.runs_out_at else self.runs_out_on < today


def barrier_clocks(kind: str, family: BarrierFamily | None, facts: Mapping[str, Any] | None) -> list[Clock]:
    """The clocks that still run for a standing barrier, the first to run out first."""
    if family is None or not facts:
        return []
    found = list(FAMILIES[family](kind, facts))
    return sorted(found, key=lambda one: one.runs_out_on)


def stay_clocks(admitted_on: date | None) -> list[Clock]:
    """What being in hospital does to benefits, from the admission."""
    if admitted_on is None:
        return []
    keys = ("pip_daily_living", "uc_housing", "hb_absence")
    return [one for key in keys if (one := _timer(key, admitted_on)) is not None]


def _arrears(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock]:
    if facts.get("notice_expires_on"):
        yield Clock("Notice expires", facts["notice_expires_on"])
    if facts.get("hearing_on"):
        yield Clock("Court hearing", facts["hearing_on"])


def _adaptation(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock]:
    if facts.get("application_valid_on") and not facts.get("approved_on"):
        yield from _running("dfg_decision", facts["application_valid_on"])


def _benefit(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock]:
    if facts.get("expected_on") and not facts.get("in_payment_on"):
        yield Clock("Payment expected", facts["expected_on"])


def _homelessness(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock]:
    if facts.get("duty_started_on"):
        prevention = "prevention" in (facts.get("outcome") or "").lower()
        yield from _running("prevention_duty" if prevention else "relief_duty", facts["duty_started_on"])


def _hazard(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock]:
    told = facts.get("landlord_told_at")
    if told is None or facts.get("social_landlord") != YesNo.YES or kind not in LANDLORDS_HAZARDS:
        return
    if facts.get("emergency") == YesNo.YES:
        if not facts.get("made_safe_on"):
            yield from _running("awaab_emergency", told)
    elif not facts.get("investigated_on"):
        yield from _running("awaab_investigate", told)


FAMILIES = {
    BarrierFamily.ARREARS: _arrears,
    BarrierFamily.ADAPTATION: _adaptation,
    BarrierFamily.BENEFIT: _benefit,
    BarrierFamily.HOMELESSNESS: _homelessness,
    BarrierFamily.HAZARD: _hazard,
}


def _running(key: str, started: date | datetime) -> Iterator[Clock]:
    found = _timer(key, started)
    if found is not None:
        yield found


def _timer(key: str, started: date | datetime) -> Clock | None:
    row = codes.legal_timers()[key]
    on = clock.london_date(started) if isinstance(started, datetime) else started
    out_on = timers.runs_out_on(row, on)
    if out_on is None:
        return None
    out_at = timers.runs_out_at(row, started) if isinstance(started, datetime) else None
    if out_at is not None:
        out_on = clock.london_date(out_at)
    return Clock(row.lever, out_on, out_at, _length(row), row.authority, row.source, row.status == "seen")


def _length(row: codes.LegalTimer) -> str:
    sizes = ((row.days, "days"), (row.months, "months"), (row.working_days, "working days"), (row.hours, "hours"))
    return next(f"{size} {unit}" for size, unit in sizes if size is not None)
