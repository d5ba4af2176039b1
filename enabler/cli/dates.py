"""Dates on the command line: as people write them, D..D for a period, and the order of day and month in a file."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from enabler import clock
from enabler.rules.refusal import Refused
from enabler.rules.writing.date_columns import DateOrder
from enabler.rules.writing.dates_as_written import read_date


class WrittenDate(click.ParamType):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_date(value, clock.today())
        except Refused as refusal:
            self.fail(refusal.sentence, param, ctx)


class WrittenPeriod(click.ParamType):
    name = "D..D"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        if isinstance(value, tuple):
            return value
        first, dots, last = value.partition("..")
        if not dots:
            self.fail("write the first and the last day with two dots between, 2025-04-01..2026-03-31", param, ctx)
        read = WrittenDate()
        return read.convert(first, param, ctx), read.convert(last, param, ctx)


SAY_THE_ORDER = "Add --day-first or --month-first."


def dates_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option that says in which order a file writes its dates."""
    return click.option(
        "--day-first/--month-first",
        "dates",
        default=None,
        callback=lambda _ctx, _param, day: None if day is None else _order(day),
        help="How the file writes dates such as 4/1/2026, where its columns do not tell.",
    )(function)


def _order(day_first: bool) -> DateOrder:
    return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
