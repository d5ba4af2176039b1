"""The bootstrap of the interval as slowly and plainly as can be, without numpy: an oracle for small reports."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import sha256
from itertools import islice
from math import sqrt

from enabler.rules.evidence.comparison import Cohort, StratumKey, restricted_mean, stratum_label
from enabler.rules.method.expected import Bases
from enabler.rules.method.judging import weight
from enabler.rules.method.ledger import Row
from enabler.vocabulary import Basis, Confirmation

MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
WIDE, WORD, HALF = (1 << 128) - 1, (1 << 64) - 1, (1 << 32) - 1


def words(reference: str, purpose: str) -> Iterator[int]:
    """PCG64 (XSL-RR 128/64) as published, its state and step the two halves of a SHA-256."""
    digest = sha256(f"{reference}\n{purpose}".encode()).digest()
    state, step = int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:], "big") | 1
    while True:
        state = (state * MULTIPLIER + step) & WIDE
        folded, turn = (state >> 64) ^ (state & WORD), state >> 122
        yield (folded >> turn | folded << (64 - turn)) & WORD if turn else folded


def resample(stream: Iterator[int], size: int) -> list[int]:
    halves = [half for word in islice(stream, (size + 1) // 2) for half in (word & HALF, word >> 32)]
    return [half * size >> 32 for half in halves[:size]]


def cohort_resamples(cohort: Cohort, used: set[StratumKey], reference: str) -> Iterator[dict[StratumKey, list[int]]]:
    """Per resample, which rows of the cohort each used stratum took."""
    streams = {key: words(reference, f"cohort|{cohort.name}|{stratum_label(*key)}") for key in used}
    order = sorted(
        range(len(cohort.rows)),
        key=lambda n: (cohort.rows[n].kind or "", cohort.rows[n].nights, cohort.rows[n].waiting),
    )
    members = {
        (setting, kind): [
            n for n in order if cohort.rows[n].setting is setting and (kind is None or cohort.rows[n].kind == kind)
        ]
        for setting, kind in used
    }
    while True:
        taken = {key: [rows[place] for place in resample(streams[key], len(rows))] for key, rows in members.items()}
        for setting, kind in used:
            if kind is None:
                _let_strata_lead(cohort, taken, (setting, kind))
        yield taken


def _let_strata_lead(cohort: Cohort, taken: dict[StratumKey, list[int]], whole: StratumKey) -> None:
    lead = {key: iter(rows) for key, rows in taken.items() if key[0] is whole[0] and key[1] is not None}
    taken[whole] = [next(lead.get((whole[0], cohort.rows[n].kind), iter(())), n) for n in taken[whole]]


def gross_resamples(rows: Sequence[Row], bases: Bases, reference: str) -> Iterator[float]:
    """The gross of one resample after another."""
    strata: dict[tuple[Basis, str, str], list[Row]] = {}
    for row in rows:
        strata.setdefault((row.expected.basis, row.expected.name, row.expected.stratum), []).append(row)
    streams = {key: words(reference, "stays|" + "|".join(key)) for key in strata}
    cohorts = []
    for cohort, table in bases.strata:
        keys = {row.expected.key for row in rows if row.expected.name == cohort.name and row.expected.key}
        cohorts.append((cohort, table, cohort_resamples(cohort, keys, reference)))
    while True:
        means = {}
        for cohort, table, resamples in cohorts:
            for key, taken in next(resamples).items():
                waits = [(cohort.rows[n].nights, cohort.rows[n].waiting) for n in taken]
                mean = restricted_mean(waits, table[key].horizon) * (cohort.delayed_share or 1)
                means[Basis.COMPARISON, cohort.name, stratum_label(*key)] = mean
        yield sum(_stratum(key, sorted(strata[key], key=_order), streams[key], means) for key in strata)


def _stratum(key: tuple[Basis, str, str], rows: list[Row], stream: Iterator[int], means: dict) -> float:
    total = 0.0
    if key[0] is Basis.SEALED:
        for word in islice(stream, len(rows)):
            row = rows[(word >> 32) * len(rows) >> 32]
            total += counted(row, triangular(((word & HALF) + 0.5) / 2**32, row))
    else:
        for place in resample(stream, len(rows)):
            total += counted(rows[place], means.get(key, rows[place].expected.nights))
    return total


def counted(row: Row, expected: float) -> float:
    avoided = weight(row.share) * (expected - row.observed)
    return min(avoided, 0.0) if row.confirmed is Confirmation.DISPUTED else avoided


def triangular(chance: float, row: Row) -> float:
    """The inverse of the distribution function of a triangle, as textbooks print it."""
    estimate = row.expected.estimate
    assert estimate is not None
    low, likely, high = estimate.low, estimate.likely, estimate.high
    if low == high:
        return low
    if chance < (likely - low) / (high - low):
        return low + sqrt(chance * (high - low) * (likely - low))
    return high - sqrt((1 - chance) * (high - low) * (high - likely))


def area(rows: Sequence[tuple[int, bool]], horizon: int) -> Fraction:
    """The area under the Kaplan-Meier curve, night by night, in exact fractions."""
    standing, found = Fraction(1), Fraction(0)
    for night in range(horizon):
        at_risk = sum(nights >= night for nights, _ in rows)
        ended = sum(nights == night and not waiting for nights, waiting in rows)
        standing *= 1 - Fraction(ended, at_risk) if at_risk else 1
        found += standing
    return found


def _order(row: Row) -> tuple[float, ...]:
    estimate = row.expected.estimate
    drawn = (estimate.low, estimate.likely, estimate.high) if estimate else ()
    return weight(row.share), row.observed, row.confirmed is Confirmation.DISPUTED, *drawn
