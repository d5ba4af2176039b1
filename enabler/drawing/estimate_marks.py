"""A past estimate drawn: a line from low to high, a tick at likely, a dot where the wait ended."""

# Numbers in, SVG out. One for each row of a table, all on one scale from zero; the same numbers stand in the row.

from typing import NamedTuple

from markupsafe import Markup

from enabler.drawing.patterns import INK, QUIET, SOLID, drawing, n, words

WIDTH, HEIGHT, EDGE = 380.0, 22.0, 8.0
CSS = "estimate-mark"


class EstimateMark(NamedTuple):
    """One estimate and what came of it, in nights."""

    low: float
    likely: float
    high: float
    observed: float


def estimate_mark(mark: EstimateMark, most: float) -> Markup:
    """`most`: the nights at the right edge, the same for every row of a table."""
    scale, y = (WIDTH - 2 * EDGE) / max(most, 1.0), HEIGHT / 2
    low, likely, high, observed = (EDGE + nights * scale for nights in mark)
    ground = f'<path d="M{n(EDGE)} 0V{n(HEIGHT)}" stroke="{QUIET}" stroke-width="1"/>'
    return drawing(ground + _line(low, high, likely, y) + _dot(observed, y), WIDTH, HEIGHT, in_words(mark), CSS)


def key() -> Markup:
    """What the marks mean, shown once above them."""
    body = _line(2, 42, 20, 10) + words("low, likely, high", 52, 15) + _dot(180, 10) + words("what happened", 192, 15)
    return drawing(body, 290, 20, "The line runs from low to high, its tick is likely, the dot is what happened", CSS)


def in_words(mark: EstimateMark) -> str:
    """Where the dot lies: what a look at the drawing tells."""
    if mark.observed < mark.low:
        return "sooner than low"
    return "longer than high" if mark.observed > mark.high else "between low and high"


def _line(low: float, high: float, likely: float, y: float) -> str:
    path = f"M{n(low)} {n(y)}H{n(high)}M{n(low)} {n(y - 4)}v8M{n(high)} {n(y - 4)}v8"
    thin = f'<path d="{path}" fill="none" stroke="{QUIET}" stroke-width="1.6"/>'
    return thin + f'<path d="M{n(likely)} {n(y - 8)}v16" stroke="{INK}" stroke-width="2.6"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="5.5" fill="{SOLID}" stroke="#fff" stroke-width="1.5"/>'
