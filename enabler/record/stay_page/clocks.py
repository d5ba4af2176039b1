"""The clocks that run for a barrier or a stay, each started by a recorded fact; where a fact lacks, what to ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enabler import clock, codes
from enabler.rules.law import tenancies, timers
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import BarrierFamily, Counting, Duty, Held, YesNo

LANDLORDS_HAZARDS = frozenset({"repairs_or_hazard", "no_heat_or_utilities"})
BENEFIT_TIMERS = {
    "universal_credit_housing": "uc_housing",
    "housing_benefit": "hb_absence",
    "pip_or_dla": "pip",
    "attendance_allowance": "attendance_allowance",
}
DUTY_TIMERS = {Duty.PREVENTION: "prevention_duty", Duty.RELIEF: "relief_duty"}
NOTICE_TIMERS = {True: "notice_ends", False: "notice_ends_excluded", None: "notice_ends_unknown"}
WHICH_DUTY = (
    "Has the council accepted a duty? Record which and when: {} is recorded as its start, and no acceptance with it."
)
DUTY_SINCE = "On which day did the council accept the duty? Its 56 days begin with that day."
DECISION_RECEIVED = (
    "On which day did the patient receive the decision? A review must be asked for within 21 days, that day counted."
)
TOLD_AT = "At what time was the landlord told? The 24 hours run from it."
HAZARD_UNKNOWN = "The law may give the landlord a time limit. Find out and record: {}."
ASK_LANDLORD = "is the landlord a council or housing association"
ASK_TENANCY = "is it a tenancy or a licence"
ASK_EMERGENCY = "is it an emergency"
ASK_DAMP = "is it damp or mould"


@dataclass(frozen=True, slots=True)
class Clock:
    """A row of the list of timers, started on a recorded day; without `authority` it is a date that somebody gave."""

    timer: codes.LegalTimer
    started_on: date
    runs_out_on: date
    runs_out_at: datetime | None

    @property
    def what(self) -> str:
        return self.timer.clock

    @property
    def has_run_out(self) -> bool:
        return clock.now() >= self.runs_out_at if self.runs_out_at else self.runs_out_on < clock.today()

    @property
    def sentence(self) -> str:
        """What its end means, and what to do; on the last day and after it, what to ask for then."""
        is_the_end = self.has_run_out if self.runs_out_at else self.runs_out_on <= clock.today()
        return f"{self.timer.means}: {(self.timer.say_at_end if is_the_end else '') or self.timer.say}."

    @property
    def length(self) -> str:
        """56 days beginning with 4 June 2026; nothing for a day that is itself the fact."""
        row = self.timer
        if row.counting == Counting.ON:
            return ""
        sizes = ((row.days, "days"), (row.months, "months"), (row.working_days, "working days"), (row.hours, "hours"))
        size = next(f"{size} {unit}" for size, unit in sizes if size is not None)
        return f"{size} {row.counting.label} {in_full(self.started_on)}"


@dataclass(frozen=True, slots=True)
class ClockQuestion:
    """What somebody must ask and record before anybody can say whether a clock runs."""

    asks: str


def barrier_clocks(kind: str, family: BarrierFamily | None, facts: Mapping[str, Any] | None) -> list[Clock]:
    """The clocks that still run for a standing barrier, the first to run out first."""
    found = [one for one in _of_barrier(kind, family, facts) if isinstance(one, Clock)]
    return sorted(found, key=lambda one: one.runs_out_on)


def barrier_questions(kind: str, family: BarrierFamily | None, facts: Mapping[str, Any] | None) -> list[ClockQuestion]:
    """What is not recorded of a standing barrier and decides whether a clock runs."""
    return [one for one in _of_barrier(kind, family, facts) if isinstance(one, ClockQuestion)]


def benefit_clocks(admitted_on: date | None, held: Mapping[str, str | None]) -> list[Clock]:
    """What being in hospital does to the benefits recorded as held, from the admission."""
    if admitted_on is None:
        return []
    keys = [key for benefit, key in BENEFIT_TIMERS.items() if held.get(benefit) == Held.YES]
    return sorted((one for key in keys for one in _running(key, admitted_on)), key=lambda one: one.runs_out_on)


def _of_barrier(
    kind: str, family: BarrierFamily | None, facts: Mapping[str, Any] | None
) -> Iterator[Clock | ClockQuestion]:
    if family is not None and facts:
        yield from FAMILIES[family](kind, facts)


def _arrears(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock | ClockQuestion]:
    if facts.get("notice_expires_on"):
        by_court = tenancies.needs_court_order(facts.get("tenancy"))
        yield from _running(NOTICE_TIMERS[by_court], facts["notice_expires_on"])
    if facts.get("hearing_on"):
        yield from _running("hearing", facts["hearing_on"])


def _adaptation(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock | ClockQuestion]:
    if facts.get("application_valid_on") and not facts.get("approved_on"):
        yield from _running("dfg_decision", facts["application_valid_on"])


def _benefit(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock | ClockQuestion]:
    if facts.get("expected_on") and not facts.get("in_payment_on"):
        yield from _running("payment_expected", facts["expected_on"])


def _homelessness(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock | ClockQuestion]:
    outcome = codes.referral_outcomes().get(facts.get("outcome") or "")
    duty, since = outcome.duty if outcome else None, facts.get("duty_started_on")
    if since and duty is None:
        yield ClockQuestion(WHICH_DUTY.format(in_full(since)))
    elif duty in DUTY_TIMERS:
        yield from _running(DUTY_TIMERS[duty], since) if since else iter([ClockQuestion(DUTY_SINCE)])
    if outcome and outcome.against:
        received = facts.get("decision_received_on")
        yield from _running("review_s202", received) if received else iter([ClockQuestion(DECISION_RECEIVED)])


def _hazard(kind: str, facts: Mapping[str, Any]) -> Iterator[Clock | ClockQuestion]:
    """A social landlord's tenant, until it is safe: an emergency by the hour, damp or mould step after step."""
    told_on = facts.get("landlord_told_on")
    if (
        told_on is None
        or facts.get("made_safe_on")
        or kind not in LANDLORDS_HAZARDS
        or not _may_be_timed(told_on, facts)
    ):
        return
    unknown = _unknown_of_hazard(facts)
    if unknown:
        yield ClockQuestion(HAZARD_UNKNOWN.format("; ".join(unknown)))
    elif facts.get("emergency") == YesNo.YES:
        yield from _running("hazard_emergency", told_on, facts.get("landlord_told_at"))
        if facts.get("landlord_told_at") is None:
            yield ClockQuestion(TOLD_AT)
    elif not facts.get("investigated_on"):
        yield from _running("hazard_investigate", told_on)
    else:
        if not facts.get("summary_given_on"):
            yield from _running("hazard_summary", facts["investigated_on"])
        yield from _running("hazard_safe", facts["investigated_on"])


