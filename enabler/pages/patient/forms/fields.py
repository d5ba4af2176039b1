"""Fields that the forms of this room share: agencies by name, choices that may stay empty."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import SelectField
from wtforms.validators import ValidationError

from enabler import codes
from enabler.web.forms import Line

BOTH_IN_BED = "Both are in this bed"
NOT_SAID = ("", "Not recorded")


class Choice(SelectField):
    """One word of a fixed list, or nothing; `data` is None for nothing."""

    def __init__(self, label: str, words: Iterable[Any], *args: Any, empty: str = NOT_SAID[1], **kwargs: Any) -> None:
        known = words.items() if isinstance(words, Mapping) else ((word.value, word) for word in words)
        choices = [("", empty), *((stored, word.label) for stored, word in known)]
        super().__init__(label, *args, choices=choices, filters=[lambda value: value or None], **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data not in {value for value, _ in self.choices}:
            raise ValidationError("Choose an answer from the list.")


class OneOf(SelectField):
    """A row of this patient's (a barrier, an action) or nothing; the view puts the choices in, `data` is its id or
    None."""

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(label, *args, choices=[], coerce=_id, **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data not in {value for value, _ in self.choices}:
            raise ValidationError("Choose one from the list.")


class KindField(SelectField):
    """A kind of barrier, by group."""

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(label, *args, choices=kinds_by_group(), **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.data not in codes.barrier_kinds():
            raise ValidationError("Choose what stands in the way." if not self.data else "Choose a kind from the list.")

    def in_words(self, value: str) -> str:
        known = codes.barrier_kinds().get(value)
        return known.label if known else value


def kinds_by_group() -> dict[str, str | dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for kind in codes.barrier_kinds().values():
        groups.setdefault(kind.group.capitalize(), {})[kind.key] = kind.label
    return {"": "Choose what stands in the way", **groups}


def agency_line(label: str, *validators: Any, **kwargs: Any) -> Line:
    """A line that suggests the directory; the page holds the list."""
    return Line(label, list(validators), render_kw={"list": "agencies"} | kwargs.pop("render_kw", {}), **kwargs)


def _id(value: Any) -> int | None:
    """None for nothing; what is no number is in no list."""
    if value in (None, "", "None"):
        return None
    return int(value) if str(value).isascii() and str(value).isdigit() else -1
