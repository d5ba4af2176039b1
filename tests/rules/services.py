"""Simulated services for the tests of the interval: three strata, and waits that are skewed with many zeros."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count

import numpy as np

from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.facts import BarrierFact, ReadyFact, StayFacts
from enabler.rules.method.expected import Bases, Expected
from enabler.rules.method.ledger import Row
from enabler.vocabulary import Basis, Confirmation, Setting, Share
from tests.rules.caseloads import KINDS, a_stay, assume, d, estimate, main

MH = Setting.MENTAL_HEALTH
SHARES = (Share.SOLE, Share.JOINT, Share.CONTRIBUTORY)
ODDS = (0.6, 0.3, 0.1)
NO_WAIT = 0.35
HOME = [CohortRow(MH, "no_home", nights) for nights in (0, 4, 8, 12, 16, 20, 24, 28, 32, 36)]
COHORT_NIGHTS, SERVICE_NIGHTS = (12, 30, 40), (6, 18, 30)


def bases(rows: Iterable[CohortRow], **more: object) -> Bases:
    horizon = more.pop("horizon", None)
    cohort = Cohort("Earlier", "Ward book", 4, tuple(rows), **more)  # type: ignore[arg-type]
    return Bases(assume(cohorts=(cohort,), horizon=horizon))


def row(
    expected: Expected | None,
    observed: int,
    share: Share = Share.SOLE,
    confirmed: Confirmation | None = None,
    ref: str = "S1",
) -> Row:
    assert expected is not None
    stay = a_stay(ref=ref, confirmation=confirmed)
    return Row(stay, None, share, expected, observed, late=False, undated=False)


def waited(nights: int, ref: str = "S1", kind: str = "no_home", **changes: object) -> StayFacts:
    """Ready on 10 April and discharged after so many housing nights."""
    left_on = d("10 Apr") + timedelta(days=nights)
    values = {
        "ref": ref,
        "discharged_on": left_on,
        "ready_periods": (ReadyFact(d("10 Apr"), left_on),),
        "barriers": (BarrierFact(kind, d("1 Apr"), None, True),),
        "main_barriers": (main(kind, "5 Apr"),),
    }
    return a_stay(**values | changes)


def still_in(since: str, ref: str = "S9", **changes: object) -> StayFacts:
    open_ended = {"discharged_on": None, "discharge_outcome": None, "ready_periods": (ReadyFact(d(since)),)}
    return waited(0, ref, **open_ended | changes)


def sealed(low: float, likely: float, high: float, stratum: str = "mental health, no_home") -> Expected:
    made = estimate(low, likely, high, "9 Apr")
    return Expected(Basis.SEALED, "sealed estimate", stratum, likely, 6, estimate=made)


def cited(nights: float) -> Expected:
    return Expected(Basis.CITED, "A paper", "mental health", nights, 4)


def waits(chance: np.random.Generator, size: int, mean: float) -> list[int]:
    """Nothing for a third of patients; for the others a long tail of nights with this mean or a little more."""
    long = np.floor(chance.exponential(mean, size)) + 1
    return [int(nights) for nights in np.where(chance.random(size) < NO_WAIT, 0, long)]


def mean_wait(mean: float) -> float:
    return float((1 - NO_WAIT) / (1 - np.exp(-1 / mean)))


def a_service(seed: int, stays: int = 20, cohort_rows: int = 40) -> tuple[list[Row], Bases]:
    """As many stays and cohort rows in each of three strata."""
    chance = np.random.default_rng(seed)
    nights = zip(KINDS, COHORT_NIGHTS, strict=True)
    found = bases(CohortRow(MH, kind, n) for kind, mean in nights for n in waits(chance, cohort_rows, mean))
    rows, number = [], count()
    for kind, mean in zip(KINDS, SERVICE_NIGHTS, strict=True):
        expected = found.expected(a_stay(), kind)
        for observed in waits(chance, stays, mean):
            rows.append(row(expected, observed, chance.choice(SHARES, p=ODDS), ref=f"S{next(number)}"))
    return rows, found


def expected_gross(stays: int = 20) -> float:
    """The mean gross of all services like these."""
    means = zip(COHORT_NIGHTS, SERVICE_NIGHTS, strict=True)
    return sum(stays * (ODDS[0] + ODDS[1] / 2) * (mean_wait(cohort) - mean_wait(service)) for cohort, service in means)
