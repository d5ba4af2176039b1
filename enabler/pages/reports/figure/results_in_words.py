"""The figures of a report in words and cells, once: live, on paper, and as they were published."""

from collections import defaultdict
from dataclasses import dataclass, field

from enabler.figures.report.results import Results
from enabler.pages.reports.figure.cells import FigureCell, count, measured
from enabler.rules.method.covering import holds_zero, why_covering_is_not_said
from enabler.rules.method.entry import SENTENCES, Rule
from enabler.vocabulary import Part
from enabler.wording.formatting import figure, plural, whole, whole_pounds

FUNNEL = {
    "all": "Stays with a night or their discharge in the period",
    "case": "taken on by the service",
    "barrier": "with a housing barrier in the way of discharge",
    "ready": "with a ready period",
    "discharged": "discharged in the period",
    "basis": "with a judged share and a basis: these are counted",
}
NO_FIGURE = "No stay of this period can be counted, so there is no figure."
Cells = list[tuple[str, FigureCell]]


@dataclass(frozen=True)
class ResultsInWords:
    results: Results
    no_figure: str = field(default=NO_FIGURE, kw_only=True)

    @property
    def central(self) -> str:
        """The headline number by itself; empty when no stay can be counted."""
        return figure(self.results.totals.net.central) if self.results.rows else ""

    @property
    def net_range(self) -> str:
        low, high = self.results.totals.net.range
        return f"{figure(low)} to {figure(high)}"

    @property
    def headline(self) -> str:
        """What follows the number, in a sentence that a board can repeat."""
        if not self.results.rows:
            return self.no_figure
        stays = plural(len(self.results.rows), "stay")
        return f"nights avoided (net, range {self.net_range}), from {stays}. {self._confirmed}"

    @property
    def _confirmed(self) -> str:
        confirmed, rows = self.results.confirmed, len(self.results.rows)
        if not confirmed:
            return "Not yet confirmed by a second person."
        return f"{confirmed} of {rows} confirmed by a second person."

    @property
    def in_a_line(self) -> str:
        """38.4 nights avoided (net, range 33.9 to 40.7)"""
        return f"{self.central} nights avoided (net, range {self.net_range})" if self.results.rows else self.no_figure

    @property
    def chance(self) -> str:
        """What chance alone could have done, or why that cannot be said."""
        return chance_in_words(self.results.totals.gross, len(self.results.rows), *self._interval)

    @property
    def agreed(self) -> str:
        """Whether ledger and cross-check agree."""
        return self.results.agreement.sentence

    @property
    def beside_headline(self) -> list[str]:
        return self.beside_headline_with(self.agreed)

    def beside_headline_with(self, agreed: str) -> list[str]:
        """What is said in the same breath as the figure; nothing where there is no figure. `agreed` stands by itself
        elsewhere."""
        return [self.chance, f"Cross-check: {agreed[:1].lower()}{agreed[1:]}"] if self.results.rows else []

    @property
    def not_covering(self) -> str:
        """Why nothing is said of covering the cost of the service; empty where it may be said."""
        why = why_covering_is_not_said(self.results.agreement.verdict, *self._interval)
        return f"Whether this covers the cost of the service is not said: {why}." if why else ""

    @property
    def _interval(self) -> tuple[float | None, float | None]:
        interval = self.results.totals.interval
        return (interval.low, interval.high) if interval else (None, None)

    @property
    def mhs26(self) -> FigureCell:
        return count(self.results.nights.mhs26, "nights:mhs26")

    @property
    def unknown(self) -> FigureCell:
        return count(self.results.nights.unknown_stays, "unknown")

    @property
    def nights(self) -> Cells:
        nights = self.results.nights
        return [
            ("Delay nights in the period (midnight rule)", count(nights.delay, "nights:delay")),
            *(
                (f"of these {part.label.lower()}", count(getattr(nights, part.value), f"nights:{part.value}"))
                for part in Part
            ),
            ("Days by the MHS26 rule", self.mhs26),
            ("Discharged cases whose delay is unknown", self.unknown),
        ]

    @property
    def funnel(self) -> Cells:
        return [(FUNNEL.get(one.step, one.step), count(one.stays, f"funnel:{one.step}")) for one in self.results.funnel]

    @property
    def left_out(self) -> list[tuple[str, list[str]]]:
        """Why, and the references of the stays, in the order of the rules."""
        refs: defaultdict[Rule, list[str]] = defaultdict(list)
        for one in self.results.left_out:
            refs[one.reason].append(one.stay)
        return [(SENTENCES[rule], refs[rule]) for rule in Rule if rule in refs]

    @property
    def totals(self) -> Cells:
        """From claimed to net."""
        totals, rows = self.results.totals, len(self.results.rows)
        resting = {row.basis for row in self.results.rows}
        lines = [
            ("Claimed: the sum over all rows", measured(totals.claimed, "said:claimed", rows)),
            ("Confirmed by a second person", measured(totals.confirmed, "said:confirmed", rows)),
            ("Disputed", measured(totals.disputed, "said:disputed", rows)),
            ("Gross: claimed, after disputes", measured(totals.gross, "rows:gross", rows)),
        ]
        if totals.interval:
            span = f"{figure(totals.interval.low)} to {figure(totals.interval.high)}"
            lines.append(("Sampling interval of the gross (95%)", FigureCell(span)))
        for basis, gross in totals.by_basis.items():
            key = f"rows:gross:basis:{basis.value}"
            lines.append((f"Gross on the basis: {basis.label.lower()}", measured(gross, key, basis in resting)))
        return [
            *lines,
            ("Net, central", FigureCell(figure(totals.net.central))),
            ("Net, range", FigureCell(self.net_range)),
        ]

    @property
    def money_and_check(self) -> list[tuple[str, str]]:
        """Money, break-even and cross-check, where there are any."""
        money, even, check = self.results.money, self.results.break_even, self.results.cross_check
        lines = []
        if money:
            low, high = sorted((money.low, money.high))
            worth = f"{whole_pounds(money.value)}, from {whole_pounds(low)} to {whole_pounds(high)}"
            lines.append(("Capacity released, not cash saved", f"{worth}; {money.price_year}, {money.source}"))
        if even and self.not_covering:
            lines.append(("Break-even", self.not_covering))
        elif even:
            needed, released = figure(even.nights_per_week), figure(even.released_per_week)
            lines.append(("Break-even", f"{needed} nights a week cover the service; it released {released}"))
        if check:
            span = f" ({figure(check.low)} to {figure(check.high or 0.0)})" if check.low is not None else ""
            each = f"comparison minus service {figure(check.difference_per_patient)}{span} nights for each patient"
            lines.append(("Cross-check with waits that are not over", f"{each}, {plural(check.patients, 'patient')}"))
        return lines


def chance_in_words(gross: float, stays: int, low: float | None, high: float | None) -> str:
    """The sampling interval of the gross, or that there are too few stays for one."""
    if not stays:
        return "No stay is counted: no interval."
    if low is None or high is None:
        from enabler.rules.method.interval import FEWEST_STAYS  # loads numpy

        return f"Fewer than {FEWEST_STAYS} stays ({stays}): too few to tell the figure from chance, so no interval."
    from enabler.rules.method.resampling import RESAMPLES  # loads numpy

    said = (
        f"Chance alone: with other patients of the same kinds the gross of {figure(gross)} could have been between "
        f"{figure(low)} and {figure(high)} (95% interval, {whole(RESAMPLES)} resamples)."
    )
    return f"{said} It holds 0: chance alone could explain the figure." if holds_zero(low, high) else said