def _may_be_timed(told_on: date, facts: Mapping[str, Any]) -> bool:
    """Whether nothing that is recorded takes the hazard out of the law."""
    is_new_enough = timers.applies(codes.legal_timers()["hazard_investigate"], told_on)
    is_covered = facts.get("emergency") != YesNo.NO or facts.get("damp_or_mould") != YesNo.NO
    is_tenant = tenancies.hazards_are_timed(facts.get("tenancy")) is not False
    return is_new_enough and is_covered and is_tenant and facts.get("social_landlord") != YesNo.NO


def _unknown_of_hazard(facts: Mapping[str, Any]) -> list[str]:
    emergency = facts.get("emergency")
    asked = (
        (ASK_LANDLORD, facts.get("social_landlord") is None),
        (ASK_TENANCY, tenancies.hazards_are_timed(facts.get("tenancy")) is None),
        (ASK_EMERGENCY, emergency is None),
        (ASK_DAMP, emergency != YesNo.YES and facts.get("damp_or_mould") is None),
    )
    return [question for question, is_unknown in asked if is_unknown]


FAMILIES = {
    BarrierFamily.ARREARS: _arrears,
    BarrierFamily.ADAPTATION: _adaptation,
    BarrierFamily.BENEFIT: _benefit,
    BarrierFamily.HOMELESSNESS: _homelessness,
    BarrierFamily.HAZARD: _hazard,
}


def _running(key: str, started_on: date, started_at: datetime | None = None) -> Iterator[Clock]:
    """The clock of a row of the list, or none where the law did not apply then; an instant matters to hours only."""
    row = codes.legal_timers()[key]
    out_on = timers.runs_out_on(row, started_on)
    if out_on is None:
        return
    out_at = timers.runs_out_at(row, started_at) if started_at else None
    yield Clock(row, started_on, clock.london_date(out_at) if out_at else out_on, out_at)
