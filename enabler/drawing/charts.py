"""Charts for page and paper: values written beside the marks, patterns instead of colours alone."""

# Pure: numbers in, SVG out. Each comes as a wide drawing and one for a narrow screen. Their numbers also belong in a
# table below them.

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

from markupsafe import Markup

from enabler.drawing.patterns import INK, NARROW, QUIET, WIDE, Drawn, n, range_line, shown, swatch, text_width, words
from enabler.vocabulary import Part
from enabler.wording.formatting import figure, whole

PARTS = tuple(Part)
Months = Sequence[tuple[str, Mapping[Part, int]]]


class ChartStep(NamedTuple):
    """One bar from gross to net. `kind`: "total" stands on zero, "change" hangs from the bar before."""

    label: str
    value: float
    kind: str = "total"


def nights_by_month(months: Months, *, image: bool = False) -> Markup:
    """Stacked bars, one a month, by part; `months` are (label, nights by part) in order."""
    return shown(_columns(months), _bars(months), nights_by_month_in_words(months), image)


def nights_by_month_in_words(months: Months) -> str:
    said = []
    for label, counts in months:
        split = ", ".join(f"{whole(counts[p])} {p.label.lower()}" for p in PARTS if counts.get(p))
        said.append(f"{label}: {whole(sum(counts.values()))}" + (f" ({split})" if split else ""))
    return "Delay nights by month and part. " + "; ".join(said) + "."


def gross_to_net(steps: Sequence[ChartStep], low: float, high: float, *, image: bool = False) -> Markup:
    """A bar for each correction from gross to net, and the range of the net as a line with ends."""
    narrow = _waterfall(steps, low, high, NARROW, labels_above=True)
    return shown(_waterfall(steps, low, high, WIDE), narrow, gross_to_net_in_words(steps, low, high), image)


def gross_to_net_in_words(steps: Sequence[ChartStep], low: float, high: float) -> str:
    said = "; ".join(f"{step.label} {figure(step.value)}" for step in steps)
    return f"From gross to net, in nights. {said}. Range of the net {figure(low)} to {figure(high)}."


def _columns(months: Months) -> Drawn:
    plot, top, left = 220.0, 52.0, 4.0
    base = top + plot
    slot = (WIDE - 2 * left) / max(1, len(months))
    bar, body = min(84.0, slot * 0.62), [_key(left, 4, WIDE)[0]]
    for number, (label, counts) in enumerate(months):
        x, y = left + slot * number + (slot - bar) / 2, base
        for part in PARTS:
            height = plot * counts.get(part, 0) / _tallest(months)
            if height:
                y -= height
                body.append(swatch(part, x, y, bar, height, 7))
                room = height if text_width(whole(counts[part]), 14) < bar else 0.0
                body.append(_inside(counts[part], x + bar / 2, y + height / 2, room, part))
        total = whole(sum(counts.values()))
        if text_width(total, 15) <= slot:
            body.append(words(total, x + bar / 2, y - 6, size=15, anchor="middle", bold=True))
        body.append(_below(label, number, x + bar / 2, base + 20, slot))
    body.append(f'<path d="M{n(left)} {n(base)}H{n(WIDE - left)}" stroke="{INK}" stroke-width="1.5"/>')
    tall = 30 if all(text_width(label, 14) < slot for label, _ in months) else 47
    return "".join(body), WIDE, base + tall


def _below(label: str, number: int, x: float, y: float, slot: float) -> str:
    """The name of a month: over two lines where it is too wide for its place, and only so often as it has room."""
    if text_width(label, 14) < slot:
        return words(label, x, y, size=14, anchor="middle")
    lines = label.rsplit(" ", 1)
    every = ceil((max(text_width(line, 14) for line in lines) + 4) / slot)
    if number % every:
        return ""
    return "".join(words(line, x, y + 17 * place, size=14, anchor="middle") for place, line in enumerate(lines))


