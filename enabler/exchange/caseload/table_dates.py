"""The columns of dates of a caseload's tables: ISO as we write them, or in an order that is told by all values."""

from collections import defaultdict
from datetime import date

from enabler.exchange.caseload.files import BadCell, Source
from enabler.exchange.date_orders import FileDates, file_dates
from enabler.exchange.fields import Sort
from enabler.rules.writing.date_columns import DateOrder, ToldBy

DateKey = tuple[str, str]  # a table and its column
TableDates = FileDates[DateKey]

ASKS = "Add --day-first or --month-first, or save the file with dates such as 2026-04-03."
NOT_AHEAD = frozenset(
    [
        "born_on", "admitted_on", "case_opened_on", "discharged_on", "judged_on", "main_barrier_judged_on",
        "share_judged_on", "ready_on", "began_on", "resolved_on", "waiting_since", "done_on", "on",
    ]
)  # fmt: skip


def table_dates(source: Source, answer: DateOrder | None, today: date) -> TableDates:
    """All the tables together: whoever saved one of them in another order saved the others too."""
    texts: dict[DateKey, list[str]] = {}
    names: dict[DateKey, str] = {}
    for raw in source.tables.values():
        for place, name in enumerate(raw.columns):
            if name is not None and raw.table.field(name).sort is Sort.DATE:
                key = (raw.table.name, name)
                texts[key] = [cells[place] for _, cells in raw.rows if place < len(cells)]
                names[key] = name
    return file_dates(
        texts,
        names,
        past={key for key in texts if key[1] in NOT_AHEAD},
        births={key for key in texts if key[1] == "born_on"},
        answers={},
        answer=answer,
        today=today,
    )


def bad_columns(source: Source, dates: TableDates) -> list[BadCell]:
    """Each column whose order must be said first, at its heading."""
    return [
        BadCell(source.tables[table].file, 1, column, "", f"{one.says} {ASKS}")
        for one in dates.asked
        for table, column in [one.column]
    ]


def notes(source: Source, dates: TableDates) -> list[str]:
    """Which columns of each file were read in which order."""
    read: defaultdict[tuple[str, DateOrder, bool], list[tuple[str, str]]] = defaultdict(list)
    for (table, column), told in dates.orders.items():
        example = dates.example((table, column))
        if told.order and example:
            read[source.tables[table].file, told.order, told.told_by is ToldBy.HABIT].append((column, example))
    return [
        f"{file}: {', '.join(column for column, _ in columns)} read {order}: {columns[0][1]}."
        + (" No value tells: add --month-first if that is wrong." if is_habit else "")
        for (file, order, is_habit), columns in read.items()
    ]


def undecided(dates: TableDates) -> tuple[str, ...]:
    """The columns of a stay's dates, which figures use, whose order no value in the file tells."""
    by_habit = [key for key, told in dates.orders.items() if told.told_by is ToldBy.HABIT and dates.example(key)]
    return tuple(dict.fromkeys(column for _, column in by_habit if column != "born_on"))
