"""The words and tables of a days-avoided report, once for the page and the paper. All figures come from the ledger."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import fsum

from markupsafe import Markup

from enabler.drawing import charts
from enabler.figures.report.contributing_stays import EVERY, group_of
from enabler.figures.report.days_avoided import Report
from enabler.figures.report.where_nights_went import ALL
from enabler.pages.reports.figure.cells import FigureCell, Ways, count, measured, nowhere
from enabler.pages.reports.figure.in_words import (
    NO_KIND,
    basis_of,
    kind_label,
    month_in_words,
    row_in_words,
    who_in_words,
)
from enabler.pages.reports.figure.lines import BasisLine, GroupLine, RowLine, WardLine, group_line, ward_nights_cells
from enabler.pages.reports.figure.results_in_words import ResultsInWords
from enabler.rules.method.disclosure import is_printable
from enabler.rules.method.ledger import Row, split
from enabler.rules.method.nights import NightTotals
from enabler.vocabulary import Basis, Part
from enabler.wording.formatting import TOO_FEW, figure, nights, percent, plural, whole

PLACES = {
    "net": "From gross to net",
    "nights": "Delay nights",
    "funnel": "Which stays are counted",
    "where": "Where the nights went",
    "confirmed": "Confirmed",
    "assumptions": "Chance and assumptions",
    "cross-check": "Cross-check",
    "open": "Not over yet",
    "pounds": "In pounds",
    "stays": "Stay by stay",
    "left-out": "Stays left out",
    "method-heading": "How this is counted",
    "changes": "What changed",
}
WITH_STAYS = ("net", "confirmed", "assumptions", "stays")


@dataclass(frozen=True)
class Summary:
    """What page and paper show of a report."""

    report: Report
    as_image: bool = False
    stay_ids: Mapping[str, int] = field(default_factory=dict)
    way: Ways = nowhere

    @property
    def figures(self) -> ResultsInWords:
        return ResultsInWords(self.report.results)

    @property
    def places(self) -> list[tuple[str, str]]:
        """The headings of the page that there are, for the list above them."""
        absent = () if self.report.ledger.rows else WITH_STAYS
        if not self.report.where.groups:
            absent = (*absent, "where")
        return [(place, label) for place, label in PLACES.items() if place not in absent]

    @property
    def main_points(self) -> list[str]:
        """What it means, as sentences that stand by themselves."""
        ledger = self.report.ledger
        nights_of = ledger.nights.totals
        said = []
        if ledger.rows:
            expected, seen = fsum(row.expected.nights for row in ledger.rows), sum(row.observed for row in ledger.rows)
            stays = plural(len(ledger.rows), "stay")
            said.append(
                f"The patients of the {stays} that are counted waited {nights(seen)} in hospital for housing reasons. "
                f"Without the service, {figure(expected)} nights were to be expected."
            )
        said.append(
            f"In the same period, patients of the service spent {nights(nights_of.delay)} in hospital while they were "
            f"ready to leave; on {whole(nights_of.housing)} of these a housing barrier stood in the way."
        )
        said.append(self._left_out_in_words)
        said.append("This is capacity released, not cash saved.")
        return said

    @property
    def _left_out_in_words(self) -> str:
        out, whole_ = len(self.report.ledger.left_out), len(self.report.ledger.left_out) + len(self.report.ledger.rows)
        if not out:
            return "Every stay of the period could be counted." if whole_ else "There was no stay in the period."
        return f"{whole(out)} of {plural(whole_, 'stay')} cannot be counted (yet); the reasons are listed below."

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
    def bases(self) -> list[BasisLine]:
        """Each basis that the settings allow and a stay rests on: grade, gross, its part, and the three nets."""
        totals, rows = self.report.ledger.totals, self.report.ledger.rows
        stays = Counter(row.expected.basis for row in rows)
        splits = totals.gross > 0 and min(totals.by_basis.values()) >= 0  # parts of a whole only where none is a loss
        return [
            BasisLine(
                basis.label,
                totals.grades[basis],
                count(stays[basis], f"rows:stays:basis:{basis}"),
                measured(gross, f"rows:gross:basis:{basis}"),
                (percent(gross / totals.gross) if is_printable(stays[basis]) else TOO_FEW) if splits else "–",
                totals.net_by_basis[basis],
            )
            for basis, gross in totals.by_basis.items()
            if basis in totals.grades
        ]

    @property
    def chart_of_nights(self) -> Markup:
        return charts.nights_by_month(self.months, image=self.as_image)

    @property
    def months(self) -> list[tuple[str, dict[Part, int]]]:
        return [
            (month_in_words(month), {part: found.of(part) for part in Part})
            for month, found in self.report.ledger.nights.by_month
        ]

    @property
    def months_table(self) -> list[tuple[str, list[FigureCell], FigureCell]]:
        """Month, nights by part, all delay nights; the last line is the period."""
        nights_of = self.report.ledger.nights
        lines = [(month_in_words(month), found, f":{month.from_on}") for month, found in nights_of.by_month]
        return [
            (
                label,
                [count(found.of(part), f"nights:{part.value}{at}") for part in Part],
                count(found.delay, f"nights:delay{at}"),
            )
            for label, found, at in [*lines, ("Period", nights_of.totals, "")]
        ]

    @property
    def before_case(self) -> FigureCell:
        return count(self.report.ledger.nights.totals.before_case, "nights:before_case")

    @property
    def steps(self) -> list[charts.ChartStep]:
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
            charts.ChartStep("Gross", totals.gross),
            charts.ChartStep("Would have been solved anyway", dead, "change"),
            charts.ChartStep("Optimism of the evidence", optimism, "change"),
            charts.ChartStep("Net, central", totals.net.central),
        ]

    @property
    def chart_of_net(self) -> Markup:
        return charts.gross_to_net(self.steps, *self.report.ledger.totals.net.range, image=self.as_image)

    @property
    def groups(self) -> list[GroupLine]:
        by_group: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.report.ledger.rows:
            by_group[group_of(row.kind)].append(row)
        return [
            group_line(group.capitalize() or NO_KIND, rows, f":group:{group}")
            for group, rows in sorted(by_group.items())
        ]

    @property
    def group_total(self) -> GroupLine:
        return group_line("All", self.report.ledger.rows, "")

    @property
    def by_ward(self) -> list[WardLine]:
        """Nights by the ward of the midnight, stays and gross by the ward that discharged them."""
        where, rows = self.report.where.by_ward, self.report.ledger.rows
        gross = split(rows, lambda row: row.stay.ward)
        stays = Counter(row.stay.ward for row in rows)
        return [
            WardLine(
                ward,
                ward_nights_cells(ward, where.get(ward, NightTotals())),
                count(stays[ward], f"rows:stays:ward:{ward}"),
                measured(gross[ward], f"rows:gross:ward:{ward}") if stays[ward] else FigureCell("–"),
            )
            for ward in sorted({*where, *gross})
        ]

    @property
    def waited_on(self) -> list[str]:
        """The columns of the table below, as labels."""
        return [who_in_words(who) for who in self.report.where.waited]

    @property
    def where(self) -> list[tuple[str, list[FigureCell], FigureCell]]:
        """Group of barrier, nights by whom it waited on, nights in all; the last line is any barrier."""
        where = self.report.where

        def nights_at(group: str, who: str) -> FigureCell:
            return count(where.nights.get((group, who), 0), f"where:{who or EVERY}:{group or EVERY}")

        return [
            (
                group.capitalize() or "Any barrier",
                [nights_at(group, who) for who in where.waited],
                nights_at(group, ALL),
            )
            for group in (*where.groups, ALL)
        ]

    @property
    def by_discharge_month(self) -> list[tuple[str, FigureCell, FigureCell]]:
        """Month of the discharge, stays, gross: without remainder."""
        gross = split(self.report.ledger.rows, lambda row: f"{row.stay.discharged_on:%Y-%m}")
        stays = Counter(f"{row.stay.discharged_on:%Y-%m}" for row in self.report.ledger.rows)
        return [
            (
                f"{date.fromisoformat(f'{month}-01'):%b %Y}",
                count(stays[month], f"rows:stays:month:{month}"),
                measured(gross[month], f"rows:gross:month:{month}"),
            )
            for month in sorted(gross)
        ]

    @property
    def left_otherwise(self) -> list[tuple[str, FigureCell, FigureCell]]:
        """How they left, stays, and all their housing nights: in no figure, so printed beside it."""
        return [
            (
                line.outcome.label,
                count(line.stays, f"left-otherwise:stays:{line.outcome.value}"),
                count(line.nights, f"left-otherwise:nights:{line.outcome.value}"),
            )
            for line in self.report.ledger.left_otherwise
        ]

    @property
    def rows(self) -> list[RowLine]:
        as_at = self.report.ledger.as_at
        return [
            RowLine(row, kind_label(row.kind), basis_of(row), row_in_words(row, as_at))
            for row in self.report.ledger.rows
        ]
