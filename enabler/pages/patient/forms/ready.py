"""Forms of ready periods, leave and national delay reasons."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from enabler import codes
from enabler.pages.patient.forms.fields import Choice
from enabler.rules.refusal import Stale
from enabler.vocabulary import LeaveKind, ReadyEnd, ReadyStandard, YesNo
from enabler.web.far_off import AsksIfSure
from enabler.web.forms import DateAsWritten, Line

READY = "The date the clinical team said the bed was no longer needed, which may be before it was written down."
ENDED = "The first night it no longer held. Empty: it still holds."


class Standard(RadioField):
    """By which standard; a report says which were used."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        choices = [(word.value, word.label) for word in ReadyStandard]
        super().__init__(
            label,
            [InputRequired("Choose the standard that was used.")],
            choices=choices,
            invalid_choice_message="Choose the standard from the list.",
            render_kw={"inline": False},
            **kwargs,
        )

    def in_words(self, value: str) -> str:
        return ReadyStandard(value).label if value in set(ReadyStandard) else value


class AddReadyPeriod(AsksIfSure):
    ready_on = DateAsWritten("Ready since", [InputRequired("Enter the ready date.")], description=READY)
    standard = Standard("By which standard")
    said_by = Line("Who said so", description="Name and role of the clinician, or the meeting")


class ChangeReadyPeriod(AddReadyPeriod):
    ended_on = DateAsWritten("Ended on", description=ENDED)
    end_reason = Choice("Why it ended", ReadyEnd, empty="It has not ended")

    def validate_end_reason(self, field: Choice) -> None:
        if self.ended_on.data and not field.data:
            raise ValidationError("Say why the ready period ended.")


class EndReadyPeriod(AsksIfSure):
    ended_on = DateAsWritten("Ended on", [InputRequired("Enter the date it ended.")], description="For example today")
    end_reason = RadioField(
        "Why it ended",
        [InputRequired("Say why it ended.")],
        invalid_choice_message="Choose why it ended from the list.",
    )
    submit_label = "End the ready period"


class AddLeave(AsksIfSure):
    kind = Choice("Kind of leave", LeaveKind)
    from_on = DateAsWritten("First night away", [InputRequired("Enter the first night away.")])
    to_on = DateAsWritten("Back on", description="The first night back on the ward. Empty: not back yet.")
    bed_kept = Choice(
        "Bed kept for the patient",
        YesNo,
        description="Nights of leave count as nights of the stay only while it is kept.",
    )


class ChangeLeave(AddLeave):
    pass


class DelayReasonField(SelectField):
    """A national delay reason as "list code", so that one choice gives both."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, choices=[], **kwargs)

    @property
    def parts(self) -> dict[str, str]:
        list_name, _, code = str(self.data).partition(" ")
        return {"list": list_name, "code": code}

    def pre_validate(self, form: Any) -> None:
        known = codes.delay_reasons()
        if (self.parts["list"], self.parts["code"]) not in known:
            raise ValidationError("Choose a reason." if not self.data else "Choose a reason from the list.")

    def in_words(self, value: str) -> str:
        list_name, _, code = str(value).partition(" ")
        row = codes.delay_reasons().get((list_name, code))
        return row.label if row else str(value)


class AddDelayReason(AsksIfSure):
    reason = DelayReasonField("DelayReasonField")
    from_on = DateAsWritten("Since", [InputRequired("Enter the date it began.")])
    to_on = DateAsWritten("Ended on", description="The first night it no longer held. Empty: it still holds.")

    def answers(self) -> dict[str, Any]:
        """The reason by its list and its code."""
        return self.reason.parts | {"from_on": self.from_on.data, "to_on": self.to_on.data}


class ChangeDelayReason(AddDelayReason):
    def put_conflict(self, stale: Stale) -> None:
        stale.theirs["reason"] = f"{stale.theirs['list']} {stale.theirs['code']}"
        super().put_conflict(stale)


class EndDelayReason(AsksIfSure):
    to_on = DateAsWritten(
        "Ended on", [InputRequired("Enter the date it ended.")], description="The first night it no longer held"
    )
    submit_label = "End the reason"
