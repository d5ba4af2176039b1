"""Forms of barriers: added, changed, resolved, standing again, waiting on somebody."""

from wtforms.validators import InputRequired

from enabler.pages.patient.forms.fields import Choice, KindField, agency_line
from enabler.vocabulary import YesNo
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text

BLOCKS = "Only barriers that hold the patient here count for nights. Leave it open if nobody knows yet."
SINCE = "When it began to matter, which may be before you heard of it. For example 3/4, 3 Apr, -2 or today."


class AddBarrier(EnablerForm):
    kind = KindField("What stands in the way")
    began_on = DateAsWritten("Since", [InputRequired("Enter the date it began.")], description=SINCE)
    blocks_discharge = Choice("Does it hold the patient in hospital?", YesNo, description=BLOCKS)
    note = Text("Note", render_kw={"rows": 3})
    waiting_on = agency_line("Waiting on", description="Who must act next: an agency of the directory, or in words.")
    waiting_person = Line("Person there")
    waiting_since = DateAsWritten("Waiting since", description="Empty: today.")
    submit_label = "Add the barrier"


class ChangeBarrier(EnablerForm):
    kind = KindField("What stands in the way")
    began_on = DateAsWritten("Since", [InputRequired("Enter the date it began.")], description=SINCE)
    blocks_discharge = Choice("Does it hold the patient in hospital?", YesNo, description=BLOCKS)
    note = Text("Note", render_kw={"rows": 4})


class ResolveBarrier(EnablerForm):
    resolved_on = DateAsWritten(
        "Resolved on",
        [InputRequired("Enter the date it was resolved.")],
        description="The first day it no longer stood in the way.",
    )
    how_resolved = Text(
        "How it was resolved", render_kw={"rows": 3}, description="What made the difference: others learn from it."
    )
    submit_label = "Resolve"


class ReopenBarrier(EnablerForm):
    began_on = DateAsWritten("Stands again since", [InputRequired("Enter the date it began again.")])
    submit_label = "Re-open"


class SetWaitingOn(EnablerForm):
    waiting_on = agency_line("Waiting on", description="An agency of the directory, or in words. Empty: nobody.")
    waiting_person = Line("Person there")
    waiting_since = DateAsWritten("Since", description="Empty: today.")
