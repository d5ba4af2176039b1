"""Numbers in addresses and filters: one that is larger than any row's or page's is not found, on either database."""

import re

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**31 - 1  # of the numbers that PostgreSQL gives to rows
LAST_PAGE = 1_000_000


class NumberInAddress(IntegerConverter):
    """Every `<int:…>` of a route."""

    def to_python(self, value: str) -> int:
        if _is_too_large(value, LARGEST):
            raise ValidationError
        return int(value)


def set_up_numbers(app: Flask) -> None:
    app.url_map.converters["int"] = NumberInAddress


def number_asked(name: str) -> int | None:
    """What a filter says; None where it says nothing, or no number."""
    return _asked(name, LARGEST)


def page_asked() -> int:
    """From 1, which it is where the address does not say."""
    return max(1, _asked("page", LAST_PAGE) or 1)


def _asked(name: str, largest: int) -> int | None:
    typed = request.args.get(name, "").strip()
    if not re.fullmatch(r"[+-]?[0-9]+", typed):
        return None
    if _is_too_large(typed, largest):
        abort(404)
    return int(typed)


def _is_too_large(digits: str, largest: int) -> bool:
    """By its length first: Python refuses to read a number of thousands of digits."""
    significant = digits.lstrip("+-0")
    return len(significant) > len(str(largest)) or abs(int(significant or 0)) > largest
