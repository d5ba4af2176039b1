"""The words and tables of a days-avoided report, once for the page and the paper. All figures come from the ledger."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from markupsafe import Markup

from enabler import codes
from enabler.figures.days_avoided import Report
from enabler.rules.entry import SENTENCES, Rule
from enabler.rules.ledger import Row, split
from enabler.rules.nights import night_parts
from enabler.rules.periods import Period
from enabler.vocabulary import Basis, Part
from enabler.web import charts
from enabler.web.formatting import figure, plain_date, plural, short_date
from enabler.web.nights_in_words import Spell, arithmetic

FUNNEL = {
    "all": "Stays with a night or their discharge in the period",
    "case": "taken on by the service",
    "barrier": "with a housing barrier in the way of discharge",
    "ready": "with a ready period",
    "discharged": "discharged in the period",
    "basis": "with a judged share and a basis: these are counted",
}
NO_KIND = "No main barrier judged"


@dataclass(frozen=True)
class GroupLine:
    """A line of the table by group of the main barrier; sums without remainder."""

    group: str
    stays: int
    expected: float
    observed: int
    gross: float


@dataclass(frozen=True)
class RowLine:
    """A stay of the figure with its arithmetic in a sentence."""

    row: Row
    kind: str
    sentence: str


@dataclass(frozen=True)
class Summary:
    """What page and paper show of a report."""

    report: Report
    as_image: bool = False

    @property
    def headline(self) -> str:
        net = self.report.ledger.totals.net
        if not self.report.ledger.rows:
            return "No stay of this period can be counted, so there is no figure."
        return (
            f"{figure(net.central)} nights avoided (net, range {figure(min(net.low, net.high))} to "
            f"{figure(max(net.low, net.high))}), from {plural(len(self.report.ledger.rows), 'stay')}. "
            f"Not yet confirmed by a second person."
        )

    @property
    def basis_in_words(self) -> str:
        totals = self.report.ledger.totals
        used = [
            f"{basis.label.lower()} (evidence grade {totals.grades[basis]}) {figure(gross)} nights gross"
            for basis, gross in totals.by_basis.items()
            if basis in totals.grades
        ]
        return "; ".join(used) or "no basis used"

    @property
    def chart_of_nights(self) -> Markup:
        return charts.nights_by_month(self.months, image=self.as_image)

    @property
    def months(self) -> list[tuple[str, dict[Part, int]]]:
        return [
            (_month(month), {part: found.of(part) for part in Part})
            for month, found in self.report.ledger.nights.by_month
        ]

    @property
    def months_table(self) -> list[tuple[str, list[int], int]]:
        lines = [(label, [parts[part] for part in Part], sum(parts.values())) for label, parts in self.months]
        total = [sum(counts[place] for _, counts, _ in lines) for place in range(len(Part))]
        return [*lines, ("Period", total, sum(total))]

    @property
    def steps(self) -> list[charts.Step]:
        """Gross, what is taken off, and the central net: the bars of the chart."""
        totals = self.report.ledger.totals
        assumptions = self.report.ledger.assumptions
        dead = -fsum(
            gross * assumptions.deadweight.central
            for basis, gross in totals.by_basis.items()
            if basis is not Basis.COMPARISON and gross > 0
        )
        optimism = totals.net.central - totals.gross - dead
        return [
            charts.Step("Gross", totals.gross),
            charts.Step("Would have been solved anyway", dead, "change"),
            charts.Step("Optimism of the evidence", optimism, "change"),
            charts.Step("Net, central", totals.net.central),
        ]

    @property
    def chart_of_net(self) -> Markup:
        net = self.report.ledger.totals.net
        return charts.gross_to_net(self.steps, min(net.low, net.high), max(net.low, net.high), image=self.as_image)

    @property
    def funnel(self) -> list[tuple[str, int]]:
        return [(FUNNEL[step.step], step.stays) for step in self.report.ledger.funnel]

    @property
    def groups(self) -> list[GroupLine]:
        by_group: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.report.ledger.rows:
            by_group[group_of(row.kind)].append(row)
        return [_group_line(group, rows) for group, rows in sorted(by_group.items())]

    @property
    def group_total(self) -> GroupLine:
        return _group_line("All", self.report.ledger.rows)

    @property
    def by_ward(self) -> list[tuple[str, float]]:
        return sorted(split(self.report.ledger.rows, lambda row: row.stay.ward).items())

    @property
    def rows(self) -> list[RowLine]:
        as_at = self.report.ledger.as_at
        return [RowLine(row, kind_label(row.kind), row_in_words(row, as_at)) for row in self.report.ledger.rows]

    @property
    def left_out(self) -> list[tuple[str, list[str]]]:
        """Why, and the references of the stays, in the order of the rules."""
        refs: defaultdict[Rule | None, list[str]] = defaultdict(list)
        for entry in self.report.ledger.left_out:
            refs[entry.failed].append(entry.stay.ref)
        return [(SENTENCES[rule], refs[rule]) for rule in Rule if rule in refs]


def row_in_words(row: Row, as_at: date) -> str:
    """The arithmetic of one stay, spelt out."""
    nights = night_parts(row.stay, as_at)
    return arithmetic(
        [Spell(one.ready_on, one.ended_on, one.end_reason) for one in row.stay.ready_periods],
        {part: sum(1 for _, found in nights if found is part) for part in Part},
        as_at=as_at,
        expected=row.expected.nights,
        share=row.share,
        observed=row.observed,
        avoided=row.avoided,
    )


def kind_label(kind: str | None) -> str:
    return codes.barrier_kinds()[kind].label if kind else NO_KIND


def group_of(kind: str | None) -> str:
    return codes.barrier_kinds()[kind].group.capitalize() if kind else NO_KIND


def period_in_words(period: Period) -> str:
    return f"{plain_date(period.from_on)} to {plain_date(period.to_on)}"


def _group_line(group: str, rows: Sequence[Row]) -> GroupLine:
    return GroupLine(
        group,
        len(rows),
        fsum(row.expected.nights for row in rows),
        sum(row.observed for row in rows),
        fsum(row.counted for row in rows),
    )


def _month(month: Period) -> str:
    whole = month.from_on.day == 1 and (month.to_on.month != date.fromordinal(month.to_on.toordinal() + 1).month)
    name = f"{month.from_on:%b} {month.from_on.year}"
    return name if whole else f"{short_date(month.from_on)} to {short_date(month.to_on)}"
