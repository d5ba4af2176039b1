"""Cases made by hand for the truth tables of the indicators: admitted 1 April 2026, opened on the 3rd."""

from datetime import date, timedelta
from typing import Any

from enabler.rules.facts import BarrierFact, ReadyFact, StayFacts
from enabler.rules.indicators.counting import MEASURES
from enabler.rules.indicators.indicator_facts import AnswerFact, CaseFacts, CheckFact, Evidence, Finding, HomeFact
from enabler.vocabulary import DischargeOutcome, FollowUpResult, Milestone, Setting

LEFT = date(2026, 5, 10)
LONG_AFTER = date(2028, 1, 1)
OWN_HOME = HomeFact("02", "Tenant", False)


def a_stay(**facts: Any) -> StayFacts:
    usual: dict[str, Any] = {
        "ref": "S1",
        "setting": Setting.MENTAL_HEALTH,
        "ward": "Bosworth",
        "admitted_on": date(2026, 4, 1),
        "case_opened_on": date(2026, 4, 3),
        "discharged_on": LEFT,
        "discharge_outcome": DischargeOutcome.DISCHARGED,
        "ready_periods": (ReadyFact(date(2026, 5, 5), LEFT),),
        "barriers": (BarrierFact("rent_arrears", date(2026, 4, 1), date(2026, 5, 8), True),),
    }
    return StayFacts(**(usual | facts))


def a_case(checks: tuple[CheckFact, ...] = (), **facts: Any) -> CaseFacts:
    """`destination`, `home`, `duties`, `at_start`, `at_13_weeks`, `next_stay` are the case's; all else the stay's."""
    own = {"destination", "home", "duties", "at_start", "at_13_weeks", "next_stay"}
    stay = a_stay(**{name: value for name, value in facts.items() if name not in own})
    return CaseFacts(
        stay,
        Evidence("Case opened", "S1", stay.case_opened_on),
        Evidence("Discharge", "S1", stay.discharged_on),
        checks={check.milestone: check for check in checks},
        **({"destination": "19", "home": OWN_HOME} | {name: facts[name] for name in own & facts.keys()}),
    )


def a_check(
    milestone: Milestone, day: int | None, result: FollowUpResult | None = FollowUpResult.DONE, **answers: Any
) -> CheckFact:
    """Made `day` days after the discharge; None: not made yet."""
    done_on = None if day is None else LEFT + timedelta(days=day)
    evidence = Evidence(f"Follow-up at {milestone.label}", "F1", done_on)
    return CheckFact(milestone, evidence, done_on, result if done_on else None, **answers)


def an_answer(answer: int | None) -> AnswerFact:
    return AnswerFact(answer, Evidence("Wellbeing questions", "", LEFT))


def later_stay(day: int) -> Evidence:
    return Evidence("Later stay", "S2", LEFT + timedelta(days=day), of_another_stay=True)


def found(key: str, case: CaseFacts, as_at: date = LONG_AFTER) -> Finding | None:
    of_case = MEASURES[key].of_case
    assert of_case is not None
    return of_case(case, as_at)


def said(key: str, case: CaseFacts, as_at: date = LONG_AFTER) -> tuple[str, str] | None:
    one = found(key, case, as_at)
    return (one.standing.value, one.why) if one else None
