"""Indicators as counts of people: each says of everybody whether they are counted, why, and on what evidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from enabler.rules.indicators import after_discharge as after, in_hospital as inside
from enabler.rules.indicators.indicator_facts import CaseFacts, Finding, IndicatorStanding, ScreeningFact
from enabler.rules.method.periods import Period
from enabler.vocabulary import Milestone, ScreeningResult

CaseRule = Callable[[CaseFacts, date], Finding | None]


class IndicatorKind(StrEnum):
    SHARE = "share"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as the program counts it. `unknown_counts`: who is not known stays in the denominator."""

    key: str
    kind: IndicatorKind = IndicatorKind.SHARE
    of_case: CaseRule | None = None
    of_answer: ScreeningResult | None = None
    unknown_counts: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """An indicator counted: every finding stands in exactly one of its four lists."""

    measure: Measure
    findings: tuple[Finding, ...]

    def standing(self, where: IndicatorStanding) -> list[Finding]:
        return [finding for finding in self.findings if finding.standing is where]

    @property
    def numerator(self) -> int:
        return len(self.standing(IndicatorStanding.COUNTED))

    @property
    def denominator(self) -> int:
        return len(self.in_denominator)

    @property
    def people(self) -> int:
        """How many people the denominator is: several stays of one person are one, somebody no longer known is one."""
        return people_in(self.in_denominator)

    @property
    def in_denominator(self) -> list[Finding]:
        counted = {IndicatorStanding.COUNTED, IndicatorStanding.NOT_COUNTED} | (
            {IndicatorStanding.NOT_KNOWN} if self.measure.unknown_counts else set()
        )
        return [finding for finding in self.findings if finding.standing in counted]

    @property
    def not_known(self) -> int:
        return len(self.standing(IndicatorStanding.NOT_KNOWN))

    @property
    def excluded(self) -> int:
        return len(self.standing(IndicatorStanding.EXCLUDED))

    @property
    def value(self) -> float | None:
        """The share between 0 and 1, or the median in the measure's unit; None when there is nobody to count."""
        if not self.denominator:
            return None
        if self.measure.kind is IndicatorKind.MEDIAN:
            return float(median(one.value for one in self.standing(IndicatorStanding.COUNTED) if one.value is not None))
        return self.numerator / self.denominator


def people_in(findings: Iterable[Finding]) -> int:
    return len({one.person or one.stay or number for number, one in enumerate(findings)})


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("screened_issue", of_answer=ScreeningResult.ISSUE, unknown_counts=True),
        Measure("screening_declined", of_answer=ScreeningResult.DECLINED),
        Measure("ready_to_case", IndicatorKind.MEDIAN, inside.ready_to_case, unit="days"),
        Measure("duty_to_refer", of_case=inside.duty_to_refer),
        Measure("left_within_7_days", of_case=inside.left_within_7_days),
        Measure("median_housing_nights", IndicatorKind.MEDIAN, inside.housing_nights, unit="nights"),
        Measure("outcome_recorded", of_case=inside.outcome_recorded),
        Measure("destination_settled", of_case=inside.destination_settled, unknown_counts=True),
        Measure("reached_at_48_hours", of_case=after.reached_at_48_hours),
        Measure("home_kept_13_weeks", of_case=after.home_kept(Milestone.WEEKS_13), unknown_counts=True),
        Measure("home_kept_52_weeks", of_case=after.home_kept(Milestone.WEEKS_52), unknown_counts=True),
        Measure("readmitted_28_days", of_case=after.readmitted(Milestone.WEEKS_4)),
        Measure("readmitted_91_days", of_case=after.readmitted(Milestone.WEEKS_13)),
        Measure("happier_with_home", of_case=after.happier_with_home),
    )
}


def tally(
    measure: Measure, cases: Sequence[CaseFacts], answers: Sequence[ScreeningFact], period: Period, as_at: date
) -> Tally:
    """The indicator over a period, which includes both its dates. People outside the period are not in it at all."""
    return tallies(measure, cases, answers, [period], as_at)[0]


def tallies(
    measure: Measure,
    cases: Sequence[CaseFacts],
    answers: Sequence[ScreeningFact],
    periods: Sequence[Period],
    as_at: date,
) -> list[Tally]:
    """The indicator over each of several periods; everybody is looked at once."""
    if measure.of_case is None:
        return [Tally(measure, tuple(_screenings(measure, answers, period))) for period in periods]
    looked = [measure.of_case(case, as_at) for case in cases]
    found = sorted((one for one in looked if one is not None), key=lambda one: one.on)
    days = [one.on for one in found]
    return [
        Tally(measure, tuple(found[bisect_left(days, period.from_on) : bisect_right(days, period.to_on)]))
        for period in periods
    ]


def _screenings(measure: Measure, answers: Sequence[ScreeningFact], period: Period) -> Iterable[Finding]:
    assert measure.of_answer is not None
    return (
        screening(one, measure.of_answer)
        for one in last_answers(answer for answer in answers if answer.screened_on in period)
    )


def last_answers(answers: Iterable[ScreeningFact]) -> list[ScreeningFact]:
    """Each stay once, by its last answer; those of people no longer on record each by themselves. Given in order."""
    found: dict[object, ScreeningFact] = {}
    for number, answer in enumerate(answers):
        found[answer.stay or number] = answer
    return list(found.values())


def screening(answer: ScreeningFact, wanted: ScreeningResult) -> Finding:
    """Somebody asked: with a housing issue, without, or declining. Declining says nothing of an issue."""
    if answer.result is wanted:
        standing = IndicatorStanding.COUNTED
    elif answer.result is ScreeningResult.DECLINED:
        standing = IndicatorStanding.NOT_KNOWN
    else:
        standing = IndicatorStanding.NOT_COUNTED
    why = "Declined to answer" if answer.result is ScreeningResult.DECLINED else answer.result.label
    return Finding(
        answer.stay, answer.ward, answer.screened_on, standing, why, (answer.evidence,), person=answer.person
    )
