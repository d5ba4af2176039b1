"""What only the printed summary says: numbers behind its charts, settings and lists, no mean of a few."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import fsum

from enabler.figures.publishing.list_changes import ListChanges
from enabler.pages.reports.figure.in_words import stratum_in_words
from enabler.pages.reports.figure.national import National, NationalLine
from enabler.pages.reports.figure.pounds import Pounds
from enabler.pages.reports.figure.robustness import BalanceTable, Robustness
from enabler.record.evidence.settings_in_words import LABELS, setting_in_words
from enabler.rules.evidence.comparison import Cohort
from enabler.rules.method.agreement import Verdict
from enabler.rules.method.assumptions import CitedValue
from enabler.rules.method.disclosure import is_printable
from enabler.rules.writing.percents import in_percent
from enabler.wording.formatting import figure, plain_date, plural, whole

DIGITS = 12
NOT_PRINTED = "a share that is not printed (fewer than 5 people)"


@dataclass(frozen=True)
class Release(Robustness):
    """In lines for tables; every number comes from the report. `list_changes` is None where nothing was published
    yet."""

    list_changes: ListChanges | None = None

    @property
    def counted_on(self) -> str:
        """Which bases the stays rest on, with their grades."""
        totals = self.report.ledger.totals
        return "; ".join(
            f"{basis.label.lower()}, evidence grade {grade} of 6: {figure(totals.by_basis[basis])} nights gross"
            for basis, grade in totals.grades.items()
        )

    @property
    def is_too_few(self) -> bool:
        """Whether the figure is of fewer people than a share or a mean may be printed of."""
        return bool(self.report.ledger.rows) and not is_printable(len(self.report.ledger.rows))

    @property
    def cross_check_warnings(self) -> list[str]:
        """Those that are not said of the interval already."""
        return [warning for warning in super().cross_check_warnings if warning not in self.warnings]

    @property
    def balances(self) -> list[BalanceTable]:
        """Without the share that fewer than 5 people make up."""
        balances = super().balances
        return [replace(table, difference=NOT_PRINTED) for table in balances] if self.is_too_few else balances

    @property
    def cross_check(self) -> list[str]:
        """Without the means of fewer than 5 people."""
        cross_check, said = self.report.cross_check, super().cross_check
        if cross_check is None:
            return said
        if not is_printable(cross_check.patients):
            ready = plural(cross_check.patients, "patient")
            return [f"{ready} became ready in the period and can be compared: too few for a mean."]
        return said

    @property
    def agreed(self) -> str:
        """Without the mean of fewer than 5 stays."""
        if self.is_too_few and self.report.results.agreement.verdict is not Verdict.CANNOT_SAY:
            stays = plural(len(self.report.ledger.rows), "stay")
            return f"The figure is of {stays}: too few to set their mean beside it."
        return super().agreed

    @property
    def open_expected(self) -> str:
        """What was expected of the stays that are not over, all together."""
        known = [one.expected.nights for one in self.report.open if one.expected is not None]
        if not known:
            return ""
        bare = len(self.report.open) - len(known)
        without = f"; {plural(bare, 'more has', 'more have')} no basis" if bare else ""
        return f"Expected of {'it' if len(known) == 1 else whole(len(known))}: {figure(fsum(known))} nights{without}."

    @property
    def national(self) -> list[tuple[str, list[NationalLine]]]:
        """By ward, without a last line that says the quarter or the month over again."""
        return [(ward, _without_repeat(lines)) for ward, lines in National(self.report).wards]

    @property
    def no_trend(self) -> str:
        if not self.report.ledger.rows:
            return "This period has no figure that could be set beside earlier ones."
        return "No earlier period has a stay that is counted, so there is nothing to set beside this one."

    @property
    def break_even(self) -> list[tuple[str, str]]:
        break_even = Pounds(self.report).break_even
        if break_even is None:
            return []
        released = break_even.released_per_week
        low, high = released.range
        return [
            ("Needed to cover the cost of the service", figure(break_even.nights_per_week)),
            ("Released, low", figure(low)),
            ("Released, central", figure(released.central)),
            ("Released, high", figure(high)),
        ]

    @property
    def settings(self) -> list[tuple[str, str]]:
        """The settings of the reporting year, as this report used them."""
        assumptions = self.report.ledger.assumptions
        dead = assumptions.deadweight
        held = {
            "basis_order": [basis.value for basis in assumptions.order],
            "horizon": assumptions.horizon,
            "sealed_grade": assumptions.sealed_grade,
            "sealed_elsewhere_counts": assumptions.sealed_elsewhere_counts,
        }
        return [
            *((LABELS[key], setting_in_words(key, value)) for key, value in held.items()),
            ("Deadweight: low, central, high", ", ".join(map(in_percent, (dead.low, dead.central, dead.high)))),
            (
                "Optimism by grade of evidence, from 1 to 6",
                ", ".join(in_percent(assumptions.optimism[grade]) for grade in sorted(assumptions.optimism)),
            ),
        ]

    @property
    def evidence(self) -> list[tuple[str, str, str, str]]:
        """Name, what it is, grade, source: of every cohort and cited value in use."""
        assumptions = self.report.ledger.assumptions
        cohorts = [
            (cohort.name, _cohort_in_words(cohort), str(cohort.grade), cohort.source) for cohort in assumptions.cohorts
        ]
        cited = [(one.name, _cited_in_words(one), str(one.grade), one.citation) for one in assumptions.cited]
        return cohorts + cited

    @property
    def lists(self) -> list[tuple[str, str]]:
        """Each code list with the first digits of its SHA-256."""
        lists = self.report.context.lists
        return [(name.replace("_", " ").capitalize(), digest[:DIGITS]) for name, digest in sorted(lists.items())]

    @property
    def lists_in_words(self) -> str:
        """What changed in the code lists since the report published last."""
        list_changes = self.list_changes
        if list_changes is None:
            return "No report was published before this one, so there is nothing to compare the code lists with."
        if not list_changes.names:
            return f"No code list has changed since report {list_changes.since} was published."
        named = ", ".join(name.replace("_", " ") for name in list_changes.names)
        return f"Since report {list_changes.since} was published these code lists have changed: {named}."


def _without_repeat(lines: list[NationalLine]) -> list[NationalLine]:
    repeats = len(lines) > 1 and [cell.text for cell in lines[-1].cells] == [cell.text for cell in lines[-2].cells]
    return lines[:-1] if repeats else lines


def _cohort_in_words(cohort: Cohort) -> str:
    return "; ".join(_of_cohort(cohort))


def _of_cohort(cohort: Cohort) -> Iterator[str]:
    waiting = sum(row.waiting for row in cohort.rows)
    yield f"comparison of {plural(len(cohort.rows), 'stay')}, {whole(waiting)} of them still waiting"
    yield cohort.place or "place not given"
    if cohort.period_from and cohort.period_to:
        yield f"{plain_date(cohort.period_from)} to {plain_date(cohort.period_to)}"
    else:
        yield "period not given"
    yield f"ready standard: {cohort.standard}" if cohort.standard else "ready standard not given"
    if cohort.delayed_share is not None:
        share = in_percent(cohort.delayed_share)
        yield f"delayed patients only, {share} of all such patients ({cohort.delayed_source})"


def _cited_in_words(value: CitedValue) -> str:
    span = "" if value.low is None or value.high is None else f" ({figure(value.low)} to {figure(value.high)})"
    kind = stratum_in_words(value.setting, value.kind)
    return f"cited mean of {figure(value.nights)} nights{span}, from {plural(value.n, 'patient')}; {kind}"
