"""The Kaplan-Meier curve of a cohort: the share still waiting, night after night. Pure: numbers in, SVG out."""

from collections.abc import Sequence

from markupsafe import Markup

from enabler.drawing.patterns import EDGE, INK, QUIET, SOLID, drawing, n, words
from enabler.wording.formatting import nights, percent, whole

Points = Sequence[tuple[int, float]]
WIDE, NARROW = (560.0, 220.0), (320.0, 200.0)
LEFT, TOP, BOTTOM, RIGHT = 48.0, 12.0, 40.0, 12.0
READINGS = (1, 7, 14, 28, 56, 91, 182, 365, 730, 1825)


def survival_curve(points: Points, waiting: Sequence[int]) -> Markup:
    """Steps of (night, share still waiting from it on), with a tick where a row's wait was not over."""
    said = survival_curve_in_words(points, waiting)
    wide, narrow = (drawing(_drawn(points, waiting, *size), *size, said) for size in (WIDE, NARROW))
    return Markup('<div class="when-wide">{}</div><div class="when-narrow">{}</div>').format(wide, narrow)


def survival_curve_in_words(points: Points, waiting: Sequence[int]) -> str:
    said = "; ".join(f"after {nights(night)} {percent(share)}" for night, share in readings(points))
    still = f" Waits not over: {whole(len(waiting))}." if waiting else ""
    return f"Share of patients still waiting: {said}.{still}"


def readings(points: Points) -> list[tuple[int, float]]:
    """The share still waiting after some nights that people think in, and after the longest row."""
    longest = points[-1][0]
    asked = [night for night in READINGS if night < longest] + [longest]
    return [(night, [share for at, share in points if at <= night][-1]) for night in asked]


def _drawn(points: Points, waiting: Sequence[int], width: float, height: float) -> str:
    longest = max(1, points[-1][0])
    across, down = (width - LEFT - RIGHT) / longest, height - TOP - BOTTOM

    def place(night: int, share: float) -> tuple[float, float]:
        return LEFT + night * across, TOP + (1 - share) * down

    body = [_grid(longest, across, width, height), _steps([place(*point) for point in points])]
    for night in sorted(set(waiting)):
        x, y = place(night, [share for at, share in points if at <= night][-1])
        body.append(f'<path d="M{n(x)} {n(y - 5)}v10" stroke="{INK}" stroke-width="1.5"/>')
    return "".join(body)


def _steps(places: Sequence[tuple[float, float]]) -> str:
    path = f"M{n(places[0][0])} {n(places[0][1])}" + "".join(f"H{n(x)}V{n(y)}" for x, y in places[1:])
    return f'<path d="{path}" fill="none" stroke="{SOLID}" stroke-width="2.4"/>'


def _grid(longest: int, across: float, width: float, height: float) -> str:
    down, base, body = height - TOP - BOTTOM, height - BOTTOM, []
    for share in (0.0, 0.5, 1.0):
        y = TOP + (1 - share) * down
        body.append(f'<path d="M{n(LEFT)} {n(y)}H{n(width - RIGHT)}" stroke="{EDGE}" stroke-width="0.6"/>')
        body.append(words(percent(share), LEFT - 6, y + 5, size=13, anchor="end", fill=QUIET))
    step = next(step for step in (1, 2, 5, 7, 14, 28, 56, 91, 182, 365, 730) if longest / step <= 7)
    for night in range(0, longest + 1, step):
        x = LEFT + night * across
        body.append(f'<path d="M{n(x)} {n(base)}v5" stroke="{EDGE}"/>')
        body.append(words(whole(night), x, base + 19, size=13, anchor="middle", fill=QUIET))
    body.append(words("housing nights", width - RIGHT, height - 4, size=13, anchor="end", fill=QUIET))
    return "".join(body)
