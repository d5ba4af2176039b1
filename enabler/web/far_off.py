"""A form that asks to look again: at dates that are far off, at phone numbers and postcodes that are not whole."""

from datetime import date
from typing import Any

from flask import current_app
from wtforms import BooleanField, Field

from enabler import clock
from enabler.rules.writing.dates_as_written import is_far_off, read_back
from enabler.web.doubted_lines import line_doubt
from enabler.web.forms import DateAsWritten, EnablerForm


class AsksIfSure(EnablerForm):
    """Dates of birth are not asked about, nor is a date that stood before."""

    sure = BooleanField("Yes, it is right")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fields["sure"] = self._fields.pop("sure")  # last, above the button
        if not self.is_submitted():
            del self.sure

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        doubts = [said(field) for field in self if is_far(field)]
        doubts += [doubt for field in self if (doubt := line_doubt(field))]
        if not doubts:
            del self.sure
        elif not self.sure.data:
            self.sure.errors = [*self.sure.errors, f"Are you sure? {' '.join(doubts)}"]
            valid = False
        return valid


def is_far(field: Field) -> bool:
    if not isinstance(field, DateAsWritten) or field.born or not isinstance(field.data, date):
        return False
    days = current_app.config["ENABLER"].far_off_days
    return field.data != field.object_data and is_far_off(field.data, clock.today(), days)


def said(field: DateAsWritten) -> str:
    return f"{field.label.text}: {read_back(field.data, clock.today())}."
