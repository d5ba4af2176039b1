"""Forms of the directory."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from enabler.vocabulary import AgencyKind
from enabler.web.doubted_lines import PhoneLine
from enabler.web.far_off import AsksIfSure
from enabler.web.forms import DateAsWritten, Line, Text


class AddAgency(AsksIfSure):
    name = Line("Name", [InputRequired("Enter a name: the office, team or group, as others know it.")])
    kind = SelectField("Kind", choices=[(kind.value, kind.label) for kind in AgencyKind])
    person = Line("Who to ask for", description="A role lasts longer than a name: duty officer, rents team.")
    phone = PhoneLine("Phone")
    email = Line("E-mail")
    note = Text("Note", description="Opening hours, what they want to know, who answers.", render_kw={"rows": 3})
    last_checked_on = DateAsWritten("Last checked on", description="The day somebody last found this to be right.")
    submit_label = "Add to the directory"


class ChangeAgency(AddAgency):
    submit_label = "Save"
