"""How the dates of a list are read: each column by all its values, and what is asked or said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enabler.exchange.grids import Rows
from enabler.exchange.ward_list.columns import LABELS, ListColumn
from enabler.exchange.ward_list.headings import Headings, headings_of
from enabler.exchange.ward_list.stacked_cells import unstacked
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

DATES = (ListColumn.BORN_ON, ListColumn.ADMITTED_ON, ListColumn.EXPECTED_ON, ListColumn.FIT_ON)
PAST = (ListColumn.BORN_ON, ListColumn.ADMITTED_ON, ListColumn.FIT_ON)
ORDER = "order"  # among the corrections: order:born_on
WAITS = "Say first in which order this column is written."


@dataclass(frozen=True, slots=True)
class OrderOfColumn:
    """A column whose order is asked, or is said with a way to have it read in the other one."""

    column: ListColumn
    says: str
    choices: tuple[DateOrder, ...]


@dataclass(frozen=True)
class ListDates:
    columns: Mapping[ListColumn, DateColumn]
    orders: Mapping[ListColumn, ColumnOrder]
    headings: Mapping[ListColumn, str]
    today: date

    @property
    def asked(self) -> tuple[OrderOfColumn, ...]:
        """What must be answered before the rows can be taken in."""
        return tuple(
            OrderOfColumn(key, self._question(key), tuple(DateOrder))
            for key in self.columns
            if self.orders[key].order is None
        )

    @property
    def stated(self) -> tuple[OrderOfColumn, ...]:
        """In which order the columns were read that their values do not settle."""
        return tuple(
            OrderOfColumn(key, says, tuple(order for order in DateOrder if order is not self.orders[key].order))
            for key in self.columns
            if (says := self._statement(key))
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(
            f"{self.headings[key]} holds a spreadsheet's numbers for days: {number} is "
            f"{in_full(day_of_number(number))}."
            for key, column in self.columns.items()
            if (number := column.day_number)
        )

    @property
    def order_of_titles(self) -> DateOrder:
        month_first = any(told.order is DateOrder.MONTH_FIRST for told in self.orders.values())
        return DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST

    def waits(self, column: ListColumn) -> bool:
        """Whether none of its cells can be read before its order is said."""
        return (
            column in self.columns and self.orders[column].order is None and not self.columns[column].contradicts_itself
        )

    def as_day_first(self, column: ListColumn, text: str) -> str:
        """A cell of the list as it is read; Refused while its order is not known."""
        own, order = self.columns[column], self.orders[column].order
        if own.day_number:
            return day_of_number(text).isoformat()
        if self.waits(column):
            raise Refused(WAITS)
        if order is None and not is_day_first(text):
            days = self._days(column, text)
            raise MayBeSeveral(f"“{text}” may have its day or its month first: the column has dates of both.", days)
        return day_first(text, order or DateOrder.DAY_FIRST)

    def _days(self, column: ListColumn, text: str) -> tuple[date, ...]:
        """What a cell may mean, day first and month first."""
        found = []
        for order in DateOrder:
            try:
                found.append(read_date(day_first(text, order), self.today, born=column is ListColumn.BORN_ON))
            except Refused:
                continue
        return tuple(dict.fromkeys(found))

    def _question(self, key: ListColumn) -> str:
        column, heading = self.columns[key], self.headings[key]
        if column.contradicts_itself:
            return (
                f"{heading} has dates of both orders: {column.day_first} has its day first, {column.month_first} its "
                "month. Say how to read the column, or choose in each row."
            )
        if column.month_first:
            return f"{heading} is written month first: {column.month_first} cannot be read otherwise."
        if column.too_late:
            return f"{heading} may be month first: day first, {column.too_late} has not come yet."
        return f"{heading} may be day first or month first, such as {column.either}: other columns are month first."

    def _statement(self, key: ListColumn) -> str | None:
        column, told, heading = self.columns[key], self.orders[key], self.headings[key]
        example = column.either or column.month_first or column.day_first
        is_settled = told.told_by is ToldBy.VALUES or (
            told.told_by is ToldBy.OTHERS and told.order is DateOrder.DAY_FIRST
        )
        if is_settled or told.order is None or example is None:
            return None
        try:
            on = read_date(day_first(example, told.order), self.today, born=key is ListColumn.BORN_ON)
            example += f" is {in_full(on)}"
        except Refused:  # as a cell it is asked about; the order holds for it too
            example += " has its " + ("day" if told.order is DateOrder.DAY_FIRST else "month") + " in front"
        return f"{heading} is read {told.order}: {example}."


def list_dates(headings: Headings, rows: Rows, answers: Mapping[str, str], today: date) -> ListDates:
    """`answers`: order:column to the order; or just order, for all the columns that are open."""
    texts: dict[ListColumn, list[str]] = {key: [] for key in DATES}
    names = {key: headings.cells[places[0]] for key, places in headings.places.items()}
    for cells in rows:
        headings = headings_of(cells) or headings
        typed, _ = unstacked(headings.typed(cells))
        for key, column in texts.items():
            column.append(typed.get(key, ""))
    found = {key: date_column(column, today, past=key in PAST) for key, column in texts.items()}
    said = {key: DateOrder(order) for key in found if (order := answers.get(f"{ORDER}:{key}")) in list(DateOrder)}
    if answers.get(ORDER) in list(DateOrder):
        said = answer_for_all(found, DateOrder(answers[ORDER])) | said
    return ListDates(found, column_orders(found, said), LABELS | names, today)
