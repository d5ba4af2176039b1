"""What each family of facts refuses, and at which field."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay import barrier_facts as rules

TODAY = date(2026, 5, 20)
BEFORE, AFTER = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
SENT = {
    "council": "Leicester",
    "consent_given": "yes",
    "contact_details": "Mobile",
    "reason": "homeless",
    "referred_on": BEFORE,
}

REFUSED: list[tuple[Callable[..., None], dict[str, Any], str]] = [
    (rules.check_arrears, {"balance_pence": 1}, "balance_on"),
    (rules.check_arrears, {"balance_pence": 1, "balance_on": AFTER}, "balance_on"),
    (rules.check_arrears, {"plan_offered_on": TODAY, "plan_agreed_on": BEFORE}, "plan_agreed_on"),
    (rules.check_adaptation, {"assessed_on": AFTER}, "assessed_on"),
    (rules.check_adaptation, {"assessment_asked_on": TODAY, "assessed_on": BEFORE}, "assessed_on"),
    (rules.check_adaptation, {"application_valid_on": TODAY, "approved_on": BEFORE}, "approved_on"),
    (rules.check_adaptation, {"works_started_on": TODAY, "works_done_on": BEFORE}, "works_done_on"),
    (rules.check_benefit, {"in_payment_on": AFTER}, "in_payment_on"),
    (rules.check_benefit, {"claimed_on": TODAY, "in_payment_on": BEFORE}, "in_payment_on"),
    (rules.check_benefit, {"claimed_on": TODAY, "expected_on": BEFORE}, "expected_on"),
    (rules.check_homelessness, SENT | {"council": None}, "council"),
    (rules.check_homelessness, SENT | {"consent_given": None}, "consent_given"),
    (rules.check_homelessness, SENT | {"consent_given": "no"}, "consent_given"),
    (rules.check_homelessness, SENT | {"contact_details": ""}, "contact_details"),
    (rules.check_homelessness, SENT | {"reason": None}, "reason"),
    (rules.check_homelessness, SENT | {"referred_on": AFTER}, "referred_on"),
    (rules.check_homelessness, SENT | {"consent_on": TODAY}, "referred_on"),
    (rules.check_homelessness, SENT | {"answered_on": BEFORE - timedelta(days=1)}, "answered_on"),
    (rules.check_homelessness, {"duty_started_on": AFTER}, "duty_started_on"),
    (rules.check_hazard, {"landlord_told_on": AFTER}, "landlord_told_on"),
    (rules.check_hazard, {"landlord_told_on": TODAY, "investigated_on": BEFORE}, "investigated_on"),
    (rules.check_hazard, {"landlord_told_on": TODAY, "works_booked_on": BEFORE}, "works_booked_on"),
]


@pytest.mark.parametrize(("check", "facts", "field"), REFUSED)
def test_refused_at_its_field(check: Callable[..., None], facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        check(facts, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("check", "facts"),
    [
        (
            rules.check_arrears,
            {"balance_pence": 0, "balance_on": TODAY, "hearing_on": AFTER, "notice_expires_on": AFTER},
        ),
        (
            rules.check_adaptation,
            {"assessment_asked_on": BEFORE, "assessed_on": TODAY, "interim_plan": "Bed downstairs"},
        ),
        (rules.check_benefit, {"claimed_on": BEFORE, "expected_on": AFTER}),
        (rules.check_homelessness, SENT | {"consent_on": BEFORE, "answered_on": TODAY, "duty_started_on": TODAY}),
        (rules.check_homelessness, {"consent_given": "no"}),
        (rules.check_hazard, {"landlord_told_on": BEFORE, "works_booked_on": AFTER}),
        (rules.check_arrears, {}),
        (rules.check_hazard, {}),
    ],
)
def test_what_may_stand(check: Callable[..., None], facts: dict[str, Any]) -> None:
    check(facts, TODAY)
