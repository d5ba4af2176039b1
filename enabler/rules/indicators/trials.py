"""Trials: a named, time-boxed change on a ward or on all, looked at before, during and after."""

from collections.abc import Mapping
from datetime import date

from enabler.rules.refusal import Refused

DELAY_NIGHTS, HOUSING_NIGHTS = "delay_nights_a_week", "housing_nights_a_week"
NIGHTS_LOOKED_AT: Mapping[str, str] = {DELAY_NIGHTS: "Delay nights a week", HOUSING_NIGHTS: "Housing nights a week"}
LONGEST_DAYS = 366
EARLIEST = date(2000, 1, 1)


def check_trial(from_on: date, to_on: date) -> None:
    """Refuse a trial that ends before it begins, lasts more than a year, or lies before there could be a record."""
    if to_on < from_on:
        raise Refused("The last day is before the first.", "to_on")
    if from_on < EARLIEST:
        raise Refused("That is before anything here was recorded.", "from_on")
    if (to_on - from_on).days >= LONGEST_DAYS:
        raise Refused("A trial is a time-boxed change: a year at most.", "to_on")
