"""Forms of bringing in and taking out."""

from wtforms import FileField, PasswordField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from enabler.exchange.export.taking_out import Format
from enabler.web.forms import DateAsWritten, EnablerForm, Line

HEADINGS = (
    "With the row of headings, such as Bed, Hosp No, NHS No, Patient, DOB. Copy it as it is: oddities are shown to you."
)


class WardListIn(EnablerForm):
    asks_when_alike = False  # the same list is looked at again: nothing is doubled
    ward = SelectField("Ward", coerce=int)
    pasted = TextAreaField("Paste the list", description=HEADINGS, render_kw={"rows": 9, "spellcheck": "false"})
    file = FileField("Or choose a file", description="CSV, text or Excel (.xlsx), up to 20 MB.")
    submit_label = "Look at it first"


class CheckWardList(EnablerForm):
    """The cells to put right are as many as the list has faults; the view takes them from the request."""

    asks_when_alike = False  # a row set aside, taken back and set aside again


class Export(EnablerForm):
    study = Line(
        "Study",
        [InputRequired("Name the study.")],
        longest=80,
        description="Its own key turns the references: exports of one study fit together, those of two do not.",
    )
    reason = Line("What it is for", [InputRequired("Say in a line what it is for: it stands in the audit.")])
    from_on = DateAsWritten("From", description="Leave both dates empty for all stays.")
    to_on = DateAsWritten("To", description="Stays that touch the period come whole.")
    format = RadioField("Format", choices=[(one.value, one.label) for one in Format], default=Format.CSV.value)
    password = PasswordField("Your password, once more", [InputRequired("Enter your password.")])
    submit_label = "Make the export"
