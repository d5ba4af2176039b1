"""The night strip: each delay night of a stay as one cell, oldest left, with what stood in the way drawn below."""

# Pure: dates and parts in, markup out. The figures beside it are in words, and its alternative text says the same.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from enabler.drawing.patterns import INK, QUIET, as_image, drawing, n, swatch, text_width, words
from enabler.vocabulary import Part
from enabler.wording.formatting import MONTHS, short_date
from enabler.wording.nights_in_words import Night, NightsLine, alternative_text, line_in_words

DAY = timedelta(days=1)


class NightCell(NamedTuple):
    """One night in the drawing; `after_gap` counts the nights before it on which the patient was not ready."""

    on: date
    part: Part
    x: float
    after_gap: int


@dataclass(frozen=True, slots=True)
class StripRow:
    """Cells that stand on one line of the drawing."""

    cells: tuple[NightCell, ...]
    width: float

    @property
    def right(self) -> float:
        return self.cells[-1].x + self.width


PAGE_WIDTH, PAPER_WIDTH, LONGEST_ROW = 1200.0, 660.0, 91
HEIGHT, LINE_STEP, TOP = 26.0, 18.0, 18.0


def night_strip(given: Sequence[Night], lines: Sequence[NightsLine] = (), full: float = PAGE_WIDTH) -> Markup:
    """Both drawings of the page, wide and by week, with their key; nothing when there are no delay nights."""
    if not given:
        return Markup("")
    items = Markup("").join(
        Markup("<li>{} {}</li>").format(_key_swatch(part), part.label)
        for part in Part
        if any(p == part for _, p in given)
    )
    listed = Markup("").join(Markup("<li>{}</li>").format(line_in_words(line)) for line in lines)
    return Markup(
        '<div class="strip"><div class="when-wide">{}</div><div class="when-narrow">{}</div>'
        '<ul class="strip-key">{}</ul>{}</div>'
    ).format(
        wide(given, lines, full),
        by_week(given),
        items,
        Markup('<ul class="strip-lines">{}</ul>').format(listed) if lines else "",
    )


def strip_image(given: Sequence[Night], lines: Sequence[NightsLine] = ()) -> Markup:
    """The wide drawing as an image, for paper."""
    if not given:
        return Markup("")
    return as_image(wide(given, lines, PAPER_WIDTH), alternative_text(given, lines), "strip-image")


def small_strip(given: Sequence[Night], *, width: float = 110, image: bool = False) -> Markup:
    """One row high, for a list: the same cells without words."""
    if not given:
        return Markup("")
    cell = min(7.0, width / max(1, len(given)))
    row = _row(given, cell)
    alternative = alternative_text(given)
    svg = drawing(_cells(row, 1, 14, step=4), row.right + 2, 16, alternative, "strip-row")
    if image:
        return as_image(svg, alternative, "strip-row")
    return Markup('<span class="strip-small">{}</span>').format(svg)


def wide(given: Sequence[Night], lines: Sequence[NightsLine] = (), full: float = PAGE_WIDTH) -> Markup:
    """Cells in rows of at most thirteen weeks; under each row, one line per barrier and other reason."""
    labels = max([40.0, *(text_width(line.label) + 12 for line in lines)])
    rows = [given[start : start + LONGEST_ROW] for start in range(0, len(given), LONGEST_ROW)]
    cell = min(22.0, (full - labels) / max(_row(row, 1).right for row in rows))
    body, y = [], 0.0
    for nights_of_row in rows:
        row = _row(nights_of_row, cell)
        shown = [line for line in lines if _touches(line, row)]
        body.append(_months(row, y + 12))
        body.append(_cells(row, y + TOP, HEIGHT, step=5))
        body.append(_month_edges(row, y + TOP, HEIGHT))
        for number, line in enumerate(shown):
            body.append(_line(line, row, y + TOP + HEIGHT + 13 + number * LINE_STEP))
        y += TOP + HEIGHT + 10 + len(shown) * LINE_STEP
    used = min(full, max(_row(row, cell).right for row in rows) + labels)
    return drawing("".join(body), used, y, alternative_text(given, lines), "strip-drawing")


