"""The order of day and month in a column of dates, told from all its values together."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import TypeVar

from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import SPREADSHEETS_COUNT_FROM, read_date, with_strokes

Key = TypeVar("Key", bound=Hashable)

_PAIR = re.compile(
    r"(?P<weekday>[a-z]{3,9}[.,]? +)?(?P<first>\d{1,2})(?P<stroke> ?[/.\- ] ?)(?P<second>\d{1,2})"
    r"(?P<rest> ?[/.\- ] ?(?:\d{4}|\d\d)(?:[ ,t].*)?|(?: ?[ap]m)?)$",
    re.ASCII | re.IGNORECASE,
)
_EIGHT = re.compile(r"(?P<first>\d\d)(?P<second>\d\d)(?P<rest>(?:18|19|20|21)\d\d)$", re.ASCII)
_COMPUTERS = re.compile(r"(?:18|19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$", re.ASCII)
_DAY_NUMBER = re.compile(r"\d{5}(?:\.\d+)?$", re.ASCII)


class DateOrder(StrEnum):
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class ToldBy(Enum):
    """What the order of a column was told by."""

    VALUES = "its values"
    ANSWER = "an answer"
    OTHERS = "the other columns"
    HABIT = "nothing: day first is the habit"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """The first value of each kind in a column; none where no value is so."""

    day_first: str | None = None  # over 12 in first place
    month_first: str | None = None  # over 12 in second place
    either: str | None = None  # another day in each order
    too_late: str | None = None  # either, but day first it would lie ahead where no value can
    day_number: str | None = None  # all of them are a spreadsheet's numbers for days

    @property
    def contradicts_itself(self) -> bool:
        return bool(self.day_first and self.month_first)


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """How the dates of a column are read; without an order it must be asked."""

    order: DateOrder | None
    told_by: ToldBy


def date_column(texts: Iterable[str], today: date, *, past: bool = False) -> DateColumn:
    """What the values of a column say of their order. `past`: none of them can lie after today."""
    seen: dict[str, str] = {}
    numbers, others = [], False
    for text in dict.fromkeys(text.strip() for text in texts):
        pair = _pair(text)
        if pair:
            kind = _kind(int(pair["first"]), int(pair["second"]))
            seen.setdefault(kind, text)
            if past and kind == "either" and _lies_ahead(text, today):
                seen.setdefault("too_late", text)
        if _DAY_NUMBER.match(text):
            numbers.append(text)
        others = others or bool(text and not _DAY_NUMBER.match(text))
    seen.pop("neither", None)
    whole = len(numbers) > 1 and not others and not all(map(with_strokes, numbers))
    return DateColumn(**seen, day_number=numbers[0] if whole else None)


def column_orders(columns: Mapping[Key, DateColumn], answers: Mapping[Key, DateOrder]) -> dict[Key, ColumnOrder]:
    """The order of each column of one file. One value over 12 in first place settles a column; one in second place is
    asked about, and so is a column with both. A column without either is as the others of its file are, or else day
    first."""
    told = {key: own for key, column in columns.items() if (own := _told(column, answers.get(key)))}
    leading = {told[key].order for key in told if columns[key].day_first or columns[key].month_first}
    for key, column in columns.items():
        if key in told:
            continue
        if leading:
            told[key] = ColumnOrder(next(iter(leading)) if len(leading) == 1 else None, ToldBy.OTHERS)
        else:
            told[key] = ColumnOrder(None if column.too_late else DateOrder.DAY_FIRST, ToldBy.HABIT)
    return told


def answer_for_all(columns: Mapping[Key, DateColumn], order: DateOrder) -> dict[Key, DateOrder]:
    """One answer for a whole file: it holds for each column that its values do not settle."""
    return {key: order for key, column in columns.items() if column.month_first or not column.day_first}


def day_first(text: str, order: DateOrder) -> str:
    """The same date with its day in first place."""
    pair = _pair(text.strip()) if order is DateOrder.MONTH_FIRST else None
    if pair is None:
        return text
    parts = pair.groupdict("")
    return "".join(
        (parts.get("weekday", ""), pair["second"], parts.get("stroke", ""), pair["first"], pair["rest"]),
    )


def is_day_first(text: str) -> bool:
    """Whether it can be no other day with its month in front."""
    pair = _pair(text.strip())
    return pair is None or _kind(int(pair["first"]), int(pair["second"])) in ("day_first", "neither")


def day_of_number(text: str) -> date:
    """The day that a spreadsheet keeps as this number."""
    return SPREADSHEETS_COUNT_FROM + timedelta(days=int(text.strip().partition(".")[0]))


def _told(column: DateColumn, answer: DateOrder | None) -> ColumnOrder | None:
    if answer is not None:
        return ColumnOrder(answer, ToldBy.ANSWER)
    if column.month_first:
        return ColumnOrder(None, ToldBy.VALUES)
    if column.day_first or not column.either:
        return ColumnOrder(DateOrder.DAY_FIRST, ToldBy.VALUES)
    return None


def _pair(text: str) -> re.Match[str] | None:
    return _PAIR.match(text) or (None if _COMPUTERS.match(text) else _EIGHT.match(text))


def _kind(first: int, second: int) -> str:
    if 12 < first <= 31 and 1 <= second <= 12:
        return "day_first"
    if 12 < second <= 31 and 1 <= first <= 12:
        return "month_first"
    return "either" if first != second and 1 <= first <= 12 and 1 <= second <= 12 else "neither"


def _lies_ahead(text: str, today: date) -> bool:
    try:
        ahead = read_date(text, today) > today
        return ahead and read_date(day_first(text, DateOrder.MONTH_FIRST), today) <= today
    except Refused:
        return False
