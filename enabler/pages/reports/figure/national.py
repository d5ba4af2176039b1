"""Nights as national returns count them: by month and ward, both counting rules, housing strict and broad, by code."""

from collections.abc import Iterator
from dataclasses import dataclass

from enabler import codes
from enabler.figures.report.contributing_stays import EVERY
from enabler.figures.report.days_avoided import Report
from enabler.pages.reports.figure.cells import FigureCell, count
from enabler.pages.reports.figure.in_words import month_in_words, span_in_words
from enabler.rules.evidence.reporting_year import year_in_words
from enabler.rules.method.periods import Period, quarter_of
from enabler.rules.method.reconciliation import Counts, Table, financial_year_of, rolled_up, total

MEASURES = {
    "nights": "Delay nights, midnight rule",
    "strict": "of these housing, strict",
    "broad": "of these housing, broad",
    "mhs26": "Days, MHS26 rule",
    "mhs26_strict": "of these housing, strict",
    "mhs26_broad": "of these housing, broad",
}
LISTS = {"mhsds-v6": "Mental health (MHSDS v6)", "acute-2024": "Acute (2024)", "dtoc": "Delayed transfers (to 2020)"}


@dataclass(frozen=True, slots=True)
class NationalLine:
    """A month, or what months add up to: `is_sum` for a quarter, a year, the period."""

    label: str
    cells: list[FigureCell]
    is_sum: bool = False


@dataclass(frozen=True)
class National:
    report: Report

    @property
    def measures(self) -> list[str]:
        return list(MEASURES.values())

    @property
    def wards(self) -> list[tuple[str, list[NationalLine]]]:
        """All wards together first, then each where there are several."""
        table = self.report.national
        wards = sorted({ward for _, ward in table})
        found = [("All wards" if len(wards) != 1 else wards[0], list(self._lines(table, EVERY)))]
        if len(wards) > 1:
            found += [(ward, list(self._lines(_only(table, ward), ward))) for ward in wards]
        return found

    @property
    def months(self) -> list[NationalLine]:
        """All wards together, by month, with what they add up to."""
        return self.wards[0][1]

    @property
    def by_code(self) -> list[tuple[str, str, FigureCell]]:
        """List, code with its label, nights on which it stood; a night with two codes counts for both."""
        counted = total(self.report.national).by_code
        known = codes.delay_reasons()
        return [
            (
                LISTS.get(which, which),
                f"{code} {known[which, code].label}",
                count(nights, f"national:{which}/{code}:{EVERY}:{EVERY}"),
            )
            for (which, code), nights in sorted(counted.items())
            if nights
        ]

    @property
    def without_list(self) -> FigureCell:
        """Nights on which a barrier stood while no national list was in force for the setting."""
        return count(total(self.report.national).without_list, f"national:without_list:{EVERY}:{EVERY}")

    def _lines(self, table: Table, ward: str) -> Iterator[NationalLine]:
        """Months, quarters and years after their last month where there are several, and the whole period last."""
        period = self.report.ledger.period
        months = period.months()
        by_month = _by_span(table)
        quarters = _by_span(rolled_up(table, quarter_of))
        years = _by_span(rolled_up(table, financial_year_of))
        several_quarters = len({quarter_of(month.from_on) for month in months}) > 1
        several_years = len({financial_year_of(month.from_on) for month in months}) > 1
        for place, month in enumerate(months):
            yield NationalLine(month_in_words(month), _cells(by_month.get(month, Counts()), month, ward))
            after = months[place + 1] if place + 1 < len(months) else None
            quarter, year = quarter_of(month.from_on), financial_year_of(month.from_on)
            if (after is None or after.from_on not in quarter) and several_quarters:
                label, counts = f"Quarter from {month_in_words(quarter.months()[0])}", quarters.get(quarter, Counts())
                yield NationalLine(label, _cells(counts, quarter, ward), is_sum=True)
            if (after is None or after.from_on not in year) and several_years:
                label, counts = f"Year {year_in_words(year.from_on.year)}", years.get(year, Counts())
                yield NationalLine(label, _cells(counts, year, ward), is_sum=True)
        yield NationalLine(span_in_words(period), _cells(total(table), None, ward), is_sum=True)


def _only(table: Table, ward: str) -> Table:
    return {place: counts for place, counts in table.items() if place[1] == ward}


def _by_span(table: Table) -> dict[Period, Counts]:
    found: dict[Period, Counts] = {}
    for (span, _), counts in table.items():
        found[span] = found.get(span, Counts()) + counts
    return found


def _cells(counts: Counts, span: Period | None, ward: str) -> list[FigureCell]:
    days = EVERY if span is None else f"{span.from_on}..{span.to_on}"
    return [count(getattr(counts, name), f"national:{name}:{days}:{ward}") for name in MEASURES]
