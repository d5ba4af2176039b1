"""A figure in pounds, in words: with its unit cost and source, beside what the service costs, or why there are none."""

from dataclasses import dataclass

from enabler.figures.report.days_avoided import Report
from enabler.pages.reports.figure.in_words import period_in_words
from enabler.pages.reports.figure.results_in_words import ResultsInWords
from enabler.rules.evidence.reporting_year import year_in_words, year_of
from enabler.rules.evidence.service_costs import PeriodCost
from enabler.rules.evidence.unit_costs import WORDS, BreakEven, SourcedCost, Value
from enabler.wording.formatting import figure, percent, plural, whole_pounds


@dataclass(frozen=True)
class Pounds:
    report: Report

    @property
    def value(self) -> Value | None:
        return self.report.prices.value(self.report.ledger)

    @property
    def worth(self) -> str:
        """What the net is worth, or why no pounds are given."""
        value = self.value
        if value is None:
            return self._why_none
        pounds = value.pounds
        low, high = pounds.range
        return (
            f"At the unit costs below the net is worth {whole_pounds(pounds.central)} (range {whole_pounds(low)} to "
            f"{whole_pounds(high)}): {WORDS}."
        )

    @property
    def _why_none(self) -> str:
        ledger = self.report.ledger
        if not ledger.rows:
            return "No stay is counted, so there is nothing to put a value on."
        priced = {cost.setting for cost in self.report.prices.of_a_night}
        bare = sorted({row.stay.setting.label.lower() for row in ledger.rows} - {one.label.lower() for one in priced})
        year = year_in_words(year_of(ledger.period.to_on))
        return f"No unit cost with a source is in use for {' and '.join(bare)} beds in {year}: no pounds are given."

    @property
    def unit_costs(self) -> list[tuple[str, str, str, str]]:
        """Setting, pounds a night with the range, price year and whether cashable, source."""
        value = self.value
        return [
            (
                one.cost.setting.label,
                _with_range(one.cost),
                f"{one.cost.price_year}, {'cashable' if one.cost.cashable else 'not cashable'}",
                one.cost.source,
            )
            for one in (value.settings if value else ())
        ]

    @property
    def cost(self) -> PeriodCost:
        return self.report.prices.cost_of_service(self.report.ledger.period)

    @property
    def cost_in_words(self) -> str:
        cost, period = self.cost, self.report.ledger.period
        if not cost.pence:
            return f"No cost of the service is recorded for {period_in_words(period)}, so there is no break-even."
        covered = "" if cost.is_whole else f" Costs are recorded for {cost.days_covered} of {plural(cost.days, 'day')}."
        return f"The service cost {whole_pounds(cost.pounds)} in the period.{covered}"

    @property
    def funders(self) -> list[tuple[str, str, str]]:
        cost = self.cost
        return [
            (funder, whole_pounds(float(pence) / 100), percent(cost.share(funder)))
            for funder, pence in cost.by_funder.items()
        ]

    @property
    def not_said(self) -> str:
        """Why nothing is said of covering the cost, where there is a cost and a value to set against it."""
        if self.report.prices.break_even(self.report.ledger) is None:
            return ""
        return ResultsInWords(self.report.results).not_covering

    @property
    def break_even(self) -> BreakEven | None:
        """None also where nothing may be said of covering the cost."""
        return None if self.not_said else self.report.prices.break_even(self.report.ledger)

    @property
    def break_even_in_words(self) -> str:
        """The break-even, or why nothing is said of it; empty where there is nothing to compare."""
        break_even = self.break_even
        if break_even is None:
            return self.not_said
        released = break_even.released_per_week
        low, high = released.range
        verdict = "which covers it" if break_even.is_covered else "which does not cover it"
        return (
            f"To cover its cost of {whole_pounds(break_even.cost_per_week)} a week, the service must release "
            f"{figure(break_even.nights_per_week)} nights a week; it released {figure(released.central)} "
            f"(range {figure(low)} to {figure(high)}), {verdict}. This too is {WORDS}."
        )


def _with_range(cost: SourcedCost) -> str:
    """£334 (£319 to £366); the cost alone where its source gives no range."""
    low, high = cost.range
    return whole_pounds(cost.pounds) + ("" if low == high else f" ({whole_pounds(low)} to {whole_pounds(high)})")
