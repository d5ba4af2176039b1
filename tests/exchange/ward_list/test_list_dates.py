"""The dates of lists as hospitals write them: by the column, in London, and asked where two are possible."""

from datetime import date
from pathlib import Path

import pytest

from enabler import clock
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.columns import ListColumn
from enabler.exchange.ward_list.reading import ReadWardList, read_ward_list

LISTS = Path(__file__).parents[2] / "examples" / "lists"
TODAY = date(2026, 11, 27)
BORN, ADMITTED, EXPECTED = ListColumn.BORN_ON, ListColumn.ADMITTED_ON, ListColumn.EXPECTED_ON
JULY = date(2026, 7, 2)


def read(what: str | bytes, corrections: dict[str, str] | None = None) -> ReadWardList:
    content = what if isinstance(what, bytes) else (LISTS / what).read_bytes()
    return read_ward_list(read_grid(content), TODAY, corrections)


def of_births(*births: str, corrections: dict[str, str] | None = None) -> ReadWardList:
    lines = "\n".join(f"A{place},K{place},SINGH Harpreet,{birth}" for place, birth in enumerate(births))
    return read(f"Bed,Hosp No,Patient,DOB\n{lines}".encode(), corrections)


def test_a_month_first_column_is_asked_about_once_and_nothing_is_taken_silently() -> None:
    asked = read("04_month_first_column.csv")
    assert [one.column for one in asked.dates.asked] == [BORN, ADMITTED]
    assert asked.dates.asked[0].says == "DOB is written month first: 07/22/1950 cannot be read otherwise."
    assert all({cell.column for cell in row.bad} == {BORN, ADMITTED} for row in asked.rows)
    assert [row.born_on or row.admitted_on for row in asked.rows] == [None, None, None]


def test_one_answer_reads_the_columns() -> None:
    answered = read("04_month_first_column.csv", {"order:born_on": "month first"})
    assert answered.dates.asked == ()
    assert [(row.born_on, row.admitted_on) for row in answered.rows] == [
        (date(1950, 7, 22), date(2026, 10, 5)),
        (date(1951, 2, 3), date(2026, 10, 6)),
        (date(1952, 11, 30), date(2026, 10, 7)),
    ]
    assert [one.says for one in answered.dates.stated] == [
        "DOB is read month first: 02/03/1951 is 3 February 1951.",
        "Admitted is read month first: 10/05/2026 is 5 October 2026.",
    ]
    assert read("04_month_first_column.csv", {"order": "month first"}).rows == answered.rows, "for the whole file"


def test_where_nothing_tells_the_order_is_said() -> None:
    seen = of_births("02/03/1951", "10/11/1952")
    assert seen.rows[0].born_on == date(1951, 3, 2) and seen.dates.asked == ()
    assert [one.says for one in seen.dates.stated] == ["DOB is read day first: 02/03/1951 is 2 March 1951."]
    assert of_births("02/03/1951", "22/11/1952").dates.stated == ()


def test_a_column_of_both_orders_is_asked_about_cell_by_cell() -> None:
    seen = of_births("13/2/1950", "2/13/1951", "2/3/1952")
    assert seen.rows[0].born_on == date(1950, 2, 13)
    assert [dict(row.choices) for row in seen.rows] == [
        {},
        {BORN: ("13 February 1951 (75)",)},
        {BORN: ("2 March 1952 (74)", "3 February 1952 (74)")},
    ]
    chosen = of_births("13/2/1950", "2/13/1951", "2/3/1952", corrections={"4:born_on": "3 February 1952 (74)"})
    assert (chosen.rows[2].born_on, chosen.rows[2].bad) == (date(1952, 2, 3), ())
    whole = of_births("13/2/1950", "2/13/1951", "2/3/1952", corrections={"order:born_on": "day first"})
    assert [row.born_on for row in whole.rows] == [date(1950, 2, 13), None, date(1952, 3, 2)]


def test_what_was_put_right_by_hand_is_read_as_it_is_typed() -> None:
    text = b"Bed,Patient,DOB\nA1,SINGH Harpreet,07/22/1950\nA2,OSEI Kwame,02/03/1951"
    seen = read(text, {"order:born_on": "month first", "3:born_on": "02/03/1951", "2:born_on": "1/7/1950"})
    assert [row.born_on for row in seen.rows] == [date(1950, 7, 1), date(1951, 2, 3)], "an unchanged cell is the list's"


