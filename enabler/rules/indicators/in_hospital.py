"""Indicators about the stay and the leaving of it. Each is asked of one case: None when it is no part of the count."""

from datetime import date, timedelta

from enabler.rules.indicators.indicator_facts import CaseFacts, Evidence, Finding, IndicatorStanding
from enabler.rules.method.entry import is_case
from enabler.rules.method.nights import has_left, observed
from enabler.rules.stay.discharge import USUAL_PLACE
from enabler.vocabulary import DischargeOutcome, ReadyEnd

DAYS_TO_LEAVE = 7
INSTITUTIONS = frozenset(
    {"09", "10", "20", "21"}
)  # care homes, hospital, criminal justice: neither homeless nor settled
OTHER_HOME = "98"
TEMPORARY = "29"
NOT_KNOWN_PLACES = frozenset({"98", "99"})
LEFT_OTHERWISE = {
    DischargeOutcome.DIED: "Died in hospital",
    DischargeOutcome.TRANSFERRED: "Transferred to another hospital",
}


def finding(
    case: CaseFacts,
    on: date,
    standing: IndicatorStanding,
    why: str,
    *evidence: Evidence | None,
    value: float | None = None,
) -> Finding:
    shown = tuple(one for one in evidence if one is not None)
    return Finding(case.stay.ref, case.stay.ward, on, standing, why, shown, value, case.person)


def days_between(first: date, last: date) -> int:
    return (last - first).days


