"""What the service must release to cover its own cost, beside what it did: nights a week."""

from typing import NamedTuple

from markupsafe import Markup

from enabler.drawing.patterns import INK, NARROW, QUIET, WIDE, Drawn, n, range_line, shown, swatch, words
from enabler.vocabulary import Part
from enabler.wording.formatting import figure

BAR = 24.0
TO_COVER, DID = "Needed to cover the cost of the service", "Released"


class Meter(NamedTuple):
    """Nights a week: what is needed, and what was released with its range."""

    needed: float
    low: float
    central: float
    high: float


def break_even_meter(needed: float, low: float, central: float, high: float, *, image: bool = False) -> Markup:
    """Nights a week that cover the cost (a line) beside those released (a bar with its range), which may be below 0."""
    meter = Meter(needed, min(low, high), central, max(low, high))
    wide = _meter(meter, WIDE, names=320, figures=60)
    return shown(wide, _meter(meter, NARROW), break_even_in_words(*meter), image)


def break_even_in_words(needed: float, low: float, central: float, high: float) -> str:
    more = "enough to cover it" if central >= needed else "not enough to cover it"
    return (
        f"Break-even, in nights a week. Needed to cover the cost of the service: {figure(needed)}. "
        f"Released: {figure(central)} (range {figure(low)} to {figure(high)}), {more}."
    )


def _meter(meter: Meter, width: float, *, names: float = 0.0, figures: float = 0.0) -> Drawn:
    """Without room for names each bar has them above it."""
    above = 0.0 if names else 22.0
    least, most = min(0.0, *meter), max(0.0, *meter)
    scale = (width - names - figures - 4) / ((most - least) or 1)
    zero, need, low, central, high = (names + 2 + (x - least) * scale for x in (0.0, *meter))
    first, second = above, above * 2 + 38
    base = second + BAR + 18
    said = f"Range {figure(meter.low)} to {figure(meter.high)}"
    body = [
        _named(TO_COVER, figure(meter.needed), first, width, above),
        swatch(Part.NONE_RECORDED, min(zero, need), first, abs(need - zero), BAR),
        _named(DID, figure(meter.central), second, width, above),
        swatch(Part.HOUSING_ONLY, min(zero, central), second, max(1.0, abs(central - zero)), BAR),
        range_line(low, high, second + BAR + 10),
        words(said, 0, second + (63 if above else 40), size=14, fill=QUIET),
    ]
    spans = [(first, first + BAR), (second, base)] if above else [(first, base)]
    for top, bottom in spans:
        body.append(f'<path d="M{n(zero)} {n(top)}V{n(bottom)}" stroke="{INK}" stroke-width="1.5"/>')
        body.append(f'<path d="M{n(need)} {n(top)}V{n(bottom)}" stroke="#fff" stroke-width="6"/>')
        dashed = f'stroke="{INK}" stroke-width="2.4" stroke-dasharray="6 4"'
        body.append(f'<path d="M{n(need)} {n(top)}V{n(bottom)}" {dashed}/>')
    return "".join(body), width, base + (26 if above else 4)


def _named(name: str, value: str, y: float, width: float, above: float) -> str:
    baseline = y - 7 if above else y + 17
    return words(name, 0, baseline, size=15) + words(value, width, baseline, size=15, anchor="end", bold=True)
