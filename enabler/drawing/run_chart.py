"""A run chart as SVG: weeks as marks told apart by shape, the median of before as a line, values beside the marks."""

# Each comes as a wide drawing and one for a narrow screen, where the weeks go down the page. A week without a value
# is a gap.

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from enabler.drawing.patterns import INK, QUIET, SOLID, as_image, drawing, n, text_width, words

WIDE, NARROW = 720.0, 340.0
LEFT, RIGHT, TOP, PLOT = 8.0, 8.0, 58.0, 190.0
ROW = 26.0
KEY = ("before", "during", "after")
Shown = Callable[[float], str]


class ChartMark(NamedTuple):
    """One week: its label, its value (None: a gap), and before, during or after."""

    label: str
    value: float | None
    phase: str


def run_chart(
    marks: Sequence[ChartMark], middle: float | None, shown: Shown, what: str, *, image: bool = False
) -> Markup:
    """`middle` is the median of the weeks before, `shown` writes a value, `what` says what is counted."""
    alternative = run_chart_in_words(marks, middle, shown, what)
    if image:
        return as_image(drawing(*_across(marks, middle, shown), alternative), alternative, "chart")
    return Markup('<div class="when-wide">{}</div><div class="when-narrow">{}</div>').format(
        drawing(*_across(marks, middle, shown), alternative), drawing(*_down(marks, middle, shown), alternative)
    )


def run_chart_in_words(marks: Sequence[ChartMark], middle: float | None, shown: Shown, what: str) -> str:
    said = [f"{what} by week."]
    if middle is not None:
        said.append(f"Median of the weeks before: {shown(middle)}.")
    for phase in KEY:
        values = [f"{mark.label} {_value(mark, shown)}" for mark in marks if mark.phase == phase]
        if values:
            said.append(f"{phase.capitalize()}: {', '.join(values)}.")
    return " ".join(said)


def _value(mark: ChartMark, shown: Shown) -> str:
    return "no value" if mark.value is None else shown(mark.value)


