"""Indicators about what follows a discharge. Silence is never an answer, and lost contact is never success."""

from collections.abc import Callable
from datetime import date

from enabler.rules.indicators.in_hospital import LEFT_OTHERWISE, days_between, finding, in_days
from enabler.rules.indicators.indicator_facts import (
    AnswerFact,
    CaseFacts,
    CheckFact,
    Evidence,
    Finding,
    IndicatorStanding,
)
from enabler.rules.method.entry import is_case
from enabler.rules.stay.follow_ups import DAYS, NOT_REACHED, due_on, home_was_kept
from enabler.rules.stay.wellbeing import WellbeingChange, change
from enabler.vocabulary import Asked, FollowUpResult, Milestone

EARLY_DAYS = 7  # a check made earlier than this before its day says nothing of that day
DIED = "died"


def home_kept(milestone: Milestone) -> Callable[[CaseFacts, date], Finding | None]:
    """Home kept, or moved on as planned, at the check of a milestone. Placed by the day that check was due."""

    def of(case: CaseFacts, as_at: date) -> Finding | None:
        on = _due(case, milestone)
        if on is None:
            return None
        return _left_out(case, on, as_at) or _home(case, on, milestone)

    return of


def _home(case: CaseFacts, on: date, milestone: Milestone) -> Finding:
    check = case.checks.get(milestone)
    unmade = _unmade(case, on, check)
    if unmade is not None or check is None or check.result is None or check.done_on is None:
        return unmade or finding(case, on, IndicatorStanding.NOT_KNOWN, "The check has no result")
    if check.done_on < on and days_between(check.done_on, on) > EARLY_DAYS:
        early = in_days(days_between(check.done_on, on))
        return finding(case, on, IndicatorStanding.NOT_KNOWN, f"Asked {early} before the check was due", check.evidence)
    kept = home_was_kept(check.result, check.home_kept)
    if kept is None:
        why = check.result.label if check.result in NOT_REACHED else "Whether the home was kept is not known"
        return finding(case, on, IndicatorStanding.NOT_KNOWN, why, check.evidence)
    why = check.home_kept.label if check.home_kept else ""
    return finding(case, on, IndicatorStanding.COUNTED if kept else IndicatorStanding.NOT_COUNTED, why, check.evidence)


def reached_at_48_hours(case: CaseFacts, as_at: date) -> Finding | None:
    """Whether somebody was spoken to by the second day after discharge. Placed by that day."""
    on = _due(case, Milestone.HOURS_48)
    if on is None:
        return None
    left_out = _left_out(case, on, as_at)
    check = case.checks.get(Milestone.HOURS_48)
    if left_out or check is None:
        return left_out or finding(case, on, IndicatorStanding.NOT_COUNTED, "No check was planned", case.left)
    if check.done_on is None or check.result is FollowUpResult.DIED:
        died = _has_died(case)
        why = "Died before the check" if died else "Not made"
        return finding(
            case, on, IndicatorStanding.EXCLUDED if died else IndicatorStanding.NOT_COUNTED, why, check.evidence
        )
    if check.result in NOT_REACHED and check.result is not None:
        return finding(case, on, IndicatorStanding.NOT_COUNTED, check.result.label, check.evidence)
    late = days_between(on, check.done_on)
    why = f"Reached {in_days(late)} late" if late > 0 else "Reached by the second day"
    return finding(
        case, on, IndicatorStanding.NOT_COUNTED if late > 0 else IndicatorStanding.COUNTED, why, check.evidence
    )


def readmitted(milestone: Milestone) -> Callable[[CaseFacts, date], Finding | None]:
    """Back in hospital within the days of a milestone, the last one included. Placed by that last day.

    A later stay in the record proves it by its date. A yes whose day is not recorded counts, against the service; a no
    counts only when asked on the last day or after it. No later stay here proves nothing: not asked stays not asked.
    """

    def of(case: CaseFacts, as_at: date) -> Finding | None:
        on = _due(case, milestone)
        if on is None:
            return None
        left_out = _left_out(case, on, as_at)
        return left_out or _back(case, on, milestone) or _not_back(case, on) or _not_asked(case, on, milestone)

    return of


def _back(case: CaseFacts, on: date, milestone: Milestone) -> Finding | None:
    back_on = case.next_stay.on if case.next_stay else None
    day = days_between(case.stay.discharged_on, back_on) if back_on and case.stay.discharged_on else None
    if back_on is not None and back_on <= on:
        return finding(case, on, IndicatorStanding.COUNTED, f"Back in hospital on day {day}", case.next_stay)
    for check in _made(case):
        if check.readmitted is not Asked.YES or check.done_on is None or DAYS[check.milestone] > DAYS[milestone]:
            continue
        if check.done_on <= on:
            return finding(case, on, IndicatorStanding.COUNTED, "Said to have been back in hospital", check.evidence)
        if back_on is not None and back_on <= check.done_on:
            return finding(
                case,
                on,
                IndicatorStanding.NOT_COUNTED,
                f"Back in hospital on day {day}",
                case.next_stay,
                check.evidence,
            )
        why = "Said to have been back in hospital; the day is not recorded, so it counts"
        return finding(case, on, IndicatorStanding.COUNTED, why, check.evidence)
    return None


