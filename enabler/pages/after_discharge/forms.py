"""Forms of leaving and of the checks after it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from enabler import codes
from enabler.rules.stay.wellbeing import field_name
from enabler.vocabulary import (
    Asked,
    CheckState,
    ContactMethod,
    DischargeCheck,
    DischargeOutcome,
    FollowUpResult,
    HomeKept,
    Word,
)
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text

Choices = list[tuple[str, str]]
ENDS = {  # what the lowest and the highest number of a scale say
    "ONS4": ("not at all", "completely"),
    "I statements": ("strongly disagree", "strongly agree"),
}
IN_A_ROW = {"inline": True}


def day_in(field: DateAsWritten) -> date:
    """The date of a field that its form requires."""
    assert field.data is not None
    return field.data


def words(kind: type[Word]) -> Choices:
    return [(word.value, word.label) for word in kind]


def destinations() -> Choices:
    return [
        ("", "Choose"),
        *((code.code, f"{code.code} · {code.label}") for code in codes.discharge_destinations().values()),
    ]


def kinds_of_home() -> Choices:
    return [("", "Choose"), *codes.homes().items()]


class BarrierBoxes(SelectMultipleField):
    """The barriers still standing, as boxes to tick; the choices are put in by the view."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ChangeDischarge(EnablerForm):
    discharged_on = DateAsWritten(
        "When did they leave?",
        [InputRequired("Enter the day they left.")],
        description="Such as today, yesterday or 3/6/26",
    )
    discharge_outcome = RadioField(
        "How did the stay end?",
        [InputRequired("Choose how the stay ended.")],
        choices=words(DischargeOutcome),
        render_kw=IN_A_ROW,
    )
    discharge_destination = SelectField(
        "Where to?", choices=destinations, description="The national code. Leave it for a patient who died."
    )
    home_after = SelectField(
        "What kind of home?",
        choices=kinds_of_home,
        description=(
            "Needed with code 19: the usual place of residence includes no fixed abode, so it never means housed."
        ),
    )
    discharge_note = Text("Anything to remember", render_kw={"rows": 3})

    def answers(self) -> dict[str, Any]:
        """By the command's own words, which leave out what each field of a stay begins with."""
        return {
            "discharged_on": self.discharged_on.data,
            "outcome": DischargeOutcome(self.discharge_outcome.data),
            "destination": self.discharge_destination.data or None,
            "home_after": self.home_after.data or None,
            "note": self.discharge_note.data,
        }


class Discharge(ChangeDischarge):
    resolved = BarrierBoxes(
        "Still standing: tick what was resolved by the time they left",
        coerce=int,
        description="The others may stay as they are. For counting nights they end with the stay.",
    )
    submit_label = "Record the discharge"

    def answers(self) -> dict[str, Any]:
        """Nothing was asked about barriers where none stands."""
        return super().answers() | {"resolved": self.resolved.data or () if "resolved" in self else ()}


class UndoDischarge(EnablerForm):
    submit_label = "Take the discharge back"


class LogTry(EnablerForm):
    method = RadioField(
        "How did you try?", [InputRequired("Choose how you tried.")], choices=words(ContactMethod), render_kw=IN_A_ROW
    )
    tried_on = DateAsWritten(
        "On which day?", [InputRequired("Enter the day of the try.")], description="Such as today or -1"
    )
    note = Text("What happened", render_kw={"rows": 3})
    submit_label = "Log the try"


class FinishFollowUp(EnablerForm):
    done_on = DateAsWritten(
        "When was it?", [InputRequired("Enter the day of the check.")], description="Such as today or -1"
    )
    result = RadioField(
        "Result", [InputRequired("Choose a result.")], choices=words(FollowUpResult), render_kw=IN_A_ROW
    )
    home_kept = RadioField(
        "Is the home kept?",
        [Optional()],
        choices=words(HomeKept),
        render_kw=IN_A_ROW,
        description="Lost contact is not success: if nobody was reached it is “not known”.",
    )
    readmitted = RadioField("Have they been back in hospital?", [Optional()], choices=words(Asked))
    readmission_housing_related = RadioField("If so, had housing to do with it?", [Optional()], choices=words(Asked))
    note = Text("What you heard", render_kw={"rows": 3})
    submit_label = "Finish the check"

    def answers(self) -> dict[str, Any]:
        related = self.readmission_housing_related.data
        return super().answers() | {
            "result": FollowUpResult(self.result.data),
            "home_kept": HomeKept(self.home_kept.data) if self.home_kept.data else None,
            "readmitted": Asked(self.readmitted.data) if self.readmitted.data else None,
            "readmission_housing_related": Asked(related) if related else None,
        }


class Checklist(EnablerForm):
    """A state and a note for each of the seven lines."""

    def lines(self) -> Iterable[tuple[DischargeCheck, Field, Field]]:
        for item in DischargeCheck:
            yield item, self[f"{item.name.lower()}_state"], self[f"{item.name.lower()}_note"]


for _check in DischargeCheck:
    _name = _check.name.lower()
    _states = [*words(CheckState), ("", "Not looked")]
    setattr(Checklist, f"{_name}_state", RadioField(_check.label, choices=_states, render_kw={"inline": True}))
    setattr(Checklist, f"{_name}_note", Line(f"Note: {_check.label.lower()}"))


class RecordWellbeing(EnablerForm):
    asked_on = DateAsWritten(
        "When were they asked?", [InputRequired("Enter the day.")], description="Such as today or -1"
    )
    asked_by = Line("Who asked?", description="Officer, nurse, friend, or nobody")

    def items(self, instrument: str) -> Iterable[Field]:
        return [
            self[field_name(instrument, one.order)] for one in codes.wellbeing_items() if one.instrument == instrument
        ]


for _item in codes.wellbeing_items():
    _low, _high = ENDS[_item.instrument]
    _numbers = [
        (str(number), f"{number} {_low if number == _item.low else _high if number == _item.high else ''}".strip())
        for number in range(_item.low, _item.high + 1)
    ]
    setattr(
        RecordWellbeing,
        field_name(_item.instrument, _item.order),
        RadioField(
            _item.text,
            choices=[*_numbers, ("", "Not answered")],
            default="",
            render_kw={"inline": True, "class": "scale"},
        ),
    )
