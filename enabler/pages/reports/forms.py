"""What a report is asked for: a period and a ward. A search form: it changes nothing and its values stand in the address."""

from datetime import date

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.validators import InputRequired, ValidationError

from enabler import clock
from enabler.rules.periods import Period, quarter_of
from enabler.web.forms import DateAsWritten


class DaysAvoided(FlaskForm):
    from_on = DateAsWritten("From", [InputRequired("Enter the first day of the period.")])
    to_on = DateAsWritten("To", [InputRequired("Enter the last day of the period.")])
    ward = SelectField("Ward", choices={"": "All wards"})

    class Meta:
        csrf = False

    def __init__(self, wards: list[str], all_wards: str) -> None:
        super().__init__(formdata=request.args if "from_on" in request.args else _usual())
        self.ward.choices = {"": all_wards} | {ward: ward for ward in wards}

    def period(self) -> Period:
        assert isinstance(self.from_on.data, date) and isinstance(self.to_on.data, date)
        return Period(self.from_on.data, self.to_on.data)

    def validate_to_on(self, field: DateAsWritten) -> None:
        first = self.from_on.data
        if isinstance(first, date) and isinstance(field.data, date) and field.data < first:
            raise ValidationError("The last day of the period is before its first.")


def _usual() -> MultiDict[str, str]:
    """This quarter, as if it had been asked for."""
    quarter = quarter_of(clock.today())
    return MultiDict({"from_on": as_typed(quarter.from_on), "to_on": as_typed(quarter.to_on), "ward": ""})


def as_typed(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"
