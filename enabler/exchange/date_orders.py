"""How the dates of a file are read: each column by all its values, and what is asked or said of it."""

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from enabler.rules.refusal import Refused
from enabler.rules.writing.date_columns import (
    ColumnOrder,
    DateColumn,
    DateOrder,
    ToldBy,
    answer_for_all,
    column_orders,
    date_column,
    day_first,
    day_of_number,
    is_day_first,
)
from enabler.rules.writing.dates_as_written import MayBeSeveral, in_full, read_date

WAITS = "It must be said first whether the day or the month comes first."

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class OrderOfColumn(Generic[Key]):
    """A column whose order is asked, or is said with a way to have it read in the other one."""

    column: Key
    says: str
    choices: tuple[DateOrder, ...]


@dataclass(frozen=True)
class FileDates(Generic[Key]):
    """The columns of dates of a file, with the order of each and the name that people know it by."""

    columns: Mapping[Key, DateColumn]
    orders: Mapping[Key, ColumnOrder]
    names: Mapping[Key, str]
    births: Set[Key]
    today: date

    @property
    def asked(self) -> tuple[OrderOfColumn[Key], ...]:
        """What must be answered before the rows can be taken in."""
        return tuple(
            OrderOfColumn(key, self._question(key), tuple(DateOrder))
            for key in self.columns
            if self.orders[key].order is None
        )

    @property
    def stated(self) -> tuple[OrderOfColumn[Key], ...]:
        """In which order the columns are read that their values do not settle."""
        return tuple(
            OrderOfColumn(
                key,
                f"{self.names[key]} is read {told.order}: {example}.",
                tuple(order for order in DateOrder if order is not told.order),
            )
            for key, told in self.orders.items()
            if (example := self.example(key)) and not _is_settled(told)
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(
            f"{self.names[key]} holds a spreadsheet's numbers for days: {number} is {in_full(day_of_number(number))}."
            for key, column in self.columns.items()
            if (number := column.day_number)
        )

    def waits(self, key: Key) -> bool:
        """Whether none of its cells can be read before its order is said that is another day in the other order."""
        return key in self.columns and self.orders[key].order is None and not self.columns[key].contradicts_itself

    def as_day_first(self, key: Key, text: str) -> str:
        """A cell as it is read; Refused while its order is not known."""
        own, order = self.columns[key], self.orders[key].order
        if own.day_number and text.strip():
            return day_of_number(text).isoformat()
        if order is None and not is_day_first(text):
            if self.waits(key):
                raise Refused(WAITS)
            days = self._days(key, text)
            raise MayBeSeveral(f"“{text}” may have its day or its month first: the column has dates of both.", days)
        return day_first(text, order or DateOrder.DAY_FIRST)

    def example(self, key: Key) -> str | None:
        """4/1/2026 is 4 January 2026, where a column has such dates and its order is known."""
        column, order = self.columns[key], self.orders[key].order
        text = column.either or column.month_first or column.day_first
        if order is None or text is None:
            return None
        try:
            return f"{text} is {in_full(read_date(day_first(text, order), self.today, born=key in self.births))}"
        except Refused:  # as a cell it is asked about; the order holds for it too
            return f"{text} has its {order.value.partition(' ')[0]} in front"

    def _days(self, key: Key, text: str) -> tuple[date, ...]:
        """What a cell may mean, day first and month first."""
        found = []
        for order in DateOrder:
            try:
                found.append(read_date(day_first(text, order), self.today, born=key in self.births))
            except Refused:
                continue
        return tuple(dict.fromkeys(found))

    def _question(self, key: Key) -> str:
        column, name = self.columns[key], self.names[key]
        if column.contradicts_itself:
            return (
                f"{name} has dates of both orders: {column.day_first} has its day first, {column.month_first} its "
                "month. Say how the column is read, or put the cells right."
            )
        if column.month_first:
            return f"{name} is written month first: {column.month_first} cannot be read otherwise."
        if column.too_late:
            return f"{name} may be month first: day first, {column.too_late} has not come yet."
        return f"{name} may be day first or month first, such as {column.either}: another column has its month first."


def file_dates(
    texts: Mapping[Key, Iterable[str]],
    names: Mapping[Key, str],
    *,
    past: Set[Key],
    births: Set[Key],
    answers: Mapping[Key, DateOrder],
    answer: DateOrder | None,
    today: date,
) -> FileDates[Key]:
    """`answers` hold for their columns, `answer` for all the others whose values do not settle them; the dates of
    the columns in `past` cannot lie ahead."""
    columns = {key: date_column(column, today, past=key in past) for key, column in texts.items()}
    said = (answer_for_all(columns, answer) if answer else {}) | dict(answers)
    return FileDates(columns, column_orders(columns, said), names, births, today)


def _is_settled(told: ColumnOrder) -> bool:
    return told.told_by is ToldBy.VALUES or (told.told_by is ToldBy.OTHERS and told.order is DateOrder.DAY_FIRST)
