"""Working days in England, bank holidays left out."""

from datetime import date

import pytest

from enabler.rules.law.working_days import add_working_days, bank_holidays, easter_sunday, is_working_day

# As published by the government for England and Wales.
PUBLISHED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_as_published(year: int) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()]


def test_easter() -> None:
    assert [easter_sunday(year) for year in (2000, 2024, 2038)] == [
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 10, "2026-12-04"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-12-24", 2, "2026-12-30"),
        ("2026-11-22", 0, "2026-11-22"),
    ],
)
def test_the_day_itself_is_not_counted(start: str, days: int, end: str) -> None:
    assert add_working_days(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_weekends_are_not_worked() -> None:
    assert [is_working_day(date(2026, 11, day)) for day in (20, 21, 22, 23)] == [True, False, False, True]