def _not_back(case: CaseFacts, on: date) -> Finding | None:
    for check in _made(case):
        if check.readmitted is Asked.NO and check.done_on is not None and check.done_on >= on:
            return finding(case, on, IndicatorStanding.NOT_COUNTED, "Asked: not back in hospital", check.evidence)
    return None


def _not_asked(case: CaseFacts, on: date, milestone: Milestone) -> Finding:
    """Why nobody knows: died, not reached, not asked, or asked too early."""
    if _has_died(case):
        return finding(case, on, IndicatorStanding.EXCLUDED, "Died before it could be asked", *_of_death(case))
    check = case.checks.get(milestone)
    unmade = _unmade(case, on, check)
    if unmade is not None or check is None or check.result is None:
        return unmade or finding(case, on, IndicatorStanding.NOT_KNOWN, "The check has no result")
    if check.readmitted is Asked.NO and check.done_on is not None:
        early = in_days(days_between(check.done_on, on))
        return finding(case, on, IndicatorStanding.NOT_KNOWN, f"Asked {early} before the last day", check.evidence)
    why = check.result.label if check.result in NOT_REACHED else "Not asked"
    return finding(case, on, IndicatorStanding.NOT_KNOWN, why, check.evidence)


def happier_with_home(case: CaseFacts, as_at: date) -> Finding | None:
    """Whether the answer to “I am satisfied with my home” rose from the start to 13 weeks. Matched pairs only."""
    on = _due(case, Milestone.WEEKS_13)
    if on is None:
        return None
    left_out = _left_out(case, on, as_at)
    if left_out:
        return left_out
    before, later = case.at_start, case.at_13_weeks
    evidence = [one.evidence for one in (before, later) if one is not None]
    moved = change(_answer(before), _answer(later), reverse=False)
    if moved is None:
        died = _has_died(case) and later is None
        why = "Died before 13 weeks" if died else "Not answered both times"
        return finding(case, on, IndicatorStanding.EXCLUDED if died else IndicatorStanding.NOT_KNOWN, why, *evidence)
    standing = IndicatorStanding.COUNTED if moved is WellbeingChange.BETTER else IndicatorStanding.NOT_COUNTED
    return finding(case, on, standing, f"{_answer(before)} at the start, {_answer(later)} at 13 weeks", *evidence)


def _answer(given: AnswerFact | None) -> int | None:
    return given.answer if given else None


def _due(case: CaseFacts, milestone: Milestone) -> date | None:
    """The day that places a discharged case in a period; None while the patient is in hospital."""
    left_on = case.stay.discharged_on
    return due_on(milestone, left_on) if left_on is not None and is_case(case.stay) else None


def _left_out(case: CaseFacts, on: date, as_at: date) -> Finding | None:
    """Who cannot be counted whatever the checks say: not due yet, died or transferred, how it ended not recorded."""
    outcome = case.stay.discharge_outcome
    if outcome in LEFT_OTHERWISE:
        return finding(case, on, IndicatorStanding.EXCLUDED, LEFT_OTHERWISE[outcome], case.left)
    if on >= as_at:
        return finding(case, on, IndicatorStanding.EXCLUDED, "Not due yet", case.left)
    if outcome is None:
        return finding(case, on, IndicatorStanding.NOT_KNOWN, "How the stay ended is not recorded", case.left)
    return None


def _unmade(case: CaseFacts, on: date, check: CheckFact | None) -> Finding | None:
    """A check that was never finished, and why."""
    if check is not None and check.done_on is not None and check.result is not FollowUpResult.DIED:
        return None
    if _has_died(case):
        return finding(case, on, IndicatorStanding.EXCLUDED, "Died before the check", *_of_death(case))
    if check is None:
        return finding(case, on, IndicatorStanding.NOT_KNOWN, "No check was planned", case.left)
    return finding(case, on, IndicatorStanding.NOT_KNOWN, "The check was not made", check.evidence)


def _made(case: CaseFacts) -> list[CheckFact]:
    """Checks with an answer, the earliest first."""
    made = [check for check in case.checks.values() if check.done_on is not None]
    return sorted(made, key=lambda check: (check.done_on or date.max, DAYS[check.milestone]))


def _has_died(case: CaseFacts) -> bool:
    return any(_tells_of_death(check) for check in case.checks.values())


def _of_death(case: CaseFacts) -> list[Evidence]:
    return [check.evidence for check in case.checks.values() if check.result is FollowUpResult.DIED]


def _tells_of_death(check: CheckFact) -> bool:
    return check.result is FollowUpResult.DIED or check.cancelled_because == DIED
