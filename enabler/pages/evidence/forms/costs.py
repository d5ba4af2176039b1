"""Forms of unit costs and of what the service itself costs."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from enabler.rules.evidence.unit_costs import is_price_year
from enabler.vocabulary import Setting, YesNo
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text
from enabler.web.number_fields import PoundsField

PENCE = 100
SHORT = {"width": 5}


class AddUnitCost(EnablerForm):
    setting = SelectField(
        "Setting",
        [InputRequired("Choose the setting.")],
        choices={"": "Choose the setting"} | {one.value: one.label for one in Setting},
    )
    pounds = PoundsField(
        "Pounds for a bed night", [InputRequired("Enter the pounds for a bed night.")], render_kw=SHORT
    )
    low = PoundsField("Low, if given", render_kw=SHORT)
    high = PoundsField("High, if given", render_kw=SHORT)
    price_year = Line(
        "Price year",
        [InputRequired("Enter the year whose prices these are.")],
        longest=7,
        description="2025 or 2023/24",
        render_kw={"width": 10},
    )
    cashable = RadioField(
        "Would the money leave the hospital's books?",
        choices={
            YesNo.NO.value: "No: a free bed is capacity, which is used for somebody else",
            YesNo.YES.value: "Yes: the source says that it is cash, for example a bed bought by the night",
        },
        default=YesNo.NO.value,
    )
    source = Text(
        "Source",
        [InputRequired("Say where the unit cost comes from: without a source it gives no pounds.")],
        longest=2000,
        description="Who published it, where and when, so that others find it. It is printed beside the pounds.",
        render_kw={"rows": 3},
    )
    use_now = BooleanField("Use it in the running year")
    reason = Text("Why the running year changes", longest=2000, render_kw={"rows": 2})
    submit_label = "Add to the library"

    def __init__(self, running_year: str) -> None:
        super().__init__()
        self.use_now.label.text = f"Use it in {running_year} too, the year that is running"
        self.reason.label.text = f"Why {running_year} changes after it began"

    def validate_price_year(self, field: Line) -> None:
        if not is_price_year(field.data or ""):
            raise ValidationError("Write the price year as 2025 or 2023/24.")

    def values(self) -> dict[str, Any]:
        return {
            "setting": Setting(self.setting.data),
            "pounds": self.pounds.data / PENCE,
            "low": None if self.low.data is None else self.low.data / PENCE,
            "high": None if self.high.data is None else self.high.data / PENCE,
            "price_year": self.price_year.data,
            "cashable": YesNo(self.cashable.data),
            "source": self.source.data,
        }


class AddPublishedUnitCosts(EnablerForm):
    submit_label = "Add them to the library"


class RetireUnitCost(EnablerForm):
    why = Text(
        "Why",
        [InputRequired("Say why it is retired: it is printed with the figures.")],
        longest=2000,
        render_kw={"rows": 3},
    )
    submit_label = "Retire this unit cost"


class AddServiceCost(EnablerForm):
    funder = Line("Who pays", [InputRequired("Say who pays.")], render_kw={"list": "funders"})
    from_on = DateAsWritten("From", [InputRequired("Enter the first day.")])
    to_on = DateAsWritten(
        "To", [InputRequired("Enter the last day.")], description="The last day it pays for, itself included."
    )
    pence = PoundsField(
        "Cost",
        [InputRequired("Enter the cost in pounds.")],
        description="For the whole time, for example 12,500 or £12,500.00",
    )
    note = Text(
        "What it pays for", longest=2000, render_kw={"rows": 2}, description="Salaries, phones, travel, this software"
    )
    submit_label = "Add this cost"


class ChangeServiceCost(AddServiceCost):
    submit_label = "Save"
