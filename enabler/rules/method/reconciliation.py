"""The figures as national returns count them: by month, ward, counting rule and reason code."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from enabler.rules.facts import StayFacts
from enabler.rules.method.intervals import Interval, difference, intersection, interval, length, union
from enabler.rules.method.mhs26 import mhs26_spans
from enabler.rules.method.nights import by_month, clipped, housing_nights, runs, ward_on
from enabler.rules.method.periods import Period
from enabler.rules.stay.barriers import days_stood
from enabler.vocabulary import Setting

MHSDS, ACUTE, DTOC = "mhsds-v6", "acute-2024", "dtoc"
# No national list of reasons for community hospitals follows the one that ended in 2020.
LISTS = {Setting.MENTAL_HEALTH: (MHSDS, DTOC), Setting.ACUTE: (ACUTE, DTOC), Setting.COMMUNITY: (DTOC,)}
STRICT, BROAD = "strict", "broad"

Code = tuple[str, str]


class NationalCodes(Protocol):
    """A barrier kind's code in each national list."""

    @property
    def mhsds_v6(self) -> str: ...
    @property
    def dtoc(self) -> str: ...
    @property
    def acute_2024(self) -> str: ...


class NationalReason(Protocol):
    """A code of a national list: its housing group (strict, broad or None) and when it is in force."""

    @property
    def housing(self) -> str | None: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Codes:
    """The code lists, given by the caller: barrier kinds by key, national reasons by (list, code)."""

    kinds: Mapping[str, NationalCodes]
    reasons: Mapping[Code, NationalReason]


@dataclass(frozen=True, slots=True)
class Counts:
    """Delay nights by the midnight rule and days by MHS26, and those of each with a housing code; broad includes
    strict.

    `by_code`: nights on which a code stood; a night with two codes counts for both. `without_list`: nights on which a
    barrier stood while no national list was in force for the setting.
    """

    nights: int = 0
    strict: int = 0
    broad: int = 0
    mhs26: int = 0
    mhs26_strict: int = 0
    mhs26_broad: int = 0
    without_list: int = 0
    by_code: Counter[Code] = field(default_factory=Counter)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.nights + other.nights,
            self.strict + other.strict,
            self.broad + other.broad,
            self.mhs26 + other.mhs26,
            self.mhs26_strict + other.mhs26_strict,
            self.mhs26_broad + other.mhs26_broad,
            self.without_list + other.without_list,
            self.by_code + other.by_code,
        )


Table = Mapping[tuple[Period, str], Counts]


def reconciliation(
    stays: Iterable[StayFacts], period: Period, as_at: date, codes: Codes, wards: frozenset[str] | None = None
) -> Table:
    """By (month, ward), for all cases: sums of stays, so that wards, months, quarters and years add up.

    A barrier that blocks discharge stands under its kind's code of the list in force on that night for its setting; a
    delay reason under its own. A code outside its validity dates stands for nothing.
    """
    found: defaultdict[tuple[Period, str], Counts] = defaultdict(Counts)
    for stay in stays:
        if stay.case_opened_on is not None:
            for place, counts in _of_stay(stay, period, as_at, codes):
                if wards is None or place[1] in wards:
                    found[place] += counts
    return dict(sorted(found.items()))


def rolled_up(table: Table, span: Callable[[date], Period]) -> Table:
    """The months of a table added up to what `span` says of their first day, such as its quarter or financial year."""
    found: defaultdict[tuple[Period, str], Counts] = defaultdict(Counts)
    for (month, ward), counts in table.items():
        found[span(month.from_on), ward] += counts
    return dict(sorted(found.items()))


def total(table: Table) -> Counts:
    """All months and wards."""
    return sum(table.values(), Counts())


def financial_year_of(on: date) -> Period:
    """The year from 1 April to 31 March that a date lies in."""
    first = on.year if on.month >= 4 else on.year - 1
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


def standing(stay: StayFacts, codes: Codes) -> dict[Code, list[Interval]]:
    """The days on which each national code stood for a stay, from its barriers and its delay reasons, as ordinals."""
    days: defaultdict[Code, list[Interval]] = defaultdict(list)
    for barrier in stay.barriers:
        if barrier.blocks:
            for code in _codes_of(codes.kinds[barrier.kind], stay.setting):
                days[code].append(days_stood(barrier))
    for reason in stay.reasons:
        days[reason.list, reason.code].append(interval(reason.from_on, reason.to_on))
    return {code: intersection(union(found), _force(codes.reasons[code])) for code, found in days.items()}


def _codes_of(kind: NationalCodes, setting: Setting) -> Iterator[Code]:
    code = {MHSDS: kind.mhsds_v6, ACUTE: kind.acute_2024, DTOC: kind.dtoc}
    return ((name, code[name]) for name in LISTS[setting])


def _force(reason: NationalReason) -> list[Interval]:
    """The days on which a code is in force, both its dates included."""
    end = date.max.toordinal() if reason.valid_to is None else reason.valid_to.toordinal() + 1
    return [((reason.valid_from or date.min).toordinal(), end)]


def _of_stay(stay: StayFacts, period: Period, as_at: date, codes: Codes) -> Iterator[tuple[tuple[Period, str], Counts]]:
    stood = standing(stay, codes)
    groups = {
        group: union(days for code, found in stood.items() if codes.reasons[code].housing in wanted for days in found)
        for group, wanted in ((STRICT, {STRICT}), (BROAD, {STRICT, BROAD}))
    }
    bare = difference(housing_nights(stay), _in_force(stay.setting, codes))
    for place, nights in _nights(stay, period, as_at):
        yield (
            place,
            Counts(
                nights=length(nights),
                strict=length(intersection(nights, groups[STRICT])),
                broad=length(intersection(nights, groups[BROAD])),
                without_list=length(intersection(nights, bare)),
                by_code=+Counter({code: length(intersection(nights, days)) for code, days in stood.items()}),
            ),
        )
    for place, days in _mhs26(stay, period, as_at):
        strict, broad = (length(intersection(days, groups[group])) for group in (STRICT, BROAD))
        yield place, Counts(mhs26=length(days), mhs26_strict=strict, mhs26_broad=broad)


def _in_force(setting: Setting, codes: Codes) -> list[Interval]:
    """The days on which a national list, any code of it, is in force for a setting."""
    return union(span for (name, _), one in codes.reasons.items() if name in LISTS[setting] for span in _force(one))


def _nights(stay: StayFacts, period: Period, as_at: date) -> Iterator[tuple[tuple[Period, str], list[Interval]]]:
    for month, found in by_month(clipped(runs(stay, as_at), period), period).items():
        for ward in {run.ward for run in found}:
            yield (month, ward), union((run.start, run.end) for run in found if run.ward == ward)


def _mhs26(stay: StayFacts, period: Period, as_at: date) -> Iterator[tuple[tuple[Period, str], list[Interval]]]:
    if stay.setting is not Setting.MENTAL_HEALTH:
        return
    for month in period.months():
        days: defaultdict[str, list[Interval]] = defaultdict(list)
        for start, end in mhs26_spans(stay, month, as_at):
            for day in range(start, end):
                days[ward_on(stay, day)].append((day, day + 1))
        for ward, found in days.items():
            yield (month, ward), union(found)
