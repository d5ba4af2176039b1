"""Comparison cohorts: what is accepted as one, and the mean nights of each stratum. Method, section 2."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

MEASURE = "housing-nights"
FEWEST_ROWS = 10
FEW_COHORT_ROWS = 20
MOST_NIGHTS = 3660
MOST_ROWS = 10_000  # beyond it the intervals of the figures take longer than anybody waits for a page

Found = TypeVar("Found")
StratumKey = tuple[Setting, str | None]


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One stay of the cohort: its housing nights by the midnight rule, and whether it was still waiting."""

    setting: Setting
    kind: str | None
    nights: int
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Cohort:
    """A named cohort with its source and grade; `delayed_share` where it holds only patients who were delayed."""

    name: str
    source: str
    grade: int
    rows: tuple[CohortRow, ...]
    place: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    standard: str | None = None
    delayed_share: float | None = None
    delayed_source: str | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum as it is used: its rows, how many still wait, its horizon and its mean nights."""

    setting: Setting
    kind: str | None
    rows: int
    waiting: int
    horizon: int
    nights: float

    @property
    def label(self) -> str:
        return stratum_label(self.setting, self.kind)


def stratum_label(setting: Setting, kind: str | None) -> str:
    """`setting, kind`, or the setting alone."""
    return f"{setting.value}, {kind}" if kind else setting.value


def strata(cohort: Cohort, horizon: int | None = None) -> Mapping[StratumKey, Stratum]:
    """The mean of every stratum with at least 10 rows, waiting ones counted, by (setting, kind) and (setting, None).

    Nights to be expected, times the share delayed where the cohort has one. The setting holds all its rows.
    """
    groups: defaultdict[StratumKey, list[CohortRow]] = defaultdict(list)
    for row in cohort.rows:
        groups[row.setting, None].append(row)
        if row.kind:
            groups[row.setting, row.kind].append(row)
    factor = 1.0 if cohort.delayed_share is None else cohort.delayed_share
    return {key: _stratum(key, rows, horizon, factor) for key, rows in groups.items() if len(rows) >= FEWEST_ROWS}


def find_stratum(table: Mapping[StratumKey, Found], setting: Setting, kind: str | None) -> Found | None:
    """What a table holds for a setting and main barrier, else for the setting; None where both are too small."""
    return table.get((setting, kind)) or table.get((setting, None))


def restricted_mean(rows: Iterable[tuple[int, bool]], horizon: int | None = None) -> float:
    """The area under the Kaplan-Meier curve from 0 to the horizon, in nights, of (nights, waiting) rows.

    The horizon is by default the longest row, ended or waiting. Ended come before waiting on the same night.
    Without waiting rows it is the plain mean, exactly. Beyond the longest row the curve stays where it was.
    """
    every = list(rows)
    ended = Counter(nights for nights, waiting in every if not waiting)
    waits = Counter(nights for nights, waiting in every if waiting)
    limit = max(nights for nights, _ in every) if horizon is None else horizon
    at_risk = base = len(every)
    # The curve is scale * at_risk / base: whole numbers until somebody still waiting leaves it.
    scale, area, days, now = 1.0, 0.0, 0, 0
    for night in sorted(night for night in {*ended, *waits} if night < limit):
        days += at_risk * (night - now)
        now = night
        at_risk -= ended[night]
        if waits[night]:
            area += scale * days / base
            scale, days = scale * at_risk / base, 0
            at_risk -= waits[night]
            base = at_risk or 1
            if not at_risk:
                return area + scale * (limit - now)
    return area + scale * (days + at_risk * (limit - now)) / base


def check_measure(measure: str) -> None:
    """Refuse a cohort whose nights are not housing nights by the midnight rule."""
    if measure != MEASURE:
        raise Refused(
            f"A comparison must count housing nights by the midnight rule ({MEASURE}); “{measure}” is another measure, "
            "and the difference from housing nights would mean nothing.",
            "measure",
        )


def check_row(row: CohortRow, kinds: Collection[str]) -> None:
    """Refuse negative or absurd nights and unknown kinds of barrier."""
    if row.kind is not None and row.kind not in kinds:
        raise Refused(f"“{row.kind}” is not a kind of barrier.", "kind")
    if not 0 <= row.nights <= MOST_NIGHTS:
        raise Refused(f"{row.nights} nights: from 0 to {MOST_NIGHTS} can be right.", "nights")


def check_cohort(rows: Sequence[CohortRow], delayed_share: float | None, delayed_source: str | None) -> None:
    """Refuse a cohort that leaves out the patients with no delay without saying how many were delayed, that is too
    small or too large for any use, or in which every wait goes on.

    With a share delayed, rows of 0 nights may remain: delayed patients for whom it was never housing.
    """
    if not rows:
        raise Refused("The comparison has no rows.", "rows")
    if len(rows) > MOST_ROWS:
        raise Refused(f"A comparison has at most {MOST_ROWS:,} rows; this one has {len(rows):,}.", "rows")
    if all(row.waiting for row in rows):
        raise Refused("Every row still waits, so the comparison does not tell how long such waits last.", "rows")
    if delayed_share is not None and not 0 < delayed_share <= 1:
        raise Refused("The share of patients delayed lies above 0 and is at most 1.", "delayed_share")
    if (delayed_share is None) != (not delayed_source):
        raise Refused("Give the share of patients delayed together with its source.", "delayed_source")
    has_undelayed = any(row.nights == 0 and not row.waiting for row in rows)
    if not has_undelayed and delayed_share is None:
        raise Refused(
            "No row has 0 nights, so patients with no delay are missing and the mean would be too high. "
            "Add them, or give the share of such patients who were delayed, with its source.",
            "delayed_share",
        )
    by_setting = Counter(row.setting for row in rows)
    if max(by_setting.values()) < FEWEST_ROWS:
        counted = ", ".join(f"{setting.value} {count}" for setting, count in by_setting.items())
        raise Refused(
            f"No setting has {FEWEST_ROWS} rows ({counted}), so this comparison could never be used: "
            "a mean of fewer says too little.",
            "rows",
        )


def check_grade(grade: int) -> None:
    """Refuse a grade of evidence outside 1 to 6."""
    if not 1 <= grade <= 6:
        raise Refused("The grade of evidence is a number from 1 to 6.", "grade")


def _stratum(key: StratumKey, rows: list[CohortRow], horizon: int | None, factor: float) -> Stratum:
    mean = restricted_mean(((row.nights, row.waiting) for row in rows), horizon)
    used = max(row.nights for row in rows) if horizon is None else horizon
    return Stratum(*key, len(rows), sum(row.waiting for row in rows), used, factor * mean)
