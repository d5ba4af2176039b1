"""Forms of actions and contacts, and the box: what happened, what next, by when."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from enabler.pages.patient.forms.fields import Choice, OneOf, agency_line
from enabler.vocabulary import ContactMethod, OwnerKind
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text

TODAY = "For example today, -1, 3 Apr."
DUE = "For example fri, +7, 3 Apr."


class WhatNext(EnablerForm):
    happened = Text("What happened", render_kw={"rows": 2})
    with_whom = agency_line("With whom")
    method = Choice("How", ContactMethod, empty="Not said")
    happened_on = DateAsWritten("When, if not today")
    next_step = Line("What next", longest=500)
    due_on = DateAsWritten("By when")
    owner = Line("Who, if not you")
    barrier_id = OneOf("About")
    finishes_id = OneOf("Finishes the action")
    submit_label = "Save"


class AddAction(EnablerForm):
    what = Line("What is to be done", [InputRequired("Say what is to be done.")], longest=500)
    due_on = DateAsWritten("By when", description=DUE)
    owner_kind = Choice("Who does it", OwnerKind, empty="Nobody yet")
    owner = Line("Their name")
    barrier_id = OneOf("For")
    submit_label = "Add the action"


class ChangeAction(AddAction):
    submit_label = "Save"


class FinishAction(EnablerForm):
    done_on = DateAsWritten("Done on", [InputRequired("Enter the date it was done.")], description=TODAY)
    outcome = Text("What came of it", render_kw={"rows": 3})
    submit_label = "Done"


class ReopenAction(EnablerForm):
    submit_label = "Not done after all"


class SnoozeAction(EnablerForm):
    snoozed_until = DateAsWritten(
        "Rest until", [InputRequired("Enter the day it should come back.")], description=f"{DUE} Its due date stays."
    )
    submit_label = "Put off"


class PassOnAction(EnablerForm):
    owner_kind = Choice("Who does it now", OwnerKind, empty="Not said")
    owner = agency_line("Their name")
    submit_label = "Pass on"


class AddContact(EnablerForm):
    on = DateAsWritten("When", [InputRequired("Enter the date.")], description=TODAY)
    with_whom = agency_line("With whom")
    method = Choice("How", ContactMethod, empty="Not said")
    text = Text(
        "What was said", render_kw={"rows": 5}, description="An attempt that reached nobody counts too: say so."
    )
    barrier_id = OneOf("About")
    submit_label = "Add the contact"


class ChangeContact(AddContact):
    submit_label = "Save"


class AddPack(EnablerForm):
    """Its lines are made by `pack_form`, one for each usual step."""

    submit_label = "Add the ticked steps"
    count = 0


def pack_form(count: int) -> type[AddPack]:
    """The form of a pack of so many steps: for each whether it is wanted, its words, by when, by whom."""
    fields: dict[str, object] = {"count": count}
    for place in range(count):
        fields |= {
            f"wanted_{place}": BooleanField("Add"),
            f"what_{place}": Line("What is to be done", longest=500),
            f"due_on_{place}": DateAsWritten("By when"),
            f"owner_{place}": Line("Who does it"),
        }
    return type("AddPackOf", (AddPack,), fields)
