"""The facts of barriers, one form for each family; their fields are named as the record names them."""

from datetime import date, datetime
from typing import Any

from wtforms import StringField, ValidationError

from enabler import codes
from enabler.clock import LONDON
from enabler.pages.patient.forms.fields import Choice, agency_line
from enabler.vocabulary import AdaptationRoute, ConsentGiven, Held, LandlordStep, ReferralReason, Tenancy, YesNo
from enabler.web.forms import DateAsWritten, EnablerForm, Line, Text
from enabler.web.number_fields import PoundsField


class SaveArrears(EnablerForm):
    landlord = agency_line("Landlord or lender")
    balance_pence = PoundsField("Balance owed")
    balance_on = DateAsWritten("Balance as it stood on")
    weekly_rent_pence = PoundsField("Rent a week")
    plan_weekly_pence = PoundsField("Repayment plan, a week")
    plan_offered_on = DateAsWritten("Plan offered on")
    plan_agreed_on = DateAsWritten("Plan agreed on")
    first_payment_kept = Choice("First payment kept", YesNo)
    landlord_step = Choice("Landlord's step", LandlordStep)
    tenancy = Choice(
        "Kind of tenancy", Tenancy, description="It decides what the end of a notice means: ask, and do not guess."
    )
    notice_expires_on = DateAsWritten("Notice ends on")
    hearing_on = DateAsWritten("Court hearing on")
    rows = (
        ("landlord",),
        ("tenancy",),
        ("balance_pence", "balance_on", "weekly_rent_pence"),
        ("plan_weekly_pence", "plan_offered_on", "plan_agreed_on"),
        ("first_payment_kept",),
        ("landlord_step", "notice_expires_on", "hearing_on"),
    )


class SaveAdaptation(EnablerForm):
    route = Choice("Route", AdaptationRoute)
    assessment_asked_on = DateAsWritten("Assessment asked for")
    assessed_on = DateAsWritten("Assessed")
    means_tested_on = DateAsWritten("Means test done")
    landlord_consent_on = DateAsWritten("Landlord agreed")
    application_valid_on = DateAsWritten(
        "Grant application complete", description="The council then has six months to decide: the clock starts here."
    )
    approved_on = DateAsWritten("Approved")
    works_started_on = DateAsWritten("Works began")
    works_done_on = DateAsWritten("Works done")
    interim_plan = Text(
        "Plan until then", description="What lets the patient leave before the works are done.", render_kw={"rows": 3}
    )
    rows = (
        ("route",),
        ("assessment_asked_on", "assessed_on", "means_tested_on"),
        ("landlord_consent_on", "approved_on"),
        ("application_valid_on",),
        ("works_started_on", "works_done_on"),
        ("interim_plan",),
    )


class SaveBenefit(EnablerForm):
    benefit = Line("Benefit", description="For example Universal Credit housing element, PIP, ESA.")
    weekly_pence = PoundsField("Worth a week")
    stopped_on = DateAsWritten("Stopped")
    claimed_on = DateAsWritten("Claimed or reported")
    expected_on = DateAsWritten("Payment expected")
    in_payment_on = DateAsWritten("In payment since")
    rows = (("benefit",), ("weekly_pence", "stopped_on"), ("claimed_on", "expected_on", "in_payment_on"))


class RecordBenefits(EnablerForm):
    universal_credit_housing = Choice("Universal Credit for rent", Held, empty="Not asked")
    housing_benefit = Choice("Housing Benefit", Held, empty="Not asked")
    pip_or_dla = Choice("Personal Independence Payment or Disability Living Allowance", Held, empty="Not asked")
    attendance_allowance = Choice("Attendance Allowance", Held, empty="Not asked")


