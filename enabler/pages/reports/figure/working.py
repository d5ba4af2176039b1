"""What stands beside the figure: who confirmed, when it was judged and written down, what is not over, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from enabler.figures.report.days_avoided import Report
from enabler.pages.reports.figure.cells import FigureCell, count, measured
from enabler.pages.reports.figure.definitions import DEFINITIONS
from enabler.pages.reports.figure.in_words import kind_label, span_in_words
from enabler.record.evidence.change_log import EvidenceChange
from enabler.rules.method.disclosure import is_printable
from enabler.rules.method.net import Net
from enabler.rules.method.open_stays import OpenStay
from enabler.rules.method.periods import Period, elapsed
from enabler.vocabulary import Confirmation
from enabler.wording.formatting import figure, nights, percent, plain_date, plural, whole

PROMPT_DAYS = 1


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A stay that is not over: nights so far against the expected."""

    ref: str
    kind: str
    share: str
    nights: int
    expected: str
    over: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The net of a period with its range, and where it comes from."""

    label: str
    stays: int
    central: float
    low: float
    high: float
    source: str
    is_published: bool = False
    is_now: bool = False


@dataclass(frozen=True)
class Working:
    """In words and lines, for page and paper; every number comes from the report."""

    report: Report

    @property
    def beds(self) -> str:
        """What the net means in beds; nothing where there is no figure."""
        ledger = self.report.ledger
        if not ledger.rows:
            return ""
        over = elapsed(ledger.period, ledger.as_at)
        days = (over.to_on - over.from_on).days + 1
        beds = ledger.totals.net.central / days
        if beds < 0:
            return f"The patients stayed longer than expected: {figure(-beds)} beds more on an average day."
        so_far = " so far" if over != ledger.period else " of the period"
        return f"That is {figure(beds)} {'bed' if figure(beds) == '1.0' else 'beds'} free on an average day{so_far}."

    @property
    def said(self) -> list[tuple[str, FigureCell, FigureCell]]:
        """Claimed, confirmed, disputed, not looked at yet: stays and nights; then the gross."""
        ledger = self.report.ledger
        by_state = {state: [row for row in ledger.rows if row.confirmed is state] for state in Confirmation}
        waiting = [row for row in ledger.rows if row.confirmed is None]
        totals = ledger.totals
        lines = [
            (
                "Claimed",
                FigureCell(whole(len(ledger.rows)), "rows:stays"),
                totals.claimed,
                "said:claimed",
                len(ledger.rows),
            )
        ]
        for state, nights_of in ((Confirmation.CONFIRMED, totals.confirmed), (Confirmation.DISPUTED, totals.disputed)):
            found = len(by_state[state])
            lines.append(
                (f"of these {state.label.lower()}", FigureCell(whole(found)), nights_of, f"said:{state}", found)
            )
        rest = sum(row.avoided for row in waiting)
        lines.append(("of these not looked at yet", FigureCell(whole(len(waiting))), rest, "", len(waiting)))
        shown = [(label, stays, measured(value, key, n)) for label, stays, value, key, n in lines]
        gross = measured(totals.gross, "rows:gross", len(ledger.rows))
        return [*shown, ("Gross: a disputed gain counts 0, a disputed loss in full", FigureCell(""), gross)]

    @property
    def judged(self) -> list[tuple[str, FigureCell]]:
        """Late judgements, those of unknown day, and what was judged again too late to be used."""
        ledger = self.report.ledger
        return [
            ("Judged late (after the judging day, before discharge)", count(ledger.late, "judged:late")),
            ("Judged on a day that is not known (imported)", count(ledger.undated, "judged:undated")),
            ("Judged again later, not used", count(len(self.report.later), "later")),
        ]

    @property
    def lag(self) -> str:
        """How long after the ready date it was written down."""
        days = [lag.days for lag in self.report.context.lags]
        if not days:
            return "No ready period began in this period."
        began = f"{plural(len(days), 'ready period')} began"
        if not is_printable(len(days)):
            return f"{began}: too few to say how soon they were written down; the longest took {_days(max(days))}."
        prompt = sum(one <= PROMPT_DAYS for one in days)
        return (
            f"{began}; {whole(prompt)} of them ({percent(prompt / len(days))}) were written down "
            "on the day or the next. "
            f"The middle one took {_days(median(days))}, the longest {_days(max(days))}."
        )

    @property
    def not_taken_on(self) -> tuple[str, FigureCell]:
        not_taken_on = self.report.not_taken_on
        words = "Ready patients with a housing issue whom the service did not take on"
        if not_taken_on.stays:
            words += f" ({nights(not_taken_on.housing_nights)} with a housing barrier)"
        return words, count(len(not_taken_on.stays), "not-taken-on")

    @property
    def trend(self) -> list[TrendPoint]:
        """The periods before, and this one last."""
        ledger = self.report.ledger
        own = self.report.published_as
        before = [
            _point(
                one.period,
                one.stays,
                one.net,
                f"published as {one.published_as}" if one.published_as else "today’s records",
            )
            for one in self.report.context.earlier
        ]
        now = _point(ledger.period, len(ledger.rows), ledger.totals.net, "this report", is_now=True)
        return [*before, replace(now, is_published=bool(own))]

    @property
    def drawn(self) -> list[TrendPoint]:
        """The periods in which a stay is counted: without one there is no figure to draw."""
        return [one for one in self.trend if one.stays]

    @property
    def changes(self) -> Sequence[EvidenceChange]:
        return self.report.context.changes

    @property
    def definitions(self) -> Sequence[tuple[str, str]]:
        return DEFINITIONS

    @property
    def open(self) -> list[OpenLine]:
        return [_open_line(one) for one in self.report.open]

    @property
    def open_total(self) -> FigureCell:
        return count(sum(one.nights for one in self.report.open), "open")

    @property
    def open_over(self) -> int:
        """How many have waited longer than expected already."""
        return sum(1 for one in self.report.open if one.over is not None and one.over > 0)

    @property
    def later(self) -> list[tuple[str, str, str, str]]:
        """Stay, what was judged later and as what, what is counted, what it would do."""
        return [
            (
                row.stay.ref,
                f"{change.what}: {kind_label(change.value) if change.what == 'main barrier' else change.value}"
                + (f", {plain_date(change.judged_on)}" if change.judged_on else ""),
                figure(row.avoided),
                figure(change.avoided),
            )
            for row, changes in self.report.later
            for change in changes
        ]


def _point(period: Period, stays: int, net: Net, source: str, *, is_now: bool = False) -> TrendPoint:
    low, high = net.range
    label = span_in_words(period)
    return TrendPoint(label, stays, net.central, low, high, source, source.startswith("published"), is_now)


def _open_line(open_stay: OpenStay) -> OpenLine:
    expected = "no basis" if open_stay.expected is None else figure(open_stay.expected.nights)
    over = "" if open_stay.over is None else _over_or_left(open_stay.over)
    return OpenLine(
        open_stay.stay.ref,
        kind_label(open_stay.kind),
        open_stay.share.value if open_stay.share else "not judged",
        open_stay.nights,
        expected,
        over,
    )


def _over_or_left(over: float) -> str:
    """2.5 over, 4.0 left; of the nights expected."""
    return f"{figure(over)} over" if over > 0 else f"{figure(-over)} left"


def _days(count_: float) -> str:
    return plural(count_, "day")
