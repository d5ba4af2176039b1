"""The night strip of a row in a list: one box for each run of nights of a part."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from enabler.drawing.patterns import drawing, swatch
from enabler.rules.method.nights import Run
from enabler.vocabulary import Part
from enabler.wording.formatting import nights
from enabler.wording.nights_in_words import parts_in_words

WIDEST_CELL, NARROWEST_CELL = 7.0, 5.0
LONGEST_GAP = 4  # nights not ready between two runs, as at most so many cells
HEIGHT = 14.0


def row_strip(runs: Sequence[Run], width: float) -> Markup:
    """Cells while there is room for each night, else boxes; nothing without delay nights."""
    if not runs:
        return Markup("")
    gaps = [0, *(min(run.start - before.end, LONGEST_GAP) for before, run in pairwise(runs))]
    cell = min(WIDEST_CELL, width / (sum(run.nights for run in runs) + sum(gaps)))
    body, x = [], 1.0
    for run, gap in zip(runs, gaps, strict=True):
        x += gap * cell
        body.append(_box(run, x, cell))
        x += run.nights * cell
    return Markup('<span class="strip-small">{}</span>').format(
        drawing("".join(body), x + 1, HEIGHT + 2, in_words(runs), "strip-row")
    )


def in_words(runs: Sequence[Run]) -> str:
    counts: Counter[Part] = Counter()
    for run in runs:
        counts[run.part] += run.nights
    return f"Delayed {nights(counts.total())}: {parts_in_words(counts)}"


def _box(run: Run, x: float, cell: float) -> str:
    if cell < NARROWEST_CELL:
        return swatch(run.part, x, 1, max(1.0, run.nights * cell), HEIGHT, 4)
    return "".join(swatch(run.part, x + night * cell + 0.8, 1, cell - 1.6, HEIGHT, 4) for night in range(run.nights))
