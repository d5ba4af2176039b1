"""Forms of the room: what is published, what is said of a stay's nights, and a print to check."""

from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused
from enabler.vocabulary import Confirmation
from enabler.web.forms import EnablerForm, Text
from enabler.web.period_forms import FigureAsked

NOT_A_CORRECTION = "No, it is a report of its own"


class AskToPublish(FigureAsked):
    """What would be published; looked at first."""

    replaces = SelectField("Does it correct a report?", choices={"": NOT_A_CORRECTION}, default="")

    def __init__(self, wards: list[str], all_wards: str, usual: Period, published: dict[str, str]) -> None:
        super().__init__(wards, all_wards, usual)
        self.replaces.choices = {"": NOT_A_CORRECTION} | published


class ConfirmRow(EnablerForm):
    state = RadioField(
        "Do these nights stand?",
        [InputRequired("Say whether they stand.")],
        choices={
            Confirmation.CONFIRMED.value: "Confirmed: I have looked, and they do",
            Confirmation.DISPUTED.value: "Disputed: a gain then counts nothing, a loss counts in full",
        },
    )
    note = Text(
        "Why, or what was looked at", longest=2000, render_kw={"rows": 3}, description="A dispute needs its reason."
    )
    looked_at = HiddenField()
    submit_label = "Save"

    def nights_looked_at(self, avoided: float) -> float:
        """The nights on the page that was looked at. Refused when they changed before the word was said."""
        if self.looked_at.data != repr(avoided):
            self.looked_at.data = repr(avoided)
            raise Refused("The nights changed while you were looking. Look at them again, above, and say it once more.")
        return avoided


class PublishReport(EnablerForm):
    """The period and ward stand in the address, so that the figure above is the one that is published."""

    correction = Text(
        "What is corrected?",
        longest=2000,
        render_kw={"rows": 3},
        description="Printed on the new report and shown with the old one. No names of patients.",
    )
    looked_at = HiddenField()
    submit_label = "Publish"

    def check_looked_at(self, fingerprint: str) -> None:
        """Refused when any figure of the draft changed after it was looked at."""
        if self.looked_at.data != fingerprint:
            self.looked_at.data = fingerprint
            raise Refused("The figure changed while you were looking. Look at it again, above, and publish once more.")


class VerifyReport(FlaskForm):
    """Nothing of the file is kept."""

    file = FileField("The PDF", description="As you have it, up to 10 MB. It is looked at and not kept.")
    submit_label = "Check it"
