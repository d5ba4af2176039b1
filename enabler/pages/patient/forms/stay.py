"""Forms of the stay itself: what is known about it, its ward and its expected end."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from wtforms import BooleanField
from wtforms.validators import InputRequired

from enabler import codes
from enabler.pages.patient.forms.fields import BOTH_IN_BED, Choice, OneOf
from enabler.web.far_off import AsksIfSure
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text, WhenAsked

SAY_WHY = "Say why the date slipped: it is a fact about the stay."


class ListedOption(NamedTuple):
    value: str
    label: str


def listed(rows: Iterable[Any]) -> list[ListedOption]:
    """The rows of a code list as words to choose from."""
    return [ListedOption(row.code, row.label) for row in rows]


class ChangeStay(AsksIfSure):
    ward_id = OneOf(
        "Ward",
        [InputRequired("Choose the ward.")],
    )
    bed = Line("Bed", longest=60, render_kw={"width": 5})
    shares_bed = WhenAsked(BOTH_IN_BED)
    admitted_on = DateAsWritten("Admitted on", render_kw={"width": 10})
    case_opened_on = DateAsWritten("Case opened on", render_kw={"width": 10})
    officer_id = OneOf("Who holds the case")
    what_is_wrong = Text("What is wrong", render_kw={"rows": 2}, description="As said at the bedside")
    legal_status = Choice(
        "Legal status", listed(codes.mental_health_act_statuses().values()), description="Never printed."
    )
    referral_source = Line("Who referred the patient")
    housing_on_admission = Choice("Housing on admission", listed(codes.accommodation_types().values()))
    landlord = Line("Landlord")
    council = Line("Council", description="Where the patient has a home or a local connection")
    household = Text("Household", render_kw={"rows": 2}, description="Who lives there, children, carers")
    waiting_at_home = Text(
        "Waiting at home", render_kw={"rows": 2}, description="Pets, post, keys, meters, food in the fridge"
    )

    GROUPS = (
        ("In hospital", (("ward_id", "bed"), "admitted_on", "legal_status")),
        ("The case", (("case_opened_on", "officer_id"), "referral_source", "what_is_wrong")),
        ("Home", ("housing_on_admission", ("landlord", "council"), "household", "waiting_at_home")),
    )
    hides: frozenset[str] = frozenset()


class MoveWard(AsksIfSure):
    ward_id = OneOf(
        "To ward", [InputRequired("Choose the ward.")], description="The same ward for a move to another bed"
    )
    bed = Line("Bed", longest=60, render_kw={"width": 5})
    shares_bed = WhenAsked(BOTH_IN_BED)
    from_on = DateAsWritten(
        "Since", [InputRequired("Enter the date of the move.")], description="The first night there. For example today"
    )
    submit_label = "Move"


class ChangeExpectedDischarge(AsksIfSure):
    expected_on = DateAsWritten("Expected discharge date", description="For example +7. Empty: nobody expects a date.")
    reason = Text("Why", render_kw={"rows": 2})

    def __init__(self, *args: Any, stands: date | None = None, **kwargs: Any) -> None:
        self.stands = stands
        super().__init__(*args, **kwargs)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if self._slips() and not self.reason.data:
            self.reason.errors = [*self.reason.errors, SAY_WHY]
            return False
        return valid

    def _slips(self) -> bool:
        expected_on = self.expected_on.data
        return isinstance(expected_on, date) and self.stands is not None and expected_on > self.stands


class OpenCase(AsksIfSure):
    case_opened_on = DateAsWritten(
        "Case opened on", [InputRequired("Enter the date.")], description="For example today"
    )
    submit_label = "Open the case"


class ConfirmStay(EnablerForm):
    submit_label = "It is right today"


class AddStay(AsksIfSure):
    ward_id = OneOf("Ward", [InputRequired("Choose the ward.")])
    bed = Line("Bed", longest=60, render_kw={"width": 5})
    shares_bed = WhenAsked(BOTH_IN_BED)
    admitted_on = DateAsWritten(
        "Admitted on", [InputRequired("Enter the date of admission.")], description="For example -2"
    )
    discharged_on = DateAsWritten(
        "Left on", render_kw={"width": 10}, description="Only for an earlier stay that is over. It opens no case today."
    )
    what_is_wrong = Line("What is wrong", longest=1000, description="In a few words")
    is_case = BooleanField("Open a case today", default=True)
    submit_label = "Add the stay"
