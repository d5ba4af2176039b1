"""Forms of the worklists: finding somebody, a screening answer, and rounds through a ward's list."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, ValidationError

from enabler.vocabulary import ScreeningResult
from enabler.web.forms import EnablerForm, Line


class Search(FlaskForm):
    """Sent in the body, so that what was searched for stands in no address; it saves nothing."""

    words = Line("Name, number or date of birth", render_kw={"width": 20})
    submit_label = "Find"


class RecordScreening(EnablerForm):
    result = RadioField(
        "Is there a housing or welfare issue?",
        [InputRequired("Choose what the patient said.")],
        choices={one.value: one.label for one in ScreeningResult},
        render_kw={"hints": {ScreeningResult.ISSUE.value: "Opens a case at once."}},
    )
    submit_label = "Save the answer"


class ConfirmWard(EnablerForm):
    """`seen` lists the rows as they were shown: stay and version of each."""

    seen = HiddenField()
    submit_label = "Confirm all rows as right today"

    def rows(self) -> dict[int, int]:
        pairs = [one.split(":") for one in (self.seen.data or "").split(",") if one]
        return {int(stay): int(version) for stay, version in pairs}

    def validate_seen(self, field: HiddenField) -> None:
        try:
            self.rows()
        except ValueError:
            raise ValidationError("This page was damaged on its way. Open the ward list again.") from None


class StillHere(EnablerForm):
    submit_label = "Still on the ward"


class LeaveList(EnablerForm):
    submit_label = "Left the ward"
