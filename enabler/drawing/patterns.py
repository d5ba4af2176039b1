"""How the four parts of a night look in a drawing: told apart by pattern, so that grey paper keeps them apart too."""

# Plain SVG pieces without identifiers, style attributes or clipping, so that many drawings fit on one page.

from base64 import b64encode

from markupsafe import Markup, escape

from enabler.vocabulary import Part

SOLID, HATCH, DOTS, EDGE = "#003087", "#005eb8", "#425563", "#425563"
WIDE, NARROW = 720.0, 340.0
Drawn = tuple[str, float, float]
INK, QUIET, FONT = "#212b32", "#425563", "'Segoe UI', 'Liberation Sans', Arial, sans-serif"


def swatch(part: Part, x: float, y: float, width: float, height: float, step: float = 5) -> str:
    """A box filled for its part: solid, hatched, dotted, empty."""
    box = f'x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"'
    if part == Part.HOUSING_ONLY:
        return f'<rect {box} fill="{SOLID}" stroke="{SOLID}"/>'
    if part == Part.HOUSING_AND_OTHER:
        lines = hatching(x, y, width, height, step)
        lined = f'<path d="{lines}" fill="none" stroke="{HATCH}" stroke-width="1.6"/>'
        return f'<rect {box} fill="#fff" stroke="{HATCH}"/>{lined}'
    if part == Part.OTHER_ONLY:
        pen = f'fill="none" stroke="{DOTS}" stroke-width="1.8" stroke-linecap="round"'
        return f'<rect {box} fill="#fff" stroke="{EDGE}"/><path d="{dots(x, y, width, height, step)}" {pen}/>'
    return f'<rect {box} fill="#fff" stroke="{EDGE}"/>'


def hatching(x: float, y: float, width: float, height: float, step: float) -> str:
    """Diagonals across a box, cut at its edges."""
    pieces = []
    offset = -height + step / 2
    while offset < width:
        left, right = max(offset, 0.0), min(offset + height, width)
        if right > left:
            start, end = y + height - (left - offset), y + height - (right - offset)
            pieces.append(f"M{n(x + left)} {n(start)}L{n(x + right)} {n(end)}")
        offset += step
    return "".join(pieces)


def dots(x: float, y: float, width: float, height: float, step: float) -> str:
    """A grid of dots, at least one, kept clear of the edges."""
    across, down = max(1, int(width // step)), max(1, int(height // step))
    return "".join(
        f"M{n(x + (column + 0.5) * width / across)} {n(y + (row + 0.5) * height / down)}h.01"
        for row in range(down)
        for column in range(across)
    )


def words(
    text: str, x: float, y: float, *, size: float = 13, anchor: str = "start", fill: str = INK, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{n(x)}" y="{n(y)}" font-size="{n(size)}" text-anchor="{anchor}"'
    return f'<text {place} fill="{fill}"{weight}>{escape(text)}</text>'


def drawing(body: str, width: float, height: float, alternative: str, css_class: str = "chart") -> Markup:
    """The whole drawing, named for those who do not see it."""
    return Markup(  # noqa: S704  built here from numbers and escaped words
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{css_class}" role="img" aria-label="{escape(alternative)}"'
        f' viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" height="{n(height)}"'
        f' font-family="{FONT}">{body}</svg>'
    )


def as_image(svg: Markup, alternative: str, css_class: str = "") -> Markup:
    """The same drawing as an image with alternative text: a tagged PDF keeps that, and not an inline drawing's."""
    source = "data:image/svg+xml;base64," + b64encode(str(svg).encode()).decode()
    return Markup('<img class="{}" alt="{}" src="{}">').format(css_class, alternative, source)


def shown(wide: Drawn, narrow: Drawn, alternative: str, image: bool) -> Markup:
    """Both drawings for a page, which shows one of them; one image for paper."""
    if image:
        return as_image(drawing(*wide, alternative), alternative, "chart")
    return Markup('<div class="when-wide">{}</div><div class="when-narrow">{}</div>').format(
        drawing(*wide, alternative), drawing(*narrow, alternative)
    )


def range_line(start: float, end: float, y: float) -> str:
    """A lying line with ends: from the low to the high."""
    path = f"M{n(start)} {n(y)}H{n(end)}M{n(start)} {n(y - 6)}v12M{n(end)} {n(y - 6)}v12"
    return f'<path d="{path}" fill="none" stroke="{SOLID}" stroke-width="2.4"/>'


def text_width(text: str, size: float = 13) -> float:
    """About how wide a line of text will be."""
    return len(text) * size * 0.54


def n(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
