"""The stays behind a figure: each printed figure has a key, and its stays add up to it."""

# A key is a name and what it is narrowed to, such as `nights:housing_only:2026-04-01`. A ward's name comes last: it
# may hold anything.

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from enabler import codes
from enabler.figures.report.report import Report, national_codes
from enabler.figures.report.where_nights_went import where_nights_went
from enabler.rules.facts import StayFacts
from enabler.rules.method.barrier_nights import ward_nights
from enabler.rules.method.entry import ALL, Rule, is_in_period, is_of_wards, left_in
from enabler.rules.method.ledger import Row, left_otherwise, nights_block
from enabler.rules.method.nights import NightTotals, is_unknown
from enabler.rules.method.periods import Period
from enabler.rules.method.reconciliation import Counts, reconciliation
from enabler.vocabulary import Confirmation, DischargeOutcome

Pair = tuple[StayFacts, float]
EVERY = "all"


@dataclass(frozen=True, slots=True)
class ContributingStays:
    """The stays behind a figure with what each adds to it, in the order of their references. `unit`: stays or
    nights."""

    key: str
    unit: str
    pairs: tuple[Pair, ...]

    @property
    def total(self) -> float:
        return sum(value for _, value in self.pairs)


def contributing_stays(report: Report, key: str) -> ContributingStays | None:
    """None for a key that names no figure of this report."""
    name, *narrowed = key.split(":")
    if name not in FIGURES:
        return None
    of, unit = FIGURES[name]
    try:
        pairs = list(of(report, *narrowed))
    except (TypeError, ValueError, KeyError):
        return None
    measured = NIGHTS if narrowed and narrowed[0] in MEASURES_IN_NIGHTS else unit
    return ContributingStays(key, measured, tuple(sorted(pairs, key=lambda pair: pair[0].ref)))


STAYS, NIGHTS = "stays", "nights"
MEASURES_IN_NIGHTS = ("expected", "observed", "gross", "nights")


def _funnel(report: Report, step: str) -> Iterator[Pair]:
    """The stays that remain after a step."""
    steps = [ALL, *Rule]
    gone = steps[: steps.index(step) + 1]
    found = [entry.stay for entry in report.ledger.left_out if entry.failed not in gone]
    yield from ((stay, 1) for stay in [*found, *(row.stay for row in report.ledger.rows)])


def _left_out(report: Report, rule: str) -> Iterator[Pair]:
    return ((entry.stay, 1) for entry in report.ledger.left_out if entry.failed is Rule(rule))


MEASURES: dict[str, Callable[[Row], float]] = {
    "stays": lambda row: 1,
    "expected": lambda row: row.expected.nights,
    "observed": lambda row: row.observed,
    "gross": lambda row: row.counted,
}


def _rows(report: Report, measure: str, by: str = EVERY, *narrowed: str) -> Iterator[Pair]:
    """Rows by a property: the group of the main barrier, the basis, the ward, the month of the discharge."""
    value, wanted = MEASURES[measure], ":".join(narrowed)
    return ((row.stay, value(row)) for row in report.ledger.rows if _property(row, by) == wanted)


def _property(row: Row, by: str) -> str:
    properties: dict[str, Callable[[Row], str]] = {
        EVERY: lambda row: "",
        "group": lambda row: group_of(row.kind),
        "basis": lambda row: row.expected.basis.value,
        "ward": lambda row: row.stay.ward,
        "month": lambda row: f"{row.stay.discharged_on:%Y-%m}",
    }
    return properties[by](row)


def group_of(kind: str | None) -> str:
    """The group of a main barrier; nothing where none was judged."""
    return codes.barrier_kinds()[kind].group if kind else ""


def _said(report: Report, what: str) -> Iterator[Pair]:
    """Avoided of all rows (claimed), or of those on which this was said."""
    rows = report.ledger.rows
    if what != "claimed":
        state = Confirmation(what)
        rows = tuple(row for row in rows if row.confirmed is state)
    return ((row.stay, row.avoided) for row in rows)


def _judged(report: Report, how: str) -> Iterator[Pair]:
    """Rows judged late, or on a day not known."""
    which: dict[str, Callable[[Row], bool]] = {"late": lambda row: row.late, "undated": lambda row: row.undated}
    return ((row.stay, 1) for row in report.ledger.rows if which[how](row))


def _nights(report: Report, measure: str, month: str = EVERY) -> Iterator[Pair]:
    ledger = report.ledger
    for stay in _present(report):
        block = nights_block([stay], ledger.period, ledger.as_at, ledger.wards)
        totals = block.totals if month == EVERY else dict(block.by_month)[_month(month, ledger.period)]
        nights = block.mhs26 if measure == "mhs26" else _of(totals, measure)
        if nights:
            yield stay, nights