def test_the_day_of_a_list_follows_the_order_of_its_columns() -> None:
    text = b"Ward list 11/05/2026,,\nBed,Patient,DOB\nA1,SINGH Harpreet,07/22/1950"
    assert read(text, {"order:born_on": "month first"}).list_on == date(2026, 11, 5)


def test_instants_are_london_days() -> None:
    rows = read("09_admission_instants.csv").rows
    assert [row.admitted_on for row in rows] == [JULY, JULY, *[date(2026, 11, 1)] * 5]
    assert not any(row.bad for row in rows)


def test_the_zone_of_the_server_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        assert read("09_admission_instants.csv").rows[0].admitted_on == JULY
        assert (
            read_ward_list(read_grid((LISTS / "29_today_elsewhere.csv").read_bytes()), clock.today())
            .rows[0]
            .admitted_on
            == TODAY
        )


def test_births_of_a_list() -> None:
    flynn, green, blue, redd, grey, pink = read("08_birth_dates.csv").rows
    assert flynn.says == ("The list's date of birth, 01/01/1900, is taken as not known.",)
    assert (flynn.born_on, flynn.bad, green.bad) == (None, (), ())
    assert [(row.birth.year, row.born_on, row.bad) for row in (blue, redd) if row.birth] == [
        ("about 1950", None, ()),
        ("1950", None, ()),
    ]
    assert blue.says == ("The list has no day of birth: born about 1950, and marked as no more than that.",)
    assert grey.choices[BORN] == ("12 March 1925 (101)", "12 March 2025 (1)")
    assert pink.choices[BORN] == ("18 May 1967 (59)", "31 October 1950 (76)")


def test_a_child_on_a_ward_of_adults_is_asked_about() -> None:
    (row,) = of_births("12/03/2025").rows
    assert row.bad[0].why == "Born on 12 March 2025, so aged 1, on a ward of adults. Is that right?"
    (choice,) = row.choices[BORN]
    (taken,) = of_births("12/03/2025", corrections={"2:born_on": choice}).rows
    assert (taken.born_on, taken.bad) == (date(2025, 3, 12), ())
    assert of_births("12/03/2010").rows[0].bad == ()
    (year,) = of_births("2015").rows
    (taken,) = of_births("2015", corrections={"2:born_on": year.choices[BORN][0]}).rows
    assert taken.birth and (taken.birth.year, taken.bad) == ("2015", ())


def test_a_workbook_that_counts_from_1904() -> None:
    (row,) = read("11_epoch_1904.xlsx").rows
    assert (row.born_on, row.admitted_on) == (date(1960, 5, 4), date(2026, 10, 1))


def test_a_column_of_a_spreadsheets_numbers() -> None:
    seen = of_births("18567", "20090")
    assert [row.born_on for row in seen.rows] == [date(1950, 10, 31), date(1955, 1, 1)]
    assert seen.dates.numbers == ("DOB holds a spreadsheet's numbers for days: 18567 is 31 October 1950.",)


def test_expected_days_as_written() -> None:
    rows = read("39_edd_as_written.csv").rows
    assert [row.expected_discharge_on for row in rows] == [None, None, date(2026, 11, 28), date(2026, 12, 2)]


def test_a_birth_in_the_cell_of_the_name_is_of_a_column_too() -> None:
    text = b'Bed,Hosp No,Patient\nA1,K1,"SINGH Harpreet\nDOB 07/22/1950"\nA2,K2,"OSEI Kwame\nDOB 02/03/1951"'
    assert [one.says for one in read(text).dates.asked] == [
        "Date of birth is written month first: 07/22/1950 cannot be read otherwise."
    ]
    assert read(text, {"order:born_on": "month first"}).rows[1].born_on == date(1951, 2, 3)


def test_a_sentence_quotes_the_cell_as_the_list_has_it() -> None:
    seen = of_births("3/12/25", "07/22/1950", "13/13/1950", corrections={"order": "month first"})
    assert seen.rows[0].bad[0].why == "3/12/25 may be 12 March 1925 or 12 March 2025. Write the year in full."
    assert seen.rows[2].bad[0].why.startswith("13/13/1950 is not a date")


def test_a_cell_that_is_one_day_in_either_order_waits_for_nothing() -> None:
    rows = of_births("07/22/1950", "04/04/1951", "1952-02-03", "c.1950", "02/03/1951").rows
    assert [bool(row.bad) for row in rows] == [True, False, False, False, True]
    assert [dict(row.choices) for row in rows] == [{}] * 5, "the column is asked about, not the cell"
