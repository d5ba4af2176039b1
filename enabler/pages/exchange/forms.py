"""Forms of bringing in and taking out."""

from wtforms import FileField, SelectField, TextAreaField

from enabler.web.forms import EnablerForm

HEADINGS = (
    "With the row of headings, such as Bed, Hosp No, NHS No, Patient, DOB. Copy it as it is: oddities are shown to you."
)


class WardListIn(EnablerForm):
    ward = SelectField("Ward", coerce=int)
    pasted = TextAreaField("Paste the list", description=HEADINGS, render_kw={"rows": 9, "spellcheck": "false"})
    file = FileField("Or choose a file", description="CSV, text or Excel (.xlsx), up to 20 MB.")
    submit_label = "Look at it first"


class CheckWardList(EnablerForm):
    """The cells to put right are as many as the list has faults; the view takes them from the request."""
