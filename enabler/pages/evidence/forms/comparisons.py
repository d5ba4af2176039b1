"""Forms of comparison cohorts: bringing one in, describing it, retiring it."""

from datetime import date

from wtforms import FileField, RadioField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from enabler import codes
from enabler.rules.evidence.comparison import MEASURE, MOST_ROWS
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text
from enabler.web.number_fields import Percent

HEADINGS = (
    "One row a stay, under the headings setting, kind, nights, waiting: mental health, rent_arrears, 12, no. "
    "Patients with no delay belong in it, with 0 nights."
)
LOW_SHARE = 0.01


class ImportComparison(EnablerForm):
    pasted = TextAreaField("Paste the rows", description=HEADINGS, render_kw={"rows": 9, "spellcheck": "false"})
    file = FileField("Or choose a file", description=f"CSV, text or Excel (.xlsx), up to {MOST_ROWS:,} rows.")
    submit_label = "Look at it first"


class CheckComparison(EnablerForm):
    name = Line(
        "Name", [InputRequired("Give the comparison a name.")], description="Printed with every figure from it."
    )
    source = Text(
        "Source",
        [InputRequired("Say where the comparison comes from: without a source it cannot be used.")],
        longest=2000,
        description="Who counted what, from which records, and how the stays were chosen.",
        render_kw={"rows": 2},
    )
    measure = RadioField(
        "What are the nights?",
        [InputRequired("Say what the nights are.")],
        choices={
            MEASURE: "Housing nights by the midnight rule",
            "nights of all causes": "Delay nights of all causes",
            "MHS26 days": "Days of the national measure MHS26",
            "length of stay": "Length of stay, or something else",
        },
        render_kw={"small": True},
    )
    grade = RadioField(
        "Evidence grade",
        [InputRequired("Choose the grade of evidence.")],
        choices={str(grade): f"{grade}. {row.data_source}" for grade, row in sorted(codes.evidence_grades().items())},
        render_kw={"small": True},
    )
    place = Line("Place", description="The wards or hospitals the stays come from.")
    from_on = DateAsWritten("Period from")
    to_on = DateAsWritten("Period to")
    standard = Line("Ready standard", longest=60, description="Such as clinically ready for discharge.")
    delayed_share = Percent(
        "Share of such patients who were delayed",
        description="Only where patients with no delay are left out of the rows. It multiplies the mean.",
    )
    delayed_source = Line("Source of that share", longest=2000)
    submit_label = "Bring it in"

    def validate_to_on(self, field: DateAsWritten) -> None:
        first = self.from_on.data
        if isinstance(first, date) and isinstance(field.data, date) and field.data < first:
            raise ValidationError("The last day of the period is before its first.")

    def validate_delayed_share(self, field: Percent) -> None:
        if field.data is not None and 0 < field.data < LOW_SHARE:
            raise ValidationError(
                f"This is less than 1 in 100. For {field.data * 100:g} of all, write {field.data * 1e4:g}."
            )


class RetireComparison(EnablerForm):
    why = Text(
        "Why is it no longer used?",
        [InputRequired("Say why this comparison is no longer used: the reason stays beside it.")],
        longest=2000,
        render_kw={"rows": 3},
    )
    submit_label = "Take it out of use"