class SaveHomelessness(EnablerForm):
    council = agency_line("Council", description="The one the patient chose.")
    consent_given = Choice("Patient agreed", YesNo)
    consent_on = DateAsWritten("Agreed on")
    consent_how = Choice("How", ConsentGiven)
    contact_details = Text(
        "How the council reaches the patient",
        render_kw={"rows": 2},
        description="Phone, e-mail, or somebody who passes it on.",
    )
    reason = Choice("Reason agreed with the patient", ReferralReason)
    referred_on = DateAsWritten(
        "Duty to refer sent on",
        description="Only with consent, contact details and an agreed reason: the law's three minimums.",
    )
    council_reference = Line("Council's reference", longest=60)
    answered_on = DateAsWritten("Council answered on")
    outcome = Choice("Outcome", codes.referral_outcomes())
    duty_started_on = DateAsWritten(
        "Duty accepted on",
        description=(
            "The day that the council's letter names; without a letter, the day it said so. A referral starts no duty."
        ),
    )
    decision_received_on = DateAsWritten(
        "Decision received on",
        description="The day the patient got it. A review must be asked for within 21 days, that day counted.",
    )
    rows = (
        ("council",),
        ("consent_given", "consent_on", "consent_how"),
        ("contact_details",),
        ("reason",),
        ("referred_on",),
        ("council_reference", "answered_on"),
        ("outcome",),
        ("duty_started_on", "decision_received_on"),
    )


class TimeAsWritten(StringField):
    """A time of day: 14:05, 1405, 2pm; `data` is (hour, minute)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = (valuelist[0] if valuelist else "").strip()
        self.data = None
        for form in ("%H:%M", "%H.%M", "%H%M", "%I%p", "%I:%M%p", "%I.%M%p"):
            try:
                at = datetime.strptime(typed.lower().replace(" ", ""), form)  # noqa: DTZ007  a time of day
            except ValueError:
                continue
            self.data = (at.hour, at.minute)
            return
        if typed:
            raise ValueError(f"“{typed[:20]}” is not a time. Write a time such as 14:05 or 2pm.")

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return self.raw_data[0]
        return f"{self.data[0]:02}:{self.data[1]:02}" if self.data else ""


class SaveHazard(EnablerForm):
    hazard = Line("What is wrong with the home", description="For example mould in the bedroom, no heating, no lock.")
    social_landlord = Choice("Is the landlord a council or housing association?", YesNo)
    tenancy = Choice(
        "Tenancy or licence?", Tenancy, description="The landlord's time limits are for tenants of social landlords."
    )
    emergency = Choice(
        "Is it an emergency?", YesNo, description="A danger today: no heat or water, live wires, no lock."
    )
    damp_or_mould = Choice("Is it damp or mould?", YesNo)
    landlord_told_on = DateAsWritten("Landlord told on")
    landlord_told_time = TimeAsWritten("At what time", render_kw={"width": 5})
    investigated_on = DateAsWritten("Investigation ended on")
    summary_given_on = DateAsWritten("Written summary given on")
    made_safe_on = DateAsWritten("Made safe on")
    works_booked_on = DateAsWritten("Works booked for")
    works_done_on = DateAsWritten("Works done on")
    rows = (
        ("hazard",),
        ("social_landlord", "tenancy"),
        ("emergency", "damp_or_mould"),
        ("landlord_told_on", "landlord_told_time"),
        ("investigated_on", "summary_given_on", "made_safe_on"),
        ("works_booked_on", "works_done_on"),
    )

    def validate_landlord_told_time(self, field: TimeAsWritten) -> None:
        if field.data and not "".join(self.landlord_told_on.raw_data or []).strip():
            raise ValidationError("Say on which day the landlord was told.")

    def answers(self) -> dict[str, Any]:
        """The day and the time as one instant beside the day."""
        answers = super().answers() | {"landlord_told_at": self._told_at()}
        del answers["landlord_told_time"]
        return answers

    def _told_at(self) -> datetime | None:
        """The instant the landlord was told; None where nobody gave the time."""
        on, at = self.landlord_told_on.data, self.landlord_told_time.data
        return datetime(on.year, on.month, on.day, *at, tzinfo=LONDON) if isinstance(on, date) and at else None

    def show_told_at(self, at: datetime | None) -> None:
        if at is not None and not self.is_submitted() and not self.was_kept:
            local = at.astimezone(LONDON)
            self.landlord_told_time.data = (local.hour, local.minute)
