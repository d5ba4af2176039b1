"""Dates as people write them, and read back. Today is Sunday 22 November 2026."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import distance, in_full, is_far_off, read_back, read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "3/4/26": "2026-04-03",
        "03/04/2026": "2026-04-03",
        "3.4.26": "2026-04-03",
        "03-04-2026": "2026-04-03",
        "3 Apr": "2027-04-03",
        "3 oct": "2026-10-03",
        "3/11": "2026-11-03",
        "28 dec": "2026-12-28",
        "3 April 2026": "2026-04-03",
        "3rd apr 2026": "2026-04-03",
        "April 3, 2026": "2026-04-03",
        "3apr26": "2026-04-03",
        "17-Oct-26": "2026-10-17",
        "10 Feb 1983": "1983-02-10",
        "07 May 1972": "1972-05-07",
        "2026-04-03": "2026-04-03",
        "2026-04-03 00:00:00": "2026-04-03",
        "2026-04-03T09:30:00Z": "2026-04-03",
        "17/09/2026 00:00": "2026-09-17",
        "29/2/2028": "2028-02-29",
        "12/3/98": "1998-03-12",
        "today": "2026-11-22",
        "  Tomorrow ": "2026-11-23",
        "yesterday": "2026-11-21",
        "-2": "2026-11-20",
        "−2": "2026-11-20",
        "- 2": "2026-11-20",
        "+7": "2026-11-29",
        "fri": "2026-11-27",
        "Friday": "2026-11-27",
        "sun": "2026-11-29",
        "last fri": "2026-11-20",
        "last sun": "2026-11-15",
        "Fri 4 December 2026": "2026-12-04",
    }.items(),
)
def test_read(text: str, expected: str) -> None:
    assert read_date(text, TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    {
        "31/2/2026": "31/2/2026 is not a date: February 2026 has 28 days.",
        "29/2/2026": "February 2026 has 28 days",
        "31/02/1950": "February 1950 has 28 days",
        "31 Sep": "September 2026 has 30 days",
        "0/4/26": "April 2026 has 30 days",
        "3/13/26": "there is no month 13. Write the day first",
        "Thu 4 December 2026": "4 December 2026 is a Friday, not a Thursday.",
        "1/1/1700": "the year 1700 is out of range",
        "soon": "“soon” is not a date. Write a date such as",
        "3/4/202": "is not a date",
        "": "Enter a date.",
        "   ": "Enter a date.",
        "9" * 5000: "too long for a date",
        "<b>1/1/26</b>": "is not a date",
        "03042026": "is not a date",
        "+99999": "is not a date",
        "٣/٤/٢٦": "is not a date",
    }.items(),
)
def test_refused_with_a_sentence_at_its_field(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(text, TODAY, field="due_on")
    assert words in refused.value.sentence
    assert refused.value.field == "due_on"


def test_births_lie_in_the_past_and_have_a_year() -> None:
    assert read_date("3/4/38", TODAY, born=True) == date(1938, 4, 3)
    assert read_date("23/11/26", TODAY, born=True) == date(1926, 11, 23)
    with pytest.raises(Refused, match="Write the year of birth"):
        read_date("3 Apr", TODAY, born=True)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_survives_each_way_of_writing_it(on: date) -> None:
    for text in (on.isoformat(), f"{on:%d/%m/%Y}", in_full(on), read_back(on, TODAY).split(",")[0]):
        assert read_date(text, TODAY) == on


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        assert isinstance(read_date(text, TODAY), date)
    except Refused as refused:
        assert refused.sentence


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_next_such_day(today: date, place: int) -> None:
    name = ["monday", "tue", "wed", "thursday", "fri", "sat", "sunday"][place]
    ahead, behind = read_date(name, today), read_date(f"last {name}", today)
    assert ahead.weekday() == behind.weekday() == place
    assert 1 <= (ahead - today).days <= 7
    assert 1 <= (today - behind).days <= 7


def test_read_back() -> None:
    assert read_back(date(2026, 12, 4), TODAY) == "Fri 4 December 2026, in 12 days"
    assert read_back(TODAY, TODAY) == "Sun 22 November 2026, today"
    assert [distance(date(2026, 11, day), TODAY) for day in (21, 23, 10)] == ["yesterday", "tomorrow", "12 days ago"]
    assert distance(date(1983, 11, 23), TODAY) == "42 years ago"


@pytest.mark.parametrize(("on", "far"), [(date(2027, 11, 23), False), (date(2027, 11, 24), True), (TODAY, False)])
def test_far_off_beyond_366_days(on: date, far: bool) -> None:
    assert is_far_off(on, TODAY) is far
