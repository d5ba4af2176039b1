"""What a drawing says and where its marks are, for the tests of drawings."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def texts(markup: str) -> list[str]:
    return [element.text or "" for element in _root(markup).iter(f"{SVG}text")]


def marks(markup: str, kind: str = "rect") -> list[dict[str, str]]:
    """The attributes of the marks of a kind, those of the wide drawing first."""
    return [dict(element.attrib) for element in _root(markup).iter(f"{SVG}{kind}")]


def is_within(markup: str) -> bool:
    """Whether all boxes and words begin within their drawing and no box has a size below nothing."""
    for svg in _root(markup).iter(f"{SVG}svg"):
        width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
        for one in [*svg.iter(f"{SVG}rect"), *svg.iter(f"{SVG}text")]:
            if not (0 <= float(one.attrib["x"]) <= width and 0 <= float(one.attrib["y"]) <= height):
                return False
            if float(one.attrib.get("width", 0)) < 0 or float(one.attrib.get("height", 0)) < 0:
                return False
    return True


def _root(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{markup}</div>")
