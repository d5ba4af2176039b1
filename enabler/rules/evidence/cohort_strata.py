"""A comparison cohort looked at stratum by stratum: also those too small for a basis, with what to beware of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from enabler.rules.evidence.comparison import (
    FEW_COHORT_ROWS,
    FEWEST_ROWS,
    Cohort,
    CohortRow,
    Stratum,
    StratumKey,
    strata,
)
from enabler.vocabulary import Setting


@dataclass(frozen=True, slots=True)
class StratumSeen:
    """A setting (kind None) or a kind of barrier in it. `used` is None where the rows are too few for a basis."""

    setting: Setting
    kind: str | None
    rows: int
    waiting: int
    longest: int
    used: Stratum | None
    warnings: tuple[str, ...]


def strata_seen(cohort: Cohort, horizon: int | None = None) -> tuple[StratumSeen, ...]:
    """Every setting with its kinds of barrier, most rows first; means up to the horizon. Method, section 2."""
    groups: defaultdict[StratumKey, list[CohortRow]] = defaultdict(list)
    for row in cohort.rows:
        groups[row.setting, None].append(row)
        if row.kind:
            groups[row.setting, row.kind].append(row)
    used = strata(cohort, horizon)

    def order(key: StratumKey) -> tuple[object, ...]:
        setting, kind = key
        return -len(groups[setting, None]), setting.value, kind is not None, -len(groups[key]), kind or ""

    return tuple(
        StratumSeen(
            *key,
            rows=len(groups[key]),
            waiting=sum(row.waiting for row in groups[key]),
            longest=max(row.nights for row in groups[key]),
            used=used.get(key),
            warnings=tuple(_warnings(key, groups[key], (key[0], None) in used, horizon, cohort.delayed_share is None)),
        )
        for key in sorted(groups, key=order)
    )


def curve(rows: Sequence[CohortRow]) -> list[tuple[int, float]]:
    """The Kaplan-Meier curve: from each night on, the share still waiting. Ended come before waiting on the same
    night."""
    found, standing, at_risk = [(0, 1.0)], 1.0, len(rows)
    for nights, alike in groupby(sorted(rows, key=lambda row: row.nights), lambda row: row.nights):
        waiting = Counter(row.waiting for row in alike)
        standing *= 1 - waiting[False] / at_risk
        at_risk -= waiting.total()
        found.append((nights, standing))
    return found


def _warnings(
    key: StratumKey, rows: Sequence[CohortRow], setting_used: bool, horizon: int | None, whole: bool
) -> Iterator[str]:
    if len(rows) < FEWEST_ROWS:
        instead = "the whole setting is used instead" if key[1] and setting_used else "no basis"
        yield f"Fewer than {FEWEST_ROWS} rows: {instead}."
        return
    if len(rows) < FEW_COHORT_ROWS:
        yield f"Fewer than {FEW_COHORT_ROWS} rows: the interval is too narrow."
    longest = max(row.nights for row in rows)
    if all(row.waiting for row in rows):
        yield "Every row still waits: nothing is known of how long these waits last."
    elif any(row.waiting and row.nights == longest for row in rows) and (horizon is None or horizon >= longest):
        yield f"The longest row still waits, so the mean is not known beyond {longest} nights."
    if key[1] is None and whole and not any(row.nights == 0 and not row.waiting for row in rows):
        yield "No row of 0 nights: patients with no delay are missing in this setting, and its mean is too high."
