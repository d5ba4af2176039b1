"""What must be true of the facts of a barrier, family by family. Facts come as values by name; None is not recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import YesNo

Facts = Mapping[str, Any]

ARREARS_HAPPENED = {"balance_on": "balance", "plan_offered_on": "offer", "plan_agreed_on": "agreement"}
ADAPTATION_HAPPENED = {
    "assessment_asked_on": "request",
    "assessed_on": "assessment",
    "means_tested_on": "means test",
    "landlord_consent_on": "landlord's consent",
    "application_valid_on": "application",
    "approved_on": "approval",
    "works_started_on": "start of the works",
    "works_done_on": "end of the works",
}
BENEFIT_HAPPENED = {"stopped_on": "stop", "claimed_on": "claim", "in_payment_on": "first payment"}
HOMELESSNESS_HAPPENED = {
    "consent_on": "consent",
    "referred_on": "referral",
    "answered_on": "answer",
    "duty_started_on": "start of the duty",
    "decision_received_on": "decision",
}
HAZARD_HAPPENED = {
    "landlord_told_on": "notice to the landlord",
    "investigated_on": "investigation",
    "summary_given_on": "written summary",
    "made_safe_on": "day it was made safe",
    "works_done_on": "end of the works",
}


def check_arrears(facts: Facts, today: date) -> None:
    """Refuse a balance without its day, dates in the future where they have happened, a plan agreed before it was
    offered."""
    _check_happened(facts, ARREARS_HAPPENED, today)
    if facts.get("balance_pence") is not None and facts.get("balance_on") is None:
        raise Refused("Say on which day the balance stood: balances move.", "balance_on")
    _check_order(facts, "plan_offered_on", "plan_agreed_on", "Agreed before it was offered on {}.")


def check_adaptation(facts: Facts, today: date) -> None:
    """Refuse steps in the future, assessed before asked, approved before the application, done before started."""
    _check_happened(facts, ADAPTATION_HAPPENED, today)
    _check_order(facts, "assessment_asked_on", "assessed_on", "Assessed before it was asked for on {}.")
    _check_order(facts, "application_valid_on", "approved_on", "Approved before the application of {}.")
    _check_order(facts, "works_started_on", "works_done_on", "Done before the works began on {}.")


def check_benefit(facts: Facts, today: date) -> None:
    """Refuse steps in the future and a payment before its claim; the day a payment is expected may lie ahead."""
    _check_happened(facts, BENEFIT_HAPPENED, today)
    _check_order(facts, "claimed_on", "in_payment_on", "Paid before it was claimed on {}.")
    _check_order(facts, "claimed_on", "expected_on", "Expected before it was claimed on {}.")


def check_homelessness(facts: Facts, today: date) -> None:
    """Refuse a referral without its legal minimums, sent before the consent, answered before it was sent, or in the
    future."""
    _check_happened(facts, HOMELESSNESS_HAPPENED, today)
    if facts.get("referred_on") is not None:
        check_duty_to_refer(facts)
    _check_order(facts, "consent_on", "referred_on", "Sent before the patient agreed on {}.")
    _check_order(facts, "referred_on", "answered_on", "Answered before it was sent on {}.")
    _check_order(facts, "referred_on", "decision_received_on", "Decided before it was sent on {}.")


def check_duty_to_refer(facts: Facts) -> None:
    """Refuse to call a duty to refer sent without consent, contact details and an agreed reason.

    Source: Homelessness Reduction Act 2017, Housing Act 1996 s.213B: a public authority refers only with the
    person's agreement to the referral and to which authority, and with how to reach them.
    """
    if not facts.get("council"):
        raise Refused("Say which council it went to: the patient chooses.", "council")
    if facts.get("consent_given") != YesNo.YES:
        raise Refused("It cannot be sent without the patient's consent. Record the consent first.", "consent_given")
    if not facts.get("contact_details"):
        raise Refused(
            "It cannot be sent without contact details: how does the council reach the patient?", "contact_details"
        )
    if not facts.get("reason"):
        raise Refused("It cannot be sent without the reason agreed with the patient.", "reason")


def check_hazard(facts: Facts, today: date) -> None:
    """Refuse steps in the future, and steps before the landlord was told; booked works may lie ahead."""
    _check_happened(facts, HAZARD_HAPPENED, today)
    _check_order(facts, "landlord_told_on", "investigated_on", "Investigated before the landlord was told on {}.")
    _check_order(facts, "investigated_on", "summary_given_on", "Given before the investigation ended on {}.")
    _check_order(facts, "landlord_told_on", "works_booked_on", "Booked before the landlord was told on {}.")


def _check_happened(facts: Facts, names: Mapping[str, str], today: date) -> None:
    for name, what in names.items():
        if facts.get(name) is not None:
            check_not_future(facts[name], today, name, what)


def _check_order(facts: Facts, earlier: str, later: str, sentence: str) -> None:
    first, second = facts.get(earlier), facts.get(later)
    if first is not None and second is not None and second < first:
        raise Refused(sentence.format(in_full(first)), later)
