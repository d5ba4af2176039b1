"""What a figure is asked for: a period, perhaps a ward."""

# Search forms: they change nothing, their values stand in the address.

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.validators import InputRequired, ValidationError

from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused
from enabler.web.forms import DateAsWritten

Answer = TypeVar("Answer")


class PeriodAsked(FlaskForm):
    """Without a question the usual period is asked for."""

    from_on = DateAsWritten("From", [InputRequired("Enter the first day of the period.")])
    to_on = DateAsWritten("To", [InputRequired("Enter the last day of the period.")])

    class Meta:
        csrf = False

    def __init__(self, usual: Period) -> None:
        super().__init__(formdata=request.args if "from_on" in request.args else _as_if_asked(usual))

    def period(self) -> Period:
        assert isinstance(self.from_on.data, date) and isinstance(self.to_on.data, date)
        return Period(self.from_on.data, self.to_on.data)

    def query(self) -> dict[str, Any]:
        """The same question in an address."""
        return {"from_on": self.from_on._value(), "to_on": self.to_on._value()}

    def validate_to_on(self, field: DateAsWritten) -> None:
        first = self.from_on.data
        if isinstance(first, date) and isinstance(field.data, date) and field.data < first:
            raise ValidationError("The last day of the period is before its first.")

    def answered(self, work_out: Callable[[], Answer]) -> Answer | None:
        """What is worked out; None when it was refused, with the sentence at its field."""
        try:
            return work_out()
        except Refused as refusal:
            field = self[refusal.field or "from_on"]
            field.errors = [*field.errors, refusal.sentence]
            return None


class FigureAsked(PeriodAsked):
    """`wards` are those that may be chosen; without a choice, all of them, called `all_wards`."""

    ward = SelectField("Ward", choices={"": "All wards"})

    def __init__(self, wards: list[str], all_wards: str, usual: Period) -> None:
        super().__init__(usual)
        self.ward.choices = {"": all_wards} | {ward: ward for ward in wards}

    def query(self) -> dict[str, Any]:
        return super().query() | {"ward": self.ward.data or ""}


def as_asked(period: Period) -> dict[str, Any]:
    """A period as it stands in an address."""
    return {"from_on": as_typed(period.from_on), "to_on": as_typed(period.to_on)}


def as_typed(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"


def _as_if_asked(usual: Period) -> MultiDict[str, str]:
    return MultiDict(as_asked(usual) | {"ward": ""})
