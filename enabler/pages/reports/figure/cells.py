"""A printed figure and the key of the stays behind it; the page makes a link of the key, paper does not."""

from collections.abc import Callable
from typing import NamedTuple

from enabler.wording.formatting import figure, whole


class FigureCell(NamedTuple):
    text: str
    key: str = ""


def count(value: int, key: str) -> FigureCell:
    """A whole number; zero has no stays to show."""
    return FigureCell(whole(value), key if value else "")


def measured(value: float, key: str, stays: int = 1) -> FigureCell:
    """Nights to one decimal; gains and losses may come to 0.0, so what decides is whether there are stays."""
    return FigureCell(figure(value), key if stays else "")


Ways = Callable[[str], str]


def nowhere(key: str) -> str:
    """On paper no figure leads anywhere."""
    return ""
