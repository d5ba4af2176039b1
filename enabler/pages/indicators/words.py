"""Indicators and trials in words: the figure, how many it rests on, and what a before and after can say."""

from collections.abc import Sequence
from dataclasses import dataclass

from enabler import codes
from enabler.figures.indicators.trials import Series
from enabler.record.evidence.indicators import Definition
from enabler.rules.indicators.counting import MEASURES, IndicatorKind, Measure, Tally
from enabler.rules.indicators.indicator_facts import Finding, IndicatorStanding
from enabler.rules.indicators.run_chart import (
    FEWEST_POINTS,
    RunPhase,
    RunPoint,
    Signal,
    baseline,
    median_in,
    shifts,
    trends,
    values_in,
)
from enabler.rules.indicators.trials import NIGHTS_LOOKED_AT
from enabler.wording.formatting import TOO_FEW, percent, plural, trimmed, year_date

UNDER_5 = "from fewer than 5"
NOBODY = "nobody to count"
CAUSE = "A before and after comparison does not show what caused a difference: other things change in the same weeks."
STANDINGS = {
    IndicatorKind.SHARE: {one: one.label for one in IndicatorStanding},
    IndicatorKind.MEDIAN: {one: one.label for one in IndicatorStanding}
    | {IndicatorStanding.COUNTED: "Counted in the median"},
}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator of the page: its words, its figure and what it rests on."""

    definition: Definition
    tally: Tally
    shown: bool

    @property
    def key(self) -> str:
        return self.definition.key

    @property
    def figure(self) -> str:
        return figure_of(self.tally.measure, self.tally.value, self.shown)

    @property
    def is_a_number(self) -> bool:
        return self.figure not in (TOO_FEW, NOBODY)

    @property
    def rests_on(self) -> str:
        """12 of 30; a median rests on a number of people; neither from fewer than 5 where the figure is not shown."""
        if self.tally.denominator and not self.shown:
            return UNDER_5
        if self.tally.measure.kind is IndicatorKind.MEDIAN:
            return f"from {self.tally.denominator}"
        return f"{self.tally.numerator} of {self.tally.denominator}"

    @property
    def not_known(self) -> str:
        """How many are not known, and whether they stand in the denominator."""
        if self.tally.not_known and self.tally.measure.unknown_counts:
            return f"{self.tally.not_known}, in the denominator"
        return str(self.tally.not_known)

    @property
    def version(self) -> str:
        return version_in_words(self.definition)

    @property
    def comparison(self) -> str:
        return codes.indicators()[self.key].comparison

    @property
    def source(self) -> str:
        return codes.indicators()[self.key].source

    @property
    def groups(self) -> list[tuple[str, list[Finding]]]:
        """The people of each standing; together they are everybody that was looked at."""
        names = STANDINGS[self.tally.measure.kind]
        return [(names[standing], self.tally.standing(standing)) for standing in IndicatorStanding]

    @property
    def adds_up(self) -> str:
        """How the people below make the figure above."""
        counted, out = self.tally.numerator, len(self.tally.standing(IndicatorStanding.NOT_COUNTED))
        unknown, looked = self.tally.not_known, len(self.tally.findings)
        parts = (
            f"{counted} + {out} + {unknown} not known" if self.tally.measure.unknown_counts else f"{counted} + {out}"
        )
        people = f"{looked} looked at: {counted} counted, {out} not counted, "
        people += f"{unknown} not known, {self.tally.excluded} excluded."
        if self.tally.measure.kind is IndicatorKind.MEDIAN:
            return f"{people} The median is that of the {counted}."
        return f"{people} Denominator {self.tally.denominator} = {parts}."


def version_in_words(definition: Definition) -> str:
    when = f", {year_date(definition.at.date())}" if definition.at else ""
    return f"Version {definition.version}{when}, {definition.by}"


def figure_of(measure: Measure, value: float | None, shown: bool) -> str:
    if value is None:
        return NOBODY
    return value_in_words(measure.key, value) if shown else TOO_FEW


def value_in_words(looked_at: str, value: float) -> str:
    """34%, 12 nights a week, 3 days: in the unit of what is looked at."""
    if looked_at in NIGHTS_LOOKED_AT:
        return "1 night a week" if value == 1 else f"{trimmed(value)} nights a week"
    measure = MEASURES[looked_at]
    if measure.kind is IndicatorKind.SHARE:
        return percent(value)
    return f"{trimmed(value)} {measure.unit if value != 1 else measure.unit.removesuffix('s')}"


def short_value(looked_at: str, value: float) -> str:
    """The same without its unit, to stand beside a mark."""
    share = looked_at in MEASURES and MEASURES[looked_at].kind is IndicatorKind.SHARE
    return percent(value) if share else trimmed(value)


def looked_at_label(looked_at: str | None, names: dict[str, str]) -> str:
    return names.get(looked_at or "", NIGHTS_LOOKED_AT.get(looked_at or "", "nothing yet"))


def before_and_after(looked_at: str, points: Sequence[RunPoint]) -> str:
    """Before: median 14 nights a week (8 weeks); during: 9 nights a week (1 week); after: …"""
    said = []
    for phase in RunPhase:
        middle, weeks = median_in(points, phase), len(values_in(points, phase))
        if middle is None:
            said.append(f"{phase}: no week with a value")
        else:
            what = "median " if weeks > 1 else ""
            said.append(f"{phase}: {what}{value_in_words(looked_at, middle)} ({plural(weeks, 'week')})")
    return "; ".join(said).capitalize() + "."


def pooled_in_words(looked_at: str, series: Series, shown: dict[RunPhase, bool]) -> str:
    """An indicator over all weeks of each phase together, which rests on more people than a week."""
    if looked_at not in MEASURES or MEASURES[looked_at].kind is not IndicatorKind.SHARE:
        return ""
    said = []
    for phase, (counted, of, _) in series.pooled.items():
        if not of:
            said.append(f"{phase} {NOBODY}")
        else:
            share = f"{counted} of {of} ({percent(counted / of)})"
            said.append(f"{phase} {share if shown[phase] else UNDER_5}")
    return "All weeks of each phase together: " + "; ".join(said) + "."


def signals_in_words(points: Sequence[RunPoint]) -> list[str]:
    """What chance alone seldom makes, and when there are too few points to say."""
    middle = baseline(points)
    drawn = sum(point.value is not None for point in points)
    if middle is None:
        return ["No week before the trial has a value, so there is no line to compare with."]
    said = [f"Shift: {_run(shift)}." for shift in shifts(points, middle)]
    said += [f"Trend: {_run(trend)}." for trend in trends(points)]
    before = [point for point in points if point.week.phase is RunPhase.BEFORE]
    if shifts(before, middle) or trends(before):
        said.append("The weeks before were not steady themselves, so their median is a weak line to compare with.")
    said = said or ["No shift and no trend: what moved is no more than the usual ups and downs of a few weeks."]
    if drawn < FEWEST_POINTS:
        said.append(
            f"Only {plural(drawn, 'week')} with a value: with fewer than {FEWEST_POINTS} these rules say little."
        )
    return said


def _run(signal: Signal) -> str:
    return f"{signal.points} weeks in a row {signal.kind}, {year_date(signal.from_on)} to {year_date(signal.to_on)}"
