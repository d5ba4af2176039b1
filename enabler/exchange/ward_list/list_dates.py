"""The columns of dates of a ward list, each read by all its values."""

from collections.abc import Mapping
from datetime import date

from enabler.exchange.date_orders import FileDates, file_dates
from enabler.exchange.grids import Rows
from enabler.exchange.ward_list.columns import LABELS, ListColumn
from enabler.exchange.ward_list.headings import Headings, headings_of
from enabler.exchange.ward_list.stacked_cells import unstacked
from enabler.rules.writing.date_columns import DateOrder

DATES = (ListColumn.BORN_ON, ListColumn.ADMITTED_ON, ListColumn.EXPECTED_ON, ListColumn.FIT_ON)
PAST = frozenset([ListColumn.BORN_ON, ListColumn.ADMITTED_ON, ListColumn.FIT_ON])
ORDER = "order"  # among the corrections: order:born_on

ListDates = FileDates[ListColumn]


def list_dates(headings: Headings, rows: Rows, answers: Mapping[str, str], today: date) -> ListDates:
    """`answers`: order:column to the order; or just order, for all the columns that are open."""
    texts: dict[ListColumn, list[str]] = {key: [] for key in DATES}
    names = {key: headings.cells[places[0]] for key, places in headings.places.items()}
    for cells in rows:
        headings = headings_of(cells) or headings
        typed, _ = unstacked(headings.typed(cells))
        for key, column in texts.items():
            column.append(typed.get(key, ""))
    return file_dates(
        texts,
        LABELS | names,
        past=PAST,
        births={ListColumn.BORN_ON},
        answers={key: order for key in DATES if (order := _order(answers.get(f"{ORDER}:{key}")))},
        answer=_order(answers.get(ORDER)),
        today=today,
    )


def order_of_titles(dates: ListDates) -> DateOrder:
    """The lines above are written as the columns are."""
    month_first = any(told.order is DateOrder.MONTH_FIRST for told in dates.orders.values())
    return DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST


def _order(said: str | None) -> DateOrder | None:
    return DateOrder(said) if said in list(DateOrder) else None
