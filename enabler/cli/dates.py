"""Dates on the command line: as people write them, or D..D for a period."""

from datetime import date
from typing import Any

import click

from enabler import clock
from enabler.rules.refusal import Refused
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
