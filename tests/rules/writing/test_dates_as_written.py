"""Dates as people write them, and read back. Today is Sunday 22 November 2026."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.clock import LONDON
from enabler.exchange.cells import instant_text
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import distance, in_full, is_far_off, read_back, read_date
from enabler.wording import formatting

TODAY = date(2026, 11, 22)


READ = {
    # day first
    "3/4/26": "2026-04-03",
    "03/04/2026": "2026-04-03",
    "3.4.26": "2026-04-03",
    "3-4-2026": "2026-04-03",
    "3 / 4 / 26": "2026-04-03",
    "3/4/2026.": "2026-04-03",
    "03042026": "2026-04-03",
    "29/2/2028": "2028-02-29",
    "12/3/98": "1998-03-12",
    # with the month's name
    "3 April 2026": "2026-04-03",
    "3rd apr 2026": "2026-04-03",
    "1st of April 2026": "2026-04-01",
    "the 1st of April": "2027-04-01",
    "April 3, 2026": "2026-04-03",
    "3apr26": "2026-04-03",
    "3 Apr ’26": "2026-04-03",
    "17-Oct-26": "2026-10-17",
    "10 Feb 1983": "1983-02-10",
    "07 May 1972": "1972-05-07",
    # without a year: the nearest
    "3 Apr": "2027-04-03",
    "3 oct": "2026-10-03",
    "3/11": "2026-11-03",
    "28 dec": "2026-12-28",
    "03/07": "2026-07-03",  # lengths are written without zeros
    "3/12": "2026-12-03",
    # as computers write them
    "2026-04-03": "2026-04-03",
    "2026/04/03": "2026-04-03",
    "20261101": "2026-11-01",
    "20102026": "2026-10-20",
    "46113": "2026-04-01",
    "46327": "2026-11-01",
    "46327.59": "2026-11-01",
    # with other signs than ours
    "3⁄4⁄2026": "2026-04-03",
    "３/４/２０２６": "2026-04-03",
    "3\\4\\2026": "2026-04-03",
    "'3/4/2026": "2026-04-03",
    # with a time of the day
    "2026-04-03 00:00:00": "2026-04-03",
    "17/09/2026 00:00": "2026-09-17",
    "01/11/2026 2:05 PM": "2026-11-01",
    "4 Dec at 3pm": "2026-12-04",
    "28/11 pm": "2026-11-28",
    "tomorrow morning": "2026-11-23",
    "202611011405": "2026-11-01",
    # an instant is its day in London: an hour later in summer
    "2026-04-03T09:30:00Z": "2026-04-03",
    "2026-11-01T23:30:00Z": "2026-11-01",
    "2026-07-01T23:30:00Z": "2026-07-02",
    "2026-07-01T23:30:00+00:00": "2026-07-02",
    "2026-07-01 23:30+0100": "2026-07-01",
    "20260701T233000Z": "2026-07-02",
    "2026-07-01 23:30:00 +0000": "2026-07-02",
    "2026-07-01 23:30 UTC": "2026-07-02",
    "01/07/2026 23:30 GMT": "2026-07-02",
    "1 July 2026 23:30 BST": "2026-07-01",
    "Wed, 01 Jul 2026 23:30:00 GMT": "2026-07-02",
    "2026-07-01T23:30:00": "2026-07-01",
    # near today
    "today": "2026-11-22",
    "  Tomorrow ": "2026-11-23",
    "yesterday": "2026-11-21",
    "the day after tomorrow": "2026-11-24",
    "-2": "2026-11-20",
    "−2": "2026-11-20",
    "- 2": "2026-11-20",
    "+7": "2026-11-29",
    "+2d": "2026-11-24",
    "-1 week": "2026-11-15",
    "in 3 days": "2026-11-25",
    "3 days": "2026-11-25",
    "in 3 days’ time": "2026-11-25",
    "3 days from now": "2026-11-25",
    "20 days ago": "2026-11-02",
    "2w": "2026-12-06",
    "2 weeks": "2026-12-06",
    "two weeks ago": "2026-11-08",
    "a fortnight": "2026-12-06",
    "next week": "2026-11-29",
    "fortnight": "2026-12-06",
    "tonight": "2026-11-22",
    "last night": "2026-11-21",
    # weekdays: the next after today
    "fri": "2026-11-27",
    "Friday": "2026-11-27",
    "Weds": "2026-11-25",
    "by Thurs": "2026-11-26",
    "this Friday": "2026-11-27",
    "next Friday": "2026-11-27",
    "sun": "2026-11-29",
    "last fri": "2026-11-20",
    "last Sunday": "2026-11-15",
    # a weekday in front
    "Fri 4 December 2026": "2026-12-04",
    "Fri 4 Dec": "2026-12-04",
    "Fri. 4 Dec.": "2026-12-04",
    "Friday, 4/12/26": "2026-12-04",
    "Weds the 2nd of December": "2026-12-02",
    # as our pages read them back
    "Fri 4 December 2026, in 12 days": "2026-12-04",
    "Fri 4 Dec 2026, 14:05": "2026-12-04",
    "Mon 23 Nov 2026, 08:15, tomorrow": "2026-11-23",
}

REFUSED = {
    # no such day
    "31/2/2026": "31/2/2026 is not a date: February 2026 has 28 days.",
    "29/2/2026": "February 2026 has 28 days",
    "31/02/1950": "February 1950 has 28 days",
    "31 Sep": "September 2026 has 30 days",
    "0/4/26": "April 2026 has 30 days",
    "3/13/26": "there is no month 13. Write the day first",
    "1/1/1700": "the year 1700 is out of range",
    "9999 weeks": "the year 2218 is out of range",
    "9999-12-31T23:59:59-05:00": "is not a date",
    "4 Dec 25:61": "is not a date",
    # what is said twice must agree
    "Thu 4 December 2026": "4 December 2026 is a Friday, not a Thursday. Put the date right, or write it without",
    "Fri 4 December 2026, in 13 days": "4 December 2026 is in 12 days, not in 13 days. Write the date alone.",
    "in 3 days ago": "says both ahead and ago. Write in 3 days or 3 days ago.",
    # may be two days
    "this Sunday": "Today is Sunday. Instead of “this Sunday” write today or in 7 days.",
    "41126": "“41126” may be 4/11/26, or a spreadsheet's number for 5 August 2012. Write one of the two.",
    "3/7": "“3/7” may be 3 July or in 3 days: write 3 Jul or in 3 days.",
    "1/7": "“1/7” may be 1 July or tomorrow: write 1 Jul or tomorrow.",
    # not one day
    "last week": "“last week” is not one day. Write the day, such as 4 Dec, fri or 2 weeks.",
    "next month": "is not one day",
    "2 months": "is not one day",
    "2 years ago": "is not one day",
    "w/c 30/11": "is not one day",
    "2/52": "is not one day",
    "a month": "is not one day",
    "Mon 30th": "“Mon 30th” has no month. Write the month too, such as 3 Apr.",
    "2026": "“2026” is a year, not a day. Write a date such as",
    # not a date
    "soon": "“soon” is not a date. Write a date such as",
    "ASAP": "is not a date",
    "3/4/202": "is not a date",
    "030426": "is not a date",
    "98765": "is not a date",
    "12": "is not a date",
    "...": "“...” is not a date",
    "": "Enter a date.",
    "   ": "Enter a date.",
    "9" * 5000: "too long for a date",
    "<b>1/1/26</b>": "is not a date",
    "+99999": "is not a date",
    "٣/٤/٢٦": "is not a date",
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_read(text: str, expected: str) -> None:
    assert read_date(text, TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_refused_with_a_sentence_at_its_field(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(text, TODAY, field="due_on")
    assert words in refused.value.sentence
    assert refused.value.field == "due_on"


FRIDAY, WEDNESDAY = date(2026, 11, 27), date(2026, 11, 25)


def test_tomorrow_on_a_friday_is_saturday() -> None:
    assert read_back(read_date("tomorrow", FRIDAY), FRIDAY) == "Sat 28 November 2026, tomorrow"


@pytest.mark.parametrize(
    ("text", "today", "words"),
    [
        ("next Fri", WEDNESDAY, "“next Fri” may be the Friday in 2 days or in 9: write Friday or in 9 days."),
        ("next Thursday", WEDNESDAY, "may be tomorrow or in 8 days: write tomorrow or in 8 days."),
        ("3/12", date(2026, 6, 3), "may be 3 December or in 3 months: write 3 Dec or the day itself."),
        ("this Friday", FRIDAY, "Today is Friday. Instead of “this Friday” write today or in 7 days."),
    ],
)
def test_a_weekday_that_may_be_two_days_is_asked_about(text: str, today: date, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(text, today)
    assert words in refused.value.sentence
    for answer in words.removesuffix(" or the day itself.").partition(" write ")[2].rstrip(".").split(" or "):
        assert read_date(answer, today)


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "3/4/38": "1938-04-03",
        "3/2/61": "1961-02-03",
        "23/11/26": "1926-11-23",  # tomorrow, in this century
        "1/2/05": "2005-02-01",  # nobody is 121
        "29/2/00": "2000-02-29",
        "3rd of Feb 1961": "1961-02-03",
        "03-Feb-1961 (65)": "1961-02-03",
        "03/02/1961 (65y)": "1961-02-03",
        "03/02/1961 (age 65)": "1961-02-03",
        "3 Feb 1961, aged 65": "1961-02-03",
        "3/2/1961 65y": "1961-02-03",
        "1961-06-30T23:00:00Z": "1961-07-01",
        "20090": "1955-01-01",
    }.items(),
)
def test_births_lie_in_the_past(text: str, expected: str) -> None:
    assert read_date(text, TODAY, born=True) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    {
        "12/3/25": "12/3/25 may be 12 March 1925 or 12 March 2025. Write the year in full.",
        "22 Nov 26": "22 November 1926 or 22 November 2026",
        "29/2/23": "February 2023 has 28 days",
        "3 Apr": "Write the year of birth",
        "1950": "“1950” is a year, not a day. Write a date such as 3/2/1961 or 3 Feb 1961.",
        "c.1950": "Write a date such as 3/2/1961",
        "03-Feb-1961 (64)": "means 65 years old, not 64",
        "18567": "may be 18/5/67, or a spreadsheet's number for 31 October 1950",
    }.items(),
)
def test_births_that_may_be_two_or_none_are_asked_about(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(text, TODAY, born=True, field="born_on")
    assert words in refused.value.sentence
    assert refused.value.field == "born_on"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_survives_each_way_of_writing_it(on: date) -> None:
    at_noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    ours = [
        formatting.long_date(on),
        formatting.plain_date(on),
        formatting.year_date(on),
        formatting.banner_date(on),
        formatting.read_back(on, TODAY),
        formatting.moment(at_noon),
        instant_text(at_noon),
    ]
    for text in (*ours, on.isoformat(), f"{on:%d/%m/%Y}", f"{on:%Y%m%d}", f"{on:%d%m%Y}"):
        assert read_date(text, TODAY) == on


@given(st.dates(TODAY - timedelta(days=182), TODAY + timedelta(days=182)))
def test_what_is_written_without_its_year_is_read_within_half_a_year(on: date) -> None:
    shown = [formatting.day_month(on), formatting.short_date(on), formatting.weekday_date(on)]
    number = str((on - date(1899, 12, 30)).days)
    for text in (*shown, formatting.how_far(on, TODAY), f"{on:%d/%m/%y}", number):
        assert read_date(text, TODAY) == on


@given(st.dates(date(1907, 1, 1), TODAY))
def test_a_birth_as_the_banner_has_it_is_read_and_two_digits_never_mean_another_century(on: date) -> None:
    assert read_date(formatting.born(on, TODAY), TODAY, born=True) == on
    try:
        assert read_date(f"{on:%d/%m/%y}", TODAY, born=True) == on
    except Refused as refused:
        assert in_full(on) in refused.sentence


@given(st.dates(date(1996, 1, 1), date(2035, 1, 1)), st.times(), st.integers(-12, 14))
def test_an_instant_in_any_zone_is_its_day_in_london(on: date, at: time, hours: int) -> None:
    there = datetime.combine(on, at, timezone(timedelta(hours=hours)))
    assert read_date(there.isoformat(), TODAY) == there.astimezone(LONDON).date()


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