def _across(marks: Sequence[ChartMark], middle: float | None, shown: Shown) -> tuple[str, float, float]:
    slot = (WIDE - LEFT - RIGHT) / max(1, len(marks))
    base, scale = TOP + PLOT, PLOT / _most(marks, middle)
    places = [(LEFT + slot * (at + 0.5), _height(mark, base, scale)) for at, mark in enumerate(marks)]
    body = [_key(middle, shown), *_edges(marks, slot, base)]
    body.append(f'<path d="M{n(LEFT)} {n(base)}H{n(WIDE - RIGHT)}" stroke="{INK}" stroke-width="1.5"/>')
    if middle is not None:
        body.append(_middle_across(marks, slot, base - middle * scale))
    body.append(_joined(places))
    every = max(1, -(-len(marks) * 52 // int(WIDE)))  # labels of about 52 pixels
    for at, (mark, (x, y)) in enumerate(zip(marks, places, strict=True)):
        if y is not None and mark.value is not None:
            body += [shape(mark.phase, x, y), _ground(shown(mark.value), x, y - 8), _above(shown(mark.value), x, y)]
        if at % every == 0:
            body.append(words(mark.label, x, base + 18, size=12, anchor="middle"))
    return "".join(body), WIDE, base + 26


def _down(marks: Sequence[ChartMark], middle: float | None, shown: Shown) -> tuple[str, float, float]:
    """The same with time going down the page: a week a line, its value at the right."""
    left, right, top = 62.0, 48.0, 66.0
    scale = (NARROW - left - right) / _most(marks, middle)
    places = [
        (None if mark.value is None else left + mark.value * scale, top + ROW * (at + 0.5))
        for at, mark in enumerate(marks)
    ]
    bottom = top + ROW * len(marks)
    body = [_key_down(middle, shown)]
    body.append(f'<path d="M{n(left)} {n(top)}V{n(bottom)}" stroke="{INK}" stroke-width="1.5"/>')
    if middle is not None:
        body.append(_line(f"M{n(left + middle * scale)} {n(top)}V{n(bottom)}", dashed=True))
    for at in _changes(marks):
        body.append(f'<path d="M0 {n(top + ROW * at)}H{n(NARROW)}" stroke="{QUIET}" stroke-width="1"/>')
    body.append(_joined([(y, x) for x, y in places], swapped=True))
    for mark, (x, y) in zip(marks, places, strict=True):
        body.append(words(mark.label, 0, y + 5, size=14))
        if x is not None and mark.value is not None:
            body.append(shape(mark.phase, x, y))
        value = "–" if mark.value is None else shown(mark.value)
        body.append(words(value, NARROW, y + 5, size=14, anchor="end", bold=mark.value is not None))
    return "".join(body), NARROW, bottom + 4


def shape(phase: str, x: float, y: float) -> str:
    """Before an empty circle, during a filled square, after a filled circle: told apart on grey paper."""
    if phase == "during":
        return f'<rect x="{n(x - 6)}" y="{n(y - 6)}" width="12" height="12" fill="{SOLID}"/>'
    fill = "#fff" if phase == "before" else SOLID
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="5" fill="{fill}" stroke="{SOLID}" stroke-width="2"/>'


def _most(marks: Sequence[ChartMark], middle: float | None) -> float:
    return max([0.0, middle or 0.0, *(mark.value for mark in marks if mark.value is not None)]) or 1.0


def _height(mark: ChartMark, base: float, scale: float) -> float | None:
    return None if mark.value is None else base - mark.value * scale


def _joined(places: Sequence[tuple[float, float | None]], *, swapped: bool = False) -> str:
    """Weeks in a row joined by a line, broken where a week has no value."""
    path, pen = [], "M"
    for along, value in places:
        if value is None:
            pen = "M"
            continue
        x, y = (value, along) if swapped else (along, value)
        path.append(f"{pen}{n(x)} {n(y)}")
        pen = "L"
    return f'<path d="{"".join(path)}" fill="none" stroke="{QUIET}" stroke-width="1.2"/>' if path else ""


def _changes(marks: Sequence[ChartMark]) -> list[int]:
    """Where one phase ends and the next begins."""
    return [at for at in range(1, len(marks)) if marks[at].phase != marks[at - 1].phase]


def _edges(marks: Sequence[ChartMark], slot: float, base: float) -> list[str]:
    """A line where a phase begins, with its name at the top where there is room for it."""
    body, starts = [], [0, *_changes(marks)]
    for start, end in zip(starts, [*starts[1:], len(marks)], strict=True):
        x = LEFT + slot * start
        if start:
            body.append(f'<path d="M{n(x)} {n(TOP - 22)}V{n(base)}" stroke="{QUIET}" stroke-width="1"/>')
        name = marks[start].phase if marks else ""
        if text_width(name, 13) < slot * (end - start):
            body.append(words(name, x + 4, TOP - 14, size=13, fill=QUIET))
    return body


def _middle_across(marks: Sequence[ChartMark], slot: float, y: float) -> str:
    """The median: drawn through the weeks it is taken from, dashed where it is drawn on."""
    before = LEFT + slot * sum(mark.phase == "before" for mark in marks)
    return _line(f"M{n(LEFT)} {n(y)}H{n(before)}") + _line(f"M{n(before)} {n(y)}H{n(WIDE - RIGHT)}", dashed=True)


def _line(path: str, *, dashed: bool = False) -> str:
    pattern = ' stroke-dasharray="7 5"' if dashed else ""
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.6"{pattern}/>'


def _above(text: str, x: float, y: float) -> str:
    return words(text, x, y - 10, size=12, anchor="middle", bold=True)


def _ground(text: str, x: float, y: float) -> str:
    """A clear ground, so that a value crossed by a line can be read."""
    wide = text_width(text, 12) + 4
    return f'<rect x="{n(x - wide / 2)}" y="{n(y - 12)}" width="{n(wide)}" height="13" fill="#fff" fill-opacity=".85"/>'


def _key(middle: float | None, shown: Shown) -> str:
    """What each mark means, on one line."""
    body, x = "", LEFT + 8
    for phase in KEY:
        body += shape(phase, x, 12) + words(phase, x + 12, 17, size=14)
        x += 34 + text_width(phase, 14)
    return body + (_key_of_middle(middle, shown, x, 12) if middle is not None else "")


def _key_down(middle: float | None, shown: Shown) -> str:
    body, x = "", 8.0
    for phase in KEY:
        body += shape(phase, x, 12) + words(phase, x + 12, 17, size=14)
        x += 34 + text_width(phase, 14)
    return body + (_key_of_middle(middle, shown, 2, 38) if middle is not None else "")


def _key_of_middle(middle: float, shown: Shown, x: float, y: float) -> str:
    label = f"median of the weeks before: {shown(middle)}"
    return _line(f"M{n(x)} {n(y)}h30", dashed=True) + words(label, x + 38, y + 5, size=14)
