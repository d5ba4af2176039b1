"""Past estimates drawn: a line from low to high with a tick at likely, and a dot where the wait ended. Pure: numbers in, SVG out.

The same numbers stand in the table beside it; the alternative text says them too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from enabler.web.formatting import trimmed
from enabler.web.patterns import INK, QUIET, SOLID, drawing, n, text_width, words

WIDE, NARROW = 620.0, 300.0
AXIS, KEY = 22.0, 24.0


class Mark(NamedTuple):
    """One estimate and what came of it, in nights."""

    label: str
    low: float
    likely: float
    high: float
    observed: float


def estimate_marks(marks: Sequence[Mark]) -> Markup:
    """Both drawings of the page, which shows one of them; nothing without estimates."""
    if not marks:
        return Markup("")
    alternative = in_words(marks)
    wide, narrow = _drawn(marks, WIDE, above=False), _drawn(marks, NARROW, above=True)
    return Markup('<div class="when-wide">{}</div><div class="when-narrow">{}</div>').format(
        drawing(*wide, alternative), drawing(*narrow, alternative)
    )


def in_words(marks: Sequence[Mark]) -> str:
    said = "; ".join(
        f"{one.label} {trimmed(one.low)} to {trimmed(one.high)}, likely {trimmed(one.likely)}, was {trimmed(one.observed)}"
        for one in marks
    )
    return f"Estimates beside what happened, in nights. {said}."


def _drawn(marks: Sequence[Mark], width: float, *, above: bool) -> tuple[str, float, float]:
    """A row each, on one scale from nought; on a narrow screen the label stands above its line."""
    left = 8.0 if above else 12 + max(text_width(one.label, 14) for one in marks)
    step = 38.0 if above else 24.0
    most = max(1.0, *(max(one.high, one.observed) for one in marks))
    scale = (width - left - 14) / most
    body = [_key(8.0)]
    for number, one in enumerate(marks):
        top = KEY + number * step
        y = top + (28 if above else 14)
        body.append(words(one.label, 0, top + (15 if above else 19), size=14))
        body.append(_line(left + one.low * scale, left + one.high * scale, left + one.likely * scale, y))
        body.append(_dot(left + one.observed * scale, y))
    base = KEY + len(marks) * step + 4
    body.append(_axis(left, most, scale, base))
    return "".join(body), width, base + AXIS


def _line(low: float, high: float, likely: float, y: float) -> str:
    path = f"M{n(low)} {n(y)}H{n(high)}M{n(low)} {n(y - 4)}v8M{n(high)} {n(y - 4)}v8"
    thin = f'<path d="{path}" fill="none" stroke="{QUIET}" stroke-width="1.6"/>'
    return thin + f'<path d="M{n(likely)} {n(y - 8)}v16" stroke="{INK}" stroke-width="2.6"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="5.5" fill="{SOLID}" stroke="#fff" stroke-width="1.5"/>'


def _key(y: float) -> str:
    return (
        _line(2, 42, 20, y)
        + words("low, likely, high", 50, y + 5, fill=QUIET)
        + _dot(178, y)
        + words("what happened", 188, y + 5, fill=QUIET)
    )


def _axis(left: float, most: float, scale: float, y: float) -> str:
    """Nought, the end, and what lies between at a round step."""
    step = next((size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / size <= 6), 1000)
    at = [float(value) for value in range(0, int(most) + 1, step)]
    ticks = "".join(f"M{n(left + value * scale)} {n(y - 4)}v4" for value in at)
    labels = "".join(words(trimmed(value), left + value * scale, y + 15, anchor="middle", fill=QUIET) for value in at)
    line = (
        f'<path d="M{n(left)} {n(y)}H{n(left + most * scale)}{ticks}" fill="none" stroke="{QUIET}" stroke-width="1"/>'
    )
    return line + labels