def by_week(given: Sequence[Night]) -> Markup:
    """A row a week, Monday first, for a narrow screen: nights not ready stay open."""
    cell, height, left = 26.0, 20.0, 76.0
    body, y, week = [], 0.0, None
    for on, part in given:
        monday = on - timedelta(days=on.weekday())
        if monday != week:
            y = y if week is None else y + height + 6
            week = monday
            body.append(words(short_date(monday), 0, y + 15, size=14, fill=QUIET))
        x = left + on.weekday() * cell
        body.append(swatch(part, x + 1, y + 1, cell - 2, height - 2))
        if (on + DAY).month != on.month:
            body.append(f'<path d="M{n(x + cell)} {n(y - 2)}v{n(height + 4)}" stroke="{INK}" stroke-width="3"/>')
    return drawing("".join(body), left + 7 * cell + 4, y + height + 2, alternative_text(given), "strip-drawing")


def _row(given: Sequence[Night], cell: float) -> StripRow:
    """Cells side by side; where the patient was not ready a gap, as wide as its nights but at most four cells."""
    cells: list[NightCell] = []
    x, following = 1.0, given[0][0].toordinal()
    for on, part in given:
        night = on.toordinal()
        gap = night - following
        if gap:
            x += min(gap, 4) * cell
        cells.append(NightCell(on, part, x, gap))
        x, following = x + cell, night + 1
    return StripRow(tuple(cells), cell)


def _cells(row: StripRow, y: float, height: float, step: float) -> str:
    """Cells with a hair of white between them; too narrow for that, runs of one part in one box."""
    if row.width >= 5:
        return "".join(swatch(cell.part, cell.x + 0.8, y, row.width - 1.6, height, step) for cell in row.cells)
    return "".join(swatch(part, x, y, width, height, step) for part, x, width in _runs(row))


def _runs(row: StripRow) -> Iterator[tuple[Part, float, float]]:
    start = row.cells[0]
    for cell, following in zip(row.cells, [*row.cells[1:], None], strict=True):
        if following is None or following.part != start.part or following.after_gap:
            yield start.part, start.x, max(1.0, cell.x + row.width - start.x)
            start = following or start


def _months(row: StripRow, y: float) -> str:
    """Each month's name above its first night, where there is room for it."""
    pieces, free_from, named = [], -1.0, None
    for cell in row.cells:
        if cell.on.month == named:
            continue
        named = cell.on.month
        text = MONTHS[cell.on.month - 1] + (f" {cell.on.year}" if cell is row.cells[0] or cell.on.month == 1 else "")
        if cell is row.cells[0]:
            text = f"{cell.on.day} {text}"
        if cell.x >= free_from:
            pieces.append(words(text, cell.x + 0.8, y, fill=QUIET))
            free_from = cell.x + text_width(text) + 10
    return "".join(pieces)


def _month_edges(row: StripRow, y: float, height: float) -> str:
    edges = [cell.x + row.width for cell in row.cells if (cell.on + DAY).month != cell.on.month]
    path = "".join(f"M{n(x)} {n(y - 1)}v{n(height + 6)}" for x in edges)
    return f'<path d="{path}" stroke="{INK}" stroke-width="2.4"/>' if path else ""


def _touches(line: NightsLine, row: StripRow) -> bool:
    return line.from_on <= row.cells[-1].on and (line.to_on is None or line.to_on > row.cells[0].on)


def _line(line: NightsLine, row: StripRow, y: float) -> str:
    """A thin line over the nights it stood, solid for a barrier and broken for another reason, labelled at its end."""
    over = [cell for cell in row.cells if line.from_on <= cell.on and (line.to_on is None or cell.on < line.to_on)]
    if not over:
        return ""
    start, end = over[0].x, over[-1].x + row.width
    broken = ' stroke-dasharray="6 3"' if line.kind == "other" else ""
    runs_on = line.to_on is None or line.to_on > row.cells[-1].on + DAY
    stop = "" if runs_on else f'<path d="M{n(end)} {n(y - 4)}v8" stroke="{INK}" stroke-width="1.6"/>'
    label = words(line.label, end + 7, y + 4)
    return f'<path d="M{n(start)} {n(y)}H{n(end)}" stroke="{INK}" stroke-width="2.2"{broken}/>{stop}{label}'


def _key_swatch(part: Part) -> Markup:
    return Markup('<svg width="22" height="16" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup(swatch(part, 1, 1, 20, 14))  # noqa: S704  numbers only
    )
