"""What only the printed summary says: numbers behind its charts, settings and lists, no mean of a few."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import fsum

from enabler.figures.publishing.list_changes import ListChanges
from enabler.pages.reports.figure.in_words import stratum_in_words
from enabler.pages.reports.figure.national import National, NationalLine
from enabler.pages.reports.figure.pounds import Pounds
from enabler.pages.reports.figure.results_in_words import verdict_in_words
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
        return [one for one in super().cross_check_warnings if one not in self.warnings]

    @property
    def balances(self) -> list[BalanceTable]:
        """Without the share that fewer than 5 people make up."""
        found = super().balances
        return [replace(table, difference=NOT_PRINTED) for table in found] if self.is_too_few else found

    @property
    def cross_check(self) -> list[str]:
        """Without the means of fewer than 5 people."""
        found, said = self.report.cross_check, super().cross_check
        if found is None:
            return said
        if not is_printable(found.patients):
            ready = plural(found.patients, "patient")
            return [f"{ready} became ready in the period and can be compared: too few for a mean."]
        return said

    @property
    def beside_headline(self) -> list[str]:
        return [self.figures.chance, verdict_in_words(self.agreed)] if self.report.ledger.rows else []

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
        found = Pounds(self.report).break_even
        if found is None:
            return []
        released = found.released_per_week
        low, high = released.range
        return [
            ("Needed to cover the cost of the service", figure(found.nights_per_week)),
            ("Released, low", figure(low)),
            ("Released, central", figure(released.central)),
            ("Released, high", figure(high)),
        ]

    @property
    def settings(self) -> list[tuple[str, str]]:
        """The settings of the reporting year, as this report used them."""
        found = self.report.ledger.assumptions
        dead = found.deadweight
        held = {
            "basis_order": [basis.value for basis in found.order],
            "horizon": found.horizon,
            "sealed_grade": found.sealed_grade,
            "sealed_elsewhere_counts": found.sealed_elsewhere_counts,
        }
        return [
            *((LABELS[key], setting_in_words(key, value)) for key, value in held.items()),
            ("Deadweight: low, central, high", ", ".join(map(in_percent, (dead.low, dead.central, dead.high)))),
            (
                "Optimism by grade of evidence, from 1 to 6",
                ", ".join(in_percent(found.optimism[grade]) for grade in sorted(found.optimism)),
            ),
        ]

    @property
    def evidence(self) -> list[tuple[str, str, str, str]]:
        """Name, what it is, grade, source: of every cohort and cited value in use."""
        found = self.report.ledger.assumptions
        cohorts = [(one.name, _cohort_in_words(one), str(one.grade), one.source) for one in found.cohorts]
        cited = [(one.name, _cited_in_words(one), str(one.grade), one.citation) for one in found.cited]
        return cohorts + cited

    @property
    def lists(self) -> list[tuple[str, str]]:
        """Each code list with the first digits of its SHA-256."""
        lists = self.report.context.lists
        return [(name.replace("_", " ").capitalize(), digest[:DIGITS]) for name, digest in sorted(lists.items())]

    @property
    def lists_in_words(self) -> str:
        """What changed in the code lists since the report published last."""
        found = self.list_changes
        if found is None:
            return "No report was published before this one, so there is nothing to compare the code lists with."
        if not found.names:
            return f"No code list has changed since report {found.since} was published."
        named = ", ".join(name.replace("_", " ") for name in found.names)
        return f"Since report {found.since} was published these code lists have changed: {named}."


def _without_repeat(lines: list[NationalLine]) -> list[NationalLine]:
    repeats = len(lines) > 1 and [one.text for one in lines[-1].cells] == [one.text for one in lines[-2].cells]
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
