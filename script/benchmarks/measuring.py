"""Measuring side by side: every round runs each side once, so that what else the machine does falls on all of them."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 9


@dataclass(frozen=True)
class Timed:
    """Median seconds of each side over the rounds, and the seconds of every round."""

    seconds: dict[str, float]
    rounds: dict[str, list[float]]

    def ratio(self, side: str, beside: str) -> float:
        """The median of the rounds' own ratios."""
        pairs = zip(self.rounds[side], self.rounds[beside], strict=True)
        return statistics.median(one / other for one, other in pairs)


@dataclass(frozen=True)
class Figure:
    """A line of the table. `bar` is the most that `value` may be."""

    what: str
    value: float
    bar: float | None
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.bar is None or self.value <= self.bar


def interleaved(sides: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS, repeat: int = 1) -> Timed:
    """Each side's seconds for one call. A side that has never run is run once before the clock starts."""
    for run in sides.values():
        run()
    taken: dict[str, list[float]] = {side: [] for side in sides}
    for number in range(rounds):
        turned = list(sides)[number % len(sides) :] + list(sides)[: number % len(sides)]
        for side in turned:
            taken[side].append(_seconds(sides[side], repeat))
    return Timed({side: statistics.median(times) for side, times in taken.items()}, taken)


def _seconds(run: Callable[[], object], repeat: int) -> float:
    gc.collect()
    started = time.perf_counter()
    for _ in range(repeat):
        run()
    return (time.perf_counter() - started) / repeat
