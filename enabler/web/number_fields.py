"""Fields for numbers as people write them: sums of money, percentages, numbers of nights."""

# What is wrong stays as typed.

from collections.abc import Callable
from typing import Any

from wtforms import StringField

from enabler.rules.refusal import Refused
from enabler.rules.writing.money import in_pounds, read_pounds
from enabler.rules.writing.percents import in_percent, read_percent


class NumberAsWritten(StringField):
    """`data` is the number once it is read, None while it is empty or wrong."""

    data: Any
    raw_data: Any
    look: dict[str, Any] = {}
    read: Callable[[str], Any]
    written: Callable[[Any], str]

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"width": 10, "inputmode": "decimal"} | self.look | kwargs.get("render_kw", {})
        super().__init__(label, *args, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            self.raw_data = []
            return
        try:
            self.data = type(self).read(typed)
        except Refused as refusal:
            raise ValueError(refusal.sentence) from refusal

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return self.raw_data[0]
        return type(self).written(self.data) if self.data is not None else ""

    def in_words(self, value: Any) -> str:
        return type(self).written(value)


class PoundsField(NumberAsWritten):
    """A sum typed in pounds; `data` is in pence."""

    look = {"prefix": "£"}
    read = staticmethod(read_pounds)
    written = staticmethod(lambda pence: in_pounds(pence).removeprefix("£"))

    def in_words(self, value: Any) -> str:
        return in_pounds(value)


class Percent(NumberAsWritten):
    """A percentage; `data` is the fraction."""

    look = {"suffix": "%", "width": 5}
    read = staticmethod(read_percent)
    written = staticmethod(lambda part: in_percent(part).removesuffix("%"))

    def in_words(self, value: Any) -> str:
        return in_percent(value)


def read_number(text: str) -> float:
    """A number from 0 up, whole or with a part; not what only Python takes for one."""
    plain = text.replace(",", "")
    if not (plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) <= 12):
        raise Refused(f"“{text[:20]}” is not a number. Write one such as 14 or 17.5.")
    return float(plain)


class Number(NumberAsWritten):
    """A number from 0 up."""

    look = {"width": 5}
    read = staticmethod(read_number)
    written = staticmethod(lambda value: f"{value:g}")


class WholeNumber(NumberAsWritten):
    """A whole number from 0 up."""

    look = {"width": 5, "inputmode": "numeric"}
    read = staticmethod(lambda text: _whole(text))
    written = staticmethod(str)


def _whole(text: str) -> int:
    found = read_number(text)
    if not found.is_integer():
        raise Refused(f"“{text[:20]}” is not a whole number. Write one such as 14.")
    return int(found)