def in_days(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def ready_to_case(case: CaseFacts, as_at: date) -> Finding | None:
    """Days from the first ready date to the opening of the case; 0 when it was open before. Placed by the ready
    date."""
    stay = case.stay
    if not is_case(stay) or not stay.ready_periods or stay.case_opened_on is None:
        return None
    ready_on = min(period.ready_on for period in stay.ready_periods)
    days = days_between(ready_on, stay.case_opened_on)
    why = f"Opened {in_days(days)} after the ready date" if days > 0 else "Open by the ready date: 0 days"
    return finding(
        case, ready_on, IndicatorStanding.COUNTED, why, case.ready.get(ready_on), case.opened, value=float(max(0, days))
    )


def duty_to_refer(case: CaseFacts, as_at: date) -> Finding | None:
    """Whether the council was told of somebody without a home; only with consent. Placed by the opening of the case."""
    opened = case.stay.case_opened_on
    if not is_case(case.stay) or opened is None or not case.duties:
        return None
    told = [duty for duty in case.duties if duty.referred_on is not None and duty.referred_on <= as_at]
    if told:
        return finding(
            case, opened, IndicatorStanding.COUNTED, "Referred to the council", *(duty.evidence for duty in told)
        )
    evidence = [duty.evidence for duty in case.duties]
    if all(duty.consent is False for duty in case.duties):
        return finding(case, opened, IndicatorStanding.EXCLUDED, "The patient did not consent to a referral", *evidence)
    return finding(case, opened, IndicatorStanding.NOT_COUNTED, "No referral recorded", *evidence)


def left_within_7_days(case: CaseFacts, as_at: date) -> Finding | None:
    """Whether the patient left within 7 days of the last ready date, day 7 included. Placed by that ready date."""
    stay = case.stay
    if not is_case(stay) or not stay.ready_periods:
        return None
    last = max(stay.ready_periods, key=lambda period: period.ready_on)
    on, ready = last.ready_on, case.ready.get(last.ready_on)
    if last.end_reason is ReadyEnd.UNWELL_AGAIN:
        return finding(case, on, IndicatorStanding.EXCLUDED, "Became unwell again before leaving", ready)
    if on + timedelta(days=DAYS_TO_LEAVE) >= as_at:
        return finding(case, on, IndicatorStanding.EXCLUDED, "The 7 days are not over", ready)
    if stay.discharged_on is None:
        return finding(case, on, IndicatorStanding.NOT_COUNTED, "Still in hospital after 7 days", ready)
    return _left_after(case, on, days_between(on, stay.discharged_on), ready)


def _left_after(case: CaseFacts, on: date, days: int, ready: Evidence | None) -> Finding:
    outcome = case.stay.discharge_outcome
    if days > DAYS_TO_LEAVE:
        return finding(
            case, on, IndicatorStanding.NOT_COUNTED, f"Still in hospital after 7 days: {days} days", ready, case.left
        )
    if outcome is None:
        return finding(case, on, IndicatorStanding.NOT_KNOWN, "How the stay ended is not recorded", ready, case.left)
    if outcome is not DischargeOutcome.DISCHARGED:
        return finding(case, on, IndicatorStanding.EXCLUDED, outcome.label, ready, case.left)
    return finding(case, on, IndicatorStanding.COUNTED, f"Left after {in_days(days)}", ready, case.left)


def housing_nights(case: CaseFacts, as_at: date) -> Finding | None:
    """Housing nights of the whole stay of a discharged case (method, section 1). Placed by the discharge."""
    stay = case.stay
    if not is_case(stay) or stay.discharged_on is None or not has_left(stay, as_at):
        return None
    on, outcome = stay.discharged_on, stay.discharge_outcome
    if outcome is None:
        return finding(case, on, IndicatorStanding.NOT_KNOWN, "How the stay ended is not recorded", case.left)
    if outcome is not DischargeOutcome.DISCHARGED:
        return finding(case, on, IndicatorStanding.EXCLUDED, outcome.label, case.left)
    if not stay.ready_periods:
        return finding(case, on, IndicatorStanding.NOT_KNOWN, "No ready period: the delay is unknown, not 0", case.left)
    nights = observed(stay, as_at)
    said = f"{nights} housing night" + ("" if nights == 1 else "s")
    first = case.ready.get(min(period.ready_on for period in stay.ready_periods))
    return finding(case, on, IndicatorStanding.COUNTED, said, first, case.left, value=float(nights))


def outcome_recorded(case: CaseFacts, as_at: date) -> Finding | None:
    """Whether the record says how the stay ended, where to, and what kind of home where code 19 does not say it."""
    stay = case.stay
    if not is_case(stay) or stay.discharged_on is None or not has_left(stay, as_at):
        return None
    missing = _missing(case)
    if missing:
        return finding(case, stay.discharged_on, IndicatorStanding.NOT_COUNTED, f"Not recorded: {missing}", case.left)
    assert stay.discharge_outcome is not None
    return finding(case, stay.discharged_on, IndicatorStanding.COUNTED, stay.discharge_outcome.label, case.left)


def _missing(case: CaseFacts) -> str:
    if case.stay.discharge_outcome is None:
        return "how the stay ended"
    if case.stay.discharge_outcome is DischargeOutcome.DIED:
        return ""
    if case.destination is None or case.destination in NOT_KNOWN_PLACES:
        return "where to"
    return "what kind of home" if case.destination == USUAL_PLACE and case.home is None else ""


def destination_settled(case: CaseFacts, as_at: date) -> Finding | None:
    """Whether they left to a settled home by the national accommodation types. Code 19 alone never says so."""
    stay = case.stay
    if not is_case(stay) or stay.discharged_on is None or not has_left(stay, as_at):
        return None
    on = stay.discharged_on
    if stay.discharge_outcome in LEFT_OTHERWISE:
        return finding(case, on, IndicatorStanding.EXCLUDED, LEFT_OTHERWISE[stay.discharge_outcome], case.left)
    if case.home is not None and case.home.code != OTHER_HOME:
        settled = not case.home.homeless and case.home.code not in INSTITUTIONS
        return finding(
            case,
            on,
            IndicatorStanding.COUNTED if settled else IndicatorStanding.NOT_COUNTED,
            case.home.label,
            case.left,
        )
    if case.destination in {None, USUAL_PLACE, *NOT_KNOWN_PLACES} or case.home is not None:
        return finding(case, on, IndicatorStanding.NOT_KNOWN, "What kind of home is not known", case.left)
    why = "Temporary place" if case.destination == TEMPORARY else "To a hospital, care home or other institution"
    return finding(case, on, IndicatorStanding.NOT_COUNTED, why, case.left)
