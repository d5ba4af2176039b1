"""Charts for page and paper: values written beside the marks, patterns instead of colours alone. Pure: numbers in, SVG out.

Their numbers also belong in a table below them; the alternative text repeats them.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from enabler.vocabulary import Part
from enabler.web.formatting import figure, whole
from enabler.web.patterns import INK, QUIET, SOLID, as_image, drawing, n, swatch, text_width, words

PARTS = tuple(Part)
SHORT = {
    Part.HOUSING_ONLY: "Housing only",
    Part.HOUSING_AND_OTHER: "Housing and other",
    Part.OTHER_ONLY: "Other only",
    Part.NONE_RECORDED: "No reason recorded",
}


class Step(NamedTuple):
    """One bar from gross to net. `kind`: "total" stands on zero, "change" hangs from the bar before."""

    label: str
    value: float
    kind: str = "total"


def nights_by_month(months: Sequence[tuple[str, Mapping[Part, int]]], *, image: bool = False) -> Markup:
    """Stacked bars, one a month, by part; `months` are (label, nights by part) in order."""
    alternative = nights_by_month_in_words(months)
    return shown(_stacked(months), alternative, image=image)


def nights_by_month_in_words(months: Sequence[tuple[str, Mapping[Part, int]]]) -> str:
    said = []
    for label, counts in months:
        split = ", ".join(f"{whole(counts[p])} {SHORT[p].lower()}" for p in PARTS if counts.get(p))
        said.append(f"{label}: {whole(sum(counts.values()))}" + (f" ({split})" if split else ""))
    return "Delay nights by month and part. " + "; ".join(said) + "."


def gross_to_net(steps: Sequence[Step], low: float, high: float, *, image: bool = False) -> Markup:
    """A bar for each correction from gross to net, and the range of the net as a line with ends."""
    alternative = gross_to_net_in_words(steps, low, high)
    return shown(_waterfall(steps, low, high), alternative, image=image)


def gross_to_net_in_words(steps: Sequence[Step], low: float, high: float) -> str:
    said = "; ".join(f"{step.label} {figure(step.value)}" for step in steps)
    return f"From gross to net, in nights. {said}. Range of the net {figure(low)} to {figure(high)}."


def shown(drawn: tuple[str, float, float], alternative: str, *, image: bool) -> Markup:
    svg = drawing(*drawn, alternative)
    return as_image(svg, alternative, "chart") if image else svg


def _stacked(months: Sequence[tuple[str, Mapping[Part, int]]]) -> tuple[str, float, float]:
    width, plot, top, left = 720.0, 220.0, 52.0, 4.0
    tallest = max([1, *(sum(counts.values()) for _, counts in months)])
    slot = (width - 2 * left) / max(1, len(months))
    bar, body = min(84.0, slot * 0.62), [_key(left)]
    for number, (label, counts) in enumerate(months):
        x, y = left + slot * number + (slot - bar) / 2, top + plot
        for part in PARTS:
            value = counts.get(part, 0)
            height = plot * value / tallest
            if value:
                y -= height
                body.append(swatch(part, x, y, bar, height, 7) + _inside(whole(value), x + bar / 2, y, height, part))
        body.append(words(whole(sum(counts.values())), x + bar / 2, y - 6, size=15, anchor="middle", bold=True))
        body.append(words(label, x + bar / 2, top + plot + 20, size=14, anchor="middle"))
    base = top + plot
    body.append(f'<path d="M{n(left)} {n(base)}H{n(width - left)}" stroke="{INK}" stroke-width="1.5"/>')
    return "".join(body), width, base + 30


def _inside(text: str, x: float, y: float, height: float, part: Part) -> str:
    """The value within its segment, on a clear ground where there is a pattern."""
    if height < 17:
        return ""
    middle = y + height / 2
    if part == Part.HOUSING_ONLY:
        return words(text, x, middle + 5, size=14, anchor="middle", fill="#fff")
    wide = text_width(text, 14) + 8
    ground = f'<rect x="{n(x - wide / 2)}" y="{n(middle - 8)}" width="{n(wide)}" height="16" fill="#fff"/>'
    return ground + words(text, x, middle + 5, size=14, anchor="middle")


def _key(left: float) -> str:
    body, x = [], left
    for part in PARTS:
        body.append(swatch(part, x + 1, 4, 22, 14, 5) + words(SHORT[part], x + 30, 16, size=14))
        x += 30 + text_width(SHORT[part], 14) + 24
    return "".join(body)


def _waterfall(steps: Sequence[Step], low: float, high: float) -> tuple[str, float, float]:
    width, label_width, value_width, row = 720.0, 250.0, 110.0, 34.0
    ends = _ends(steps)
    least, most = min([0.0, low, *(min(e) for e in ends)]), max([0.0, high, *(max(e) for e in ends)])
    scale = (width - label_width - value_width) / ((most - least) or 1)

    def across(value: float) -> float:
        return label_width + (value - least) * scale

    body = []
    for number, (step, (start, end)) in enumerate(zip(steps, ends, strict=True)):
        y = row * number
        part = Part.HOUSING_ONLY if step.kind == "total" else Part.HOUSING_AND_OTHER
        x, long = across(min(start, end)), max(1.0, abs(end - start) * scale)
        body.append(words(step.label, 0, y + 22, size=14, bold=step.kind == "total"))
        body.append(swatch(part, x, y + 6, long, row - 12, 6))
        body.append(words(figure(step.value), width, y + 22, size=15, anchor="end", bold=step.kind == "total"))
    base = row * len(steps)
    body.append(words(f"Range of the net: {figure(low)} to {figure(high)}", 0, base + 22, size=14, fill=QUIET))
    ends_path = f"M{n(across(low))} {n(base + 11)}v12M{n(across(high))} {n(base + 11)}v12"
    line = f"M{n(across(low))} {n(base + 17)}H{n(across(high))}{ends_path}"
    body.append(f'<path d="{line}" fill="none" stroke="{SOLID}" stroke-width="2.4"/>')
    body.append(f'<path d="M{n(across(0))} 0V{n(base + 30)}" stroke="{INK}" stroke-width="1.5"/>')
    return "".join(body), width, base + 32


def _ends(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """Where each bar begins and ends: a total from zero, a change from where the last bar ended."""
    ends: list[tuple[float, float]] = []
    at = 0.0
    for step in steps:
        start = 0.0 if step.kind == "total" else at
        at = start + step.value
        ends.append((start, at))
    return ends
