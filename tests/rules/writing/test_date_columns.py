"""One column of dates: in which order it is written, and when that is asked."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.rules.writing.date_columns import (
    ColumnOrder,
    DateColumn,
    DateOrder,
    ToldBy,
    answer_for_all,
    column_orders,
    date_column,
    day_first,
)
from enabler.rules.writing.dates_as_written import read_date

TODAY = date(2026, 11, 22)
DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
ASKED = None


def told(*texts: str, past: bool = False) -> ColumnOrder:
    return column_orders({"it": date_column(texts, TODAY, past=past)}, {})["it"]


@pytest.mark.parametrize(
    ("texts", "order", "by"),
    [
        (["07/22/1950", "02/03/1951", "11/30/1952"], ASKED, ToldBy.VALUES),
        (["22/07/1950", "02/03/1951"], DAY, ToldBy.VALUES),
        (["13/2/1950", "2/13/1950"], ASKED, ToldBy.VALUES),
        (["02/03/1951", "10/11/1952"], DAY, ToldBy.HABIT),
        (["4/4/1951", "1950-07-22", "3 Feb 1961", "", "20261101", "soon"], DAY, ToldBy.VALUES),
        (["7-22-50 14:05", "", "2-3-51"], ASKED, ToldBy.VALUES),
        (["Sun 11/22/26"], ASKED, ToldBy.VALUES),
        (["11/30"], ASKED, ToldBy.VALUES),
        (["07221950"], ASKED, ToldBy.VALUES),
        (["28/11 pm", "1/12"], DAY, ToldBy.VALUES),
        (["2/52", "2/100", "3-4 weeks", "31/31/1950"], DAY, ToldBy.VALUES),
        ([], DAY, ToldBy.VALUES),
    ],
)
def test_one_value_over_12_tells(texts: list[str], order: DateOrder | None, by: ToldBy) -> None:
    assert told(*texts) == ColumnOrder(order, by)


def test_a_day_that_cannot_have_come_yet_is_asked_about() -> None:
    assert told("11/12/2026", "05/11/2026", past=True).order is ASKED, "day first it is 11 December"
    assert told("11/12/2026", "05/11/2026").order is DAY
    assert told("11/12/2026", "25/11/2025", past=True).order is DAY, "another value settles it"
    assert told("12/12/2026", past=True).order is DAY, "the same either way"


EITHER = DateColumn(either="2/3/2026")
DAY_COLUMN, MONTH_COLUMN = DateColumn(day_first="13/2/2026"), DateColumn(month_first="2/13/2026")


@pytest.mark.parametrize(
    ("others", "answers", "order"),
    [
        ([], {}, DAY),
        ([DAY_COLUMN], {}, DAY),
        ([MONTH_COLUMN], {}, ASKED),
        ([MONTH_COLUMN], {0: MONTH}, MONTH),
        ([MONTH_COLUMN], {0: DAY}, DAY),
        ([MONTH_COLUMN, DAY_COLUMN], {0: MONTH}, ASKED),
        ([MONTH_COLUMN], {"it": MONTH}, MONTH),
        ([DAY_COLUMN], {"it": MONTH}, MONTH),
    ],
)
def test_a_column_that_tells_nothing_is_as_the_others(
    others: list[DateColumn], answers: dict[object, DateOrder], order: DateOrder | None
) -> None:
    columns: dict[object, DateColumn] = {"it": EITHER, **dict(enumerate(others))}
    assert column_orders(columns, answers)["it"].order is order


def test_one_answer_for_a_file_leaves_what_is_settled() -> None:
    both = DateColumn(day_first="13/2/2026", month_first="2/13/2026")
    columns = {"day": DAY_COLUMN, "month": MONTH_COLUMN, "either": EITHER, "both": both}
    assert answer_for_all(columns, MONTH) == {"month": MONTH, "either": MONTH, "both": MONTH}


def test_a_column_of_a_spreadsheets_numbers_is_so_as_a_whole() -> None:
    assert date_column(["18567", "20090", ""], TODAY).day_number == "18567"
    assert date_column(["18567", "12/3/1950"], TODAY).day_number is None
    assert date_column(["18567"], TODAY).day_number is None
    assert date_column(["18567", "11150"], TODAY).day_number is None, "18/5/67 and 1/11/50"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["/", ".", "-", " "]), st.booleans())
def test_month_first_is_turned_round(on: date, stroke: str, with_time: bool) -> None:
    text = stroke.join((str(on.month), str(on.day), str(on.year))) + (" 14:05" if with_time else "")
    assert read_date(day_first(text, MONTH), TODAY) == on
    assert day_first(on.isoformat(), MONTH) == on.isoformat()
    assert day_first(f"{on:%-d %b %Y}", MONTH) == f"{on:%-d %b %Y}"
