"""Forms of the room: the period and ward asked for, the words of an indicator, and a trial."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired

from enabler.rules.indicators.trials import NIGHTS_LOOKED_AT
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text


class ChangeIndicator(EnablerForm):
    name = Line("Name", [InputRequired("Enter a name.")])
    numerator = Text("Numerator", [InputRequired("Say who or what is counted.")], 2000, render_kw={"rows": 3})
    denominator = Text("Denominator", [InputRequired("Say out of whom.")], 2000, render_kw={"rows": 3})
    exclusions = Text("Exclusions", longest=2000, render_kw={"rows": 2})
    evidence = Text("Evidence needed", longest=2000, render_kw={"rows": 2})
    reason = Text(
        "Why the words change",
        [InputRequired("Say why the words change: it is shown with the version.")],
        500,
        render_kw={"rows": 2},
        description="Shown beside the version to everybody. No names of patients.",
    )
    submit_label = "Save as a new version"


class Chosen(SelectField):
    """A choice that may be left empty; its value is a key, which people read by its label."""

    def in_words(self, value: Any) -> str:
        return next((choice.label for choice in self.iter_choices() if choice.value == str(value)), str(value))


class AddTrial(EnablerForm):
    name = Line("Name", [InputRequired("Enter a name: perfect week, duty desk on the ward.")])
    ward_id = Chosen("Ward", coerce=lambda value: int(value) if value else None)
    from_on = DateAsWritten("First day", [InputRequired("Enter the first day.")])
    to_on = DateAsWritten("Last day", [InputRequired("Enter the last day.")])
    what_changes = Text(
        "What changes", [InputRequired("Say what is done differently in these days.")], 4000, render_kw={"rows": 3}
    )
    indicator = Chosen(
        "What is looked at",
        description="Say so before it starts: looked for afterwards, something always moves.",
        coerce=lambda value: value or None,
    )
    learnt = Text("What was learnt", longest=8000, render_kw={"rows": 4}, description="Afterwards, also what was not.")
    submit_label = "Add the trial"

    def __init__(self, *args: Any, wards: dict[int, str], indicators: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ward_id.choices = {"": "All wards"} | {str(key): name for key, name in wards.items()}
        self.indicator.choices = {"": "Nothing yet", "Nights": dict(NIGHTS_LOOKED_AT), "Indicators": indicators}


class ChangeTrial(AddTrial):
    submit_label = "Save"
