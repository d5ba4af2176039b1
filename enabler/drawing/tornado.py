"""Which assumption moves the figure most: a bar for each, left and right of the report's own figure, widest first."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from markupsafe import Markup

from enabler.drawing.patterns import INK, NARROW, QUIET, WIDE, Drawn, n, shown, swatch, text_width, words
from enabler.vocabulary import Part
from enabler.wording.formatting import figure

SMALLEST = 0.05  # less is no difference in figures of one decimal
BELOW, ABOVE = Part.HOUSING_AND_OTHER, Part.HOUSING_ONLY
SIZE = 13.0


class End(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def figure(self) -> float: ...


class TornadoBar(Protocol):
    @property
    def assumption(self) -> str: ...
    @property
    def low(self) -> End: ...
    @property
    def high(self) -> End: ...


class _Scale(NamedTuple):
    """Where figures lie across the drawing."""

    own: float
    own_at: float
    per_night: float

    def at(self, value: float) -> float:
        return self.own_at + (value - self.own) * self.per_night


def tornado(swings: Sequence[TornadoBar], own: float, *, image: bool = False) -> Markup:
    """`own` is the report's central net in nights; `swings` come widest first, those without width as no difference."""
    return shown(_wide(swings, own), _narrow(swings, own), tornado_in_words(swings, own), image)


def tornado_in_words(swings: Sequence[TornadoBar], own: float) -> str:
    said = [
        f"{one.assumption}: {figure(one.low.figure)} ({one.low.label}) to {figure(one.high.figure)} ({one.high.label})"
        for one in _moving(swings)
    ]
    still = _no_difference(swings)
    sentences = [f"Central net with one assumption changed at a time, in nights; the report says {figure(own)}"]
    if said:
        sentences.append("Which matters most comes first. " + "; ".join(said))
    return ". ".join([*sentences, *([still] if still else [])]) + "."


def _moving(swings: Sequence[TornadoBar]) -> list[TornadoBar]:
    return [swing for swing in swings if swing.high.figure - swing.low.figure >= SMALLEST]


def _no_difference(swings: Sequence[TornadoBar]) -> str:
    moving = _moving(swings)
    still = [swing.assumption for swing in swings if swing not in moving]
    return f"No difference: {', '.join(still)}" if still else ""


def _wide(swings: Sequence[TornadoBar], own: float) -> Drawn:
    """The ends named beside the bars, the name of the assumption on the left."""
    moving, row, top = _moving(swings), 44.0, 30.0
    names = max([0.0, *(text_width(one.assumption, 15) for one in moving)]) + 24
    scale = _scale(moving, own, names, WIDE, _room)
    body = []
    for number, one in enumerate(moving):
        y = top + row * number
        body.append(words(_named(one), 0, y + 24, size=15, bold=not number))
        body.append(_bar(one, own, scale, y + 8, 24))
        if _is_left(one, own):
            body.append(_end(one.low, scale.at(one.low.figure) - 8, y + 16, "end"))
        if _is_right(one, own):
            body.append(_end(one.high, scale.at(one.high.figure) + 8, y + 16, "start"))
    base = top + row * len(moving)
    lines, height = _still(swings, base, WIDE, 14)
    line = _line(scale.at(own), 20, base) if moving else ""
    return "".join(body) + line + _own(own, scale.at(own), WIDE, 14) + lines, WIDE, base + height + 6


def _narrow(swings: Sequence[TornadoBar], own: float) -> Drawn:
    """The ends in lines of their own below each bar."""
    moving, y = _moving(swings), 28.0
    scale = _scale(moving, own, 1.0, NARROW - 1, lambda end: 0.0)
    body = []
    for number, one in enumerate(moving):
        body.append(words(_named(one), 0, y + 16, size=15, bold=not number) + _bar(one, own, scale, y + 24, 18))
        body.append(_line(scale.at(own), y + 21, y + 45))
        for line, (place, end) in enumerate((("lowest", one.low), ("highest", one.high))):
            body.append(words(f"{place} {figure(end.figure)}: {end.label}", 0, y + 58 + 17 * line, size=SIZE))
        y += 88
    lines, height = _still(swings, y, NARROW, SIZE)
    return "".join(body) + _own(own, scale.at(own), NARROW, SIZE) + lines, NARROW, y + height + 6


def _scale(moving: Sequence[TornadoBar], own: float, left: float, right: float, room: Callable[[End], float]) -> _Scale:
    """The largest at which every bar has room for the words at its ends."""
    below = [(0.0, 1.0), *((own - one.low.figure, room(one.low)) for one in moving if _is_left(one, own))]
    above = [(0.0, 1.0), *((one.high.figure - own, room(one.high)) for one in moving if _is_right(one, own))]
    between = right - left
    fitting = [(between - w - v) / (d + e) for d, w in below for e, v in above if d + e]
    if not fitting:
        return _Scale(own, (left + right) / 2, 0.0)
    per_night = max(0.0, min(fitting))
    return _Scale(own, left + max(words_wide + per_night * far for far, words_wide in below), per_night)


def _named(tornado_bar: TornadoBar) -> str:
    return tornado_bar.assumption[:1].upper() + tornado_bar.assumption[1:]


def _is_left(tornado_bar: TornadoBar, own: float) -> bool:
    return own - tornado_bar.low.figure >= SMALLEST


def _is_right(tornado_bar: TornadoBar, own: float) -> bool:
    return tornado_bar.high.figure - own >= SMALLEST


def _bar(tornado_bar: TornadoBar, own: float, scale: _Scale, y: float, height: float) -> str:
    middle, low, high = (
        scale.at(own),
        scale.at(min(tornado_bar.low.figure, own)),
        scale.at(max(tornado_bar.high.figure, own)),
    )
    pieces = []
    if _is_left(tornado_bar, own):
        pieces.append(swatch(BELOW, low, y, max(1.0, middle - low), height, 6))
    if _is_right(tornado_bar, own):
        pieces.append(swatch(ABOVE, middle, y, max(1.0, high - middle), height, 6))
    return "".join(pieces)


def _end(end: End, x: float, y: float, anchor: str) -> str:
    figured = words(figure(end.figure), x, y, size=15, anchor=anchor, bold=True)
    return figured + words(end.label, x, y + 17, size=SIZE, anchor=anchor, fill=QUIET)


def _room(end: End) -> float:
    return max(text_width(end.label, SIZE), text_width(figure(end.figure), 15)) + 14


def _own(own: float, x: float, width: float, size: float) -> str:
    """What the line that all bars lie beside stands for."""
    said = f"As in the report: {figure(own)}"
    half = text_width(said, size) / 2
    return words(said, min(max(x, half), width - half), 14, size=size, anchor="middle", bold=True)


def _line(x: float, top: float, base: float) -> str:
    return f'<path d="M{n(x)} {n(top)}V{n(base)}" stroke="{INK}" stroke-width="1.5"/>'


def _still(swings: Sequence[TornadoBar], y: float, width: float, size: float) -> tuple[str, float]:
    """What makes no difference, over as many lines as it takes, and how high these are."""
    lines: list[str] = []
    for word in _no_difference(swings).split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    drawn = (words(line, 0, y + 18 + 18 * place, size=size, fill=QUIET) for place, line in enumerate(lines))
    return "".join(drawn), 18.0 * len(lines)