def _bars(months: Months) -> Drawn:
    """The same lying down, a month below the other, for a narrow screen."""
    key, y = _key(0, 2, NARROW)
    body = [key]
    for label, counts in months:
        x = 1.0
        body.append(
            words(label, 0, y + 18, size=15)
            + words(whole(sum(counts.values())), NARROW, y + 18, size=15, anchor="end", bold=True)
        )
        for part in PARTS:
            width = (NARROW - 2) * counts.get(part, 0) / _tallest(months)
            if width:
                body.append(swatch(part, x, y + 25, width, 20, 6))
                body.append(_inside(counts[part], x + width / 2, y + 35, min(20.0, width * 0.8), part))
                x += width
        y += 54
    return "".join(body), NARROW, y


def _tallest(months: Months) -> int:
    return max([1, *(sum(counts.values()) for _, counts in months)])


def _inside(value: int, x: float, middle: float, room: float, part: Part) -> str:
    """The value within its segment where there is room, on a clear ground where there is a pattern."""
    if room < 17:
        return ""
    text = whole(value)
    if part == Part.HOUSING_ONLY:
        return words(text, x, middle + 5, size=14, anchor="middle", fill="#fff")
    wide = text_width(text, 14) + 8
    ground = f'<rect x="{n(x - wide / 2)}" y="{n(middle - 8)}" width="{n(wide)}" height="16" fill="#fff"/>'
    return ground + words(text, x, middle + 5, size=14, anchor="middle")


def _key(left: float, top: float, width: float) -> tuple[str, float]:
    """What each pattern means, over as many lines as it takes, and where the drawing goes on."""
    body, x, y = [], left, top
    for part in PARTS:
        wide = 30 + text_width(part.label, 14)
        if x > left and x + wide > width:
            x, y = left, y + 22
        body.append(swatch(part, x + 1, y, 22, 14, 5) + words(part.label, x + 30, y + 12, size=14))
        x += wide + 20
    return "".join(body), y + 26


def _waterfall(
    steps: Sequence[ChartStep], low: float, high: float, width: float, *, labels_above: bool = False
) -> Drawn:
    left, right, row = (2.0, 2.0, 52.0) if labels_above else (250.0, 110.0, 34.0)
    bar_top, indent = (24, 7) if labels_above else (6, 0)
    ends = _ends(steps)
    least, most = min([0.0, low, *map(min, ends)]), max([0.0, high, *map(max, ends)])
    scale = (width - left - right) / ((most - least) or 1)
    across = [left + (value - least) * scale for value in (0.0, low, high)]
    body = []
    for number, (step, (start, end)) in enumerate(zip(steps, ends, strict=True)):
        y, total = row * number, step.kind == "total"
        part = Part.HOUSING_ONLY if total else Part.HOUSING_AND_OTHER
        baseline = y + (17 if labels_above else 22)
        body.append(words(step.label, indent, baseline, size=14, bold=total))
        x = left + (min(start, end) - least) * scale
        body.append(swatch(part, x, y + bar_top, max(1.0, abs(end - start) * scale), 22, 6))
        body.append(words(figure(step.value), width, baseline, size=15, anchor="end", bold=total))
    base = row * len(steps)
    body.append(words(f"Range of the net: {figure(low)} to {figure(high)}", indent, base + 20, size=14, fill=QUIET))
    body.append(range_line(across[1], across[2], base + (34 if labels_above else 15)))
    body.append(f'<path d="M{n(across[0])} 0V{n(base + bar_top + 20)}" stroke="{INK}" stroke-width="1.5"/>')
    return "".join(body), width, base + bar_top + 24


def _ends(steps: Sequence[ChartStep]) -> list[tuple[float, float]]:
    """Where each bar begins and ends: a total from zero, a change from where the last bar ended."""
    ends: list[tuple[float, float]] = []
    at = 0.0
    for step in steps:
        start = 0.0 if step.kind == "total" else at
        at = start + step.value
        ends.append((start, at))
    return ends
