"""How well the figure holds: chance, cross-check, assumptions, and how alike both sides are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from enabler.figures.report.days_avoided import Report
from enabler.pages.reports.figure.in_words import kinds_in_words, stratum_in_words
from enabler.pages.reports.figure.results_in_words import ResultsInWords
from enabler.rules.evidence.balance import Side
from enabler.rules.method.disclosure import is_printable
from enabler.rules.method.sensitivity import Swing
from enabler.wording.formatting import TOO_FEW, figure, nights, percent, plain_date, plural, whole

if TYPE_CHECKING:
    from enabler.rules.method.cross_check import CheckedStratum


@dataclass(frozen=True, slots=True)
class BalanceTable:
    """A cohort beside the stays that rest on it: setting and kind, and the share of each side."""

    cohort: str
    where_from: str
    difference: str
    lines: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class StratumLine:
    """A stratum of the cross-check: the service's patients and the comparison's rows."""

    label: str
    patients: int
    waiting: int
    found: str
    rows: int
    rows_waiting: int
    expected: str


@dataclass(frozen=True)
class Robustness:
    """In words and lines, for page and paper; every number comes from the report."""

    report: Report

    @property
    def figures(self) -> ResultsInWords:
        return ResultsInWords(self.report.results)

    @property
    def beside_headline(self) -> list[str]:
        return self.figures.beside_headline_with(self.agreed)

    @property
    def agreed(self) -> str:
        """Whether ledger and cross-check agree."""
        return self.figures.agreed

    @property
    def strata(self) -> "list[CheckedStratum]":
        cross_check = self.report.cross_check
        return list(cross_check.strata) if cross_check else []

    @property
    def cross_check(self) -> list[str]:
        """Sentences: who was compared, the difference with its interval, and whether the two agree."""
        cross_check = self.report.cross_check
        if cross_check is None:
            return [self.agreed]
        unfinished = f"{whole(cross_check.waiting)} of them still in hospital"
        if cross_check.left_otherwise:
            unfinished += f", {whole(cross_check.left_otherwise)} died, were transferred or left by themselves"
        said = [
            f"{plural(cross_check.patients, 'patient')} became ready in the period and can be "
            f"compared ({unfinished}: their "
            f"waits count as not over). Up to {nights(cross_check.horizon)}, whole cohorts wait "
            f"{figure(abs(cross_check.difference_per_patient))} nights a patient "
            f"{'longer' if cross_check.difference_per_patient >= 0 else 'less'} without the service: "
            f"{figure(cross_check.difference)} nights for all of them{self._between}.",
            self.agreed,
        ]
        if cross_check.not_compared:
            said.append(
                f"{plural(cross_check.not_compared, 'patient')} more became ready, but no comparison has patients "
                "like them."
            )
        return said

    @property
    def cross_check_warnings(self) -> list[str]:
        cross_check = self.report.cross_check
        return [] if cross_check is None else [kinds_in_words(warning) for warning in cross_check.interval.warnings]

    @property
    def warnings(self) -> list[str]:
        """What the interval of the gross leaves out."""
        return [kinds_in_words(warning) for warning in self.report.interval.warnings]

    @property
    def _between(self) -> str:
        cross_check = self.report.cross_check
        if cross_check is None or cross_check.interval.low is None:
            return ""
        low, high = cross_check.interval.low, cross_check.interval.high
        return f" ({figure(low)} to {figure(high)} a patient, 95%)"

    @property
    def strata_lines(self) -> list[StratumLine]:
        """Of each stratum of the cross-check, both sides; means of fewer than 5 people are not printed."""
        return [
            StratumLine(
                stratum_in_words(*one.key),
                len(one.waits),
                sum(unfinished for _, unfinished in one.waits),
                figure(one.found) if is_printable(len(one.waits)) else TOO_FEW,
                len(one.rows),
                sum(unfinished for _, unfinished in one.rows),
                figure(one.expected),
            )
            for one in self.strata
        ]

    @property
    def swings(self) -> Sequence[Swing]:
        """Widest first; none where no stay is counted."""
        return self.report.sensitivity if self.report.ledger.rows else ()

    @property
    def matters_most(self) -> str:
        moving = [swing for swing in self.swings if figure(swing.width) != "0.0"]
        if not moving:
            return ""
        most = moving[0]
        return (
            f"The assumption that matters most is the {most.assumption}: from "
            f"{figure(most.low.figure)} ({most.low.label}) "
            f"to {figure(most.high.figure)} nights ({most.high.label})."
        )

    @property
    def balances(self) -> list[BalanceTable]:
        return [
            BalanceTable(
                cohort.name,
                "; ".join(filter(None, [cohort.place, _span(cohort.period_from, cohort.period_to), cohort.standard]))
                or "place, period and ready standard not given",
                percent(found.difference),
                [
                    (stratum_in_words(line.setting, line.kind), _share(line.service), _share(line.cohort))
                    for line in found.lines
                ],
            )
            for cohort, found in self.report.balances
        ]


def _share(side: Side) -> str:
    """How many of how many; the share of fewer than 5 people is not printed. Method, section 5."""
    if not side.count:
        return "none"
    said = f"{whole(side.count)} of {whole(side.of)}"
    return f"{said} ({percent(side.share)})" if is_printable(side.count) else said


def _span(first: date | None, last: date | None) -> str | None:
    return f"{plain_date(first)} to {plain_date(last)}" if first and last else None
