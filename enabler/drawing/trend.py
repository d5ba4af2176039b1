"""The figure of this period beside those before: one mark a period with its range, told apart by shape and filling."""

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from enabler.drawing.patterns import INK, NARROW, QUIET, SOLID, WIDE, Drawn, n, shown, text_width, words
from enabler.wording.formatting import figure

NOW, PUBLISHED, DRAFT = "this report", "as published", "from the records as they are now"


class DrawnPoint(Protocol):
    """A period: its central net in nights with the range, whether a published report says so, and whether it is
    this one."""

    @property
    def label(self) -> str: ...
    @property
    def central(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def is_published(self) -> bool: ...
    @property
    def is_now(self) -> bool: ...


def trend(points: Sequence[DrawnPoint], *, image: bool = False) -> Markup:
    """`points` are periods, oldest first."""
    return shown(_columns(points), _rows(points), trend_in_words(points), image)


def trend_in_words(points: Sequence[DrawnPoint]) -> str:
    said = [f"{point.label}: {figure(point.central)} (range {_range(point)}; {_standing(point)})" for point in points]
    return "Net nights avoided, period by period. " + "; ".join(said) + "."


def _standing(drawn_point: DrawnPoint) -> str:
    return NOW if drawn_point.is_now else PUBLISHED if drawn_point.is_published else DRAFT


def _columns(points: Sequence[DrawnPoint]) -> Drawn:
    """Side by side, the figure beside its mark."""
    plot, top = 92.0, 40.0
    least, most = _ends(points)
    scale = plot / (most - least)
    slot, zero = WIDE / max(1, len(points)), top + most * scale
    body = [_key(points, WIDE)]
    body.append(f'<path d="M0 {n(zero)}H{n(WIDE)}" stroke="{INK}" stroke-width="1.2"/>')
    for number, one in enumerate(points):
        x = slot * number + slot / 2 - 26
        central, low, high = (top + (most - value) * scale for value in (one.central, one.low, one.high))
        body.append(_ended(f"M{n(x)} {n(low)}V{n(high)}M{n(x - 7)} {n(low)}h14M{n(x - 7)} {n(high)}h14"))
        body.append(_mark(one, x, central))
        body.append(_grounded(figure(one.central), x + 14, central + 5))
        body.append(words(one.label, x + 26, top + plot + 26, size=13, anchor="middle"))
        body.append(words(_range(one), x + 26, top + plot + 44, size=13, anchor="middle", fill=QUIET))
    return "".join(body), WIDE, top + plot + 52


def _rows(points: Sequence[DrawnPoint]) -> Drawn:
    """One below the other, for a narrow screen."""
    least, most = _ends(points)
    scale = (NARROW - 20) / (most - least)
    top, zero = 22.0 * len(_key_lines(points, NARROW)) + 6, 10 - least * scale
    body = [_key(points, NARROW)]
    for number, one in enumerate(points):
        y = top + 56.0 * number
        central, low, high = (10 + (value - least) * scale for value in (one.central, one.low, one.high))
        body.append(words(one.label, 0, y + 17, size=15))
        body.append(words(figure(one.central), NARROW, y + 17, size=15, anchor="end", bold=True))
        body.append(f'<path d="M{n(zero)} {n(y + 25)}v26" stroke="{INK}" stroke-width="1.2"/>')
        body.append(_ended(f"M{n(low)} {n(y + 38)}H{n(high)}M{n(low)} {n(y + 31)}v14M{n(high)} {n(y + 31)}v14"))
        body.append(_mark(one, central, y + 38))
    return "".join(body), NARROW, top + 56.0 * len(points)


def _ends(points: Sequence[DrawnPoint]) -> tuple[float, float]:
    """The least and the most of the drawing, which always has its zero."""
    values = [value for point in points for value in (point.low, point.central, point.high)]
    least, most = min([0.0, *values]), max([0.0, *values])
    return (least, most) if most > least else (0.0, 1.0)


def _range(drawn_point: DrawnPoint) -> str:
    return f"{figure(min(drawn_point.low, drawn_point.high))} to {figure(max(drawn_point.low, drawn_point.high))}"


def _ended(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{SOLID}" stroke-width="2"/>'


def _grounded(text: str, x: float, y: float) -> str:
    """Words on a clear ground, where the zero line may run behind them."""
    ground = f'<rect x="{n(x - 2)}" y="{n(y - 14)}" width="{n(text_width(text, 16) + 4)}" height="18" fill="#fff"/>'
    return ground + words(text, x, y, size=16, bold=True)


def _mark(drawn_point: DrawnPoint, x: float, y: float) -> str:
    """A filled square for this report, a filled circle for a published one, a hollow circle for a draft."""
    if drawn_point.is_now:
        return f'<rect x="{n(x - 7)}" y="{n(y - 7)}" width="14" height="14" fill="{SOLID}"/>'
    fill = SOLID if drawn_point.is_published else "#fff"
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="6" fill="{fill}" stroke="{SOLID}" stroke-width="2.2"/>'


def _key_lines(points: Sequence[DrawnPoint], width: float) -> list[list[DrawnPoint]]:
    """One point of each standing there is, over as many lines as they take."""
    lines: list[list[DrawnPoint]] = []
    x = width
    for one in sorted(
        {_standing(point): point for point in reversed(points)}.values(), key=lambda one: _ORDER[_standing(one)]
    ):
        wide = 44 + text_width(_standing(one), 14)
        if x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append(one)
        x += wide
    return lines


_ORDER = {NOW: 0, PUBLISHED: 1, DRAFT: 2}


def _key(points: Sequence[DrawnPoint], width: float) -> str:
    body = []
    for place, line in enumerate(_key_lines(points, width)):
        x, y = 0.0, 12.0 + 22 * place
        for one in line:
            body.append(_mark(one, x + 9, y) + words(_standing(one), x + 24, y + 5, size=14))
            x += 44 + text_width(_standing(one), 14)
    return "".join(body)