def _month(first: str, period: Period) -> Period:
    return {month.from_on: month for month in period.months()}[date.fromisoformat(first)]


def _unknown(report: Report) -> Iterator[Pair]:
    """Discharged cases without a ready period."""
    ledger = report.ledger
    return (
        (stay, 1)
        for stay in _present(report)
        if is_unknown(stay) and left_in(stay, ledger.period, ledger.as_at) and is_of_wards(stay, ledger.wards)
    )


def _of(totals: NightTotals, measure: str) -> int:
    if measure not in (
        "delay",
        "housing",
        "before_case",
        "housing_only",
        "housing_and_other",
        "other_only",
        "none_recorded",
    ):
        raise ValueError(measure)
    return int(getattr(totals, measure))


def _ward(report: Report, measure: str, *ward: str) -> Iterator[Pair]:
    ledger = report.ledger
    for stay in report.stays:
        totals = ward_nights([stay], ledger.period, ledger.as_at, ledger.wards).get(":".join(ward), NightTotals())
        nights = _of(totals, measure)
        if nights:
            yield stay, nights


def _where(report: Report, who: str, *group: str) -> Iterator[Pair]:
    """Nights on which a barrier of the group stood that waited on somebody; either may be every."""
    wanted = (_or_all(":".join(group)), _or_all(who))
    for stay in report.stays:
        nights = where_nights_went([stay], report.ledger, report.context.agencies).nights.get(wanted, 0)
        if nights:
            yield stay, nights


def _or_all(name: str) -> str:
    return "" if name == EVERY else name


def _left_otherwise(report: Report, measure: str, *outcome: str) -> Iterator[Pair]:
    ledger, wanted = report.ledger, DischargeOutcome(":".join(outcome))
    for stay in (stay for stay in _present(report) if is_of_wards(stay, ledger.wards)):
        for line in left_otherwise([stay], ledger.period, ledger.as_at):
            if line.outcome is wanted:
                yield stay, line.nights if measure == "nights" else line.stays


def _present(report: Report) -> Iterator[StayFacts]:
    ledger = report.ledger
    return (stay for stay in report.stays if is_in_period(stay, ledger.period, ledger.as_at))


def _open(report: Report) -> Iterator[Pair]:
    return ((one.stay, one.nights) for one in report.open)


def _not_taken_on(report: Report) -> Iterator[Pair]:
    return ((stay, 1) for stay in report.not_taken_on.stays)


def _later(report: Report) -> Iterator[Pair]:
    return ((row.stay, 1) for row, _ in report.later)


def _national(report: Report, measure: str, span: str, *ward: str) -> Iterator[Pair]:
    """A count of the national table; the span is the first and last day with two dots between, or every."""
    ledger, wanted, inside = report.ledger, ":".join(ward), _span(span)
    for stay in report.stays:
        table = reconciliation([stay], ledger.period, ledger.as_at, national_codes(), ledger.wards)
        cells = [
            counts for (month, name), counts in table.items() if month.from_on in inside and wanted in (name, EVERY)
        ]
        nights = sum(_count(counts, measure) for counts in cells)
        if nights:
            yield stay, nights


def _span(written: str) -> Period:
    if written == EVERY:
        return Period(date.min, date.max)
    first, last = written.split("..")
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def _count(counts: Counts, measure: str) -> int:
    """A measure by its name, or a code as list/code."""
    if "/" in measure:
        name, _, code = measure.partition("/")
        return counts.by_code[name, code]
    if measure not in ("nights", "strict", "broad", "mhs26", "mhs26_strict", "mhs26_broad", "without_list"):
        raise ValueError(measure)
    return int(getattr(counts, measure))


FIGURES: dict[str, tuple[Callable[..., Iterable[Any]], str]] = {
    "funnel": (_funnel, STAYS),
    "left-out": (_left_out, STAYS),
    "rows": (_rows, STAYS),
    "said": (_said, NIGHTS),
    "judged": (_judged, STAYS),
    "nights": (_nights, NIGHTS),
    "unknown": (_unknown, STAYS),
    "ward": (_ward, NIGHTS),
    "where": (_where, NIGHTS),
    "left-otherwise": (_left_otherwise, STAYS),
    "open": (_open, NIGHTS),
    "not-taken-on": (_not_taken_on, STAYS),
    "later": (_later, STAYS),
    "national": (_national, NIGHTS),
}
