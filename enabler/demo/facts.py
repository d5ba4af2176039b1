"""The plan of a stay that is told by chance, and the facts of its barrier, recorded the day after the case began."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from enabler.clock import LONDON
from enabler.demo.telling import Telling
from enabler.record.stay import barrier_facts

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StayPlan:
    """The dates of one stay."""

    number: int
    kind: str
    admitted_on: date
    opened_on: date
    ready_on: date | None
    solved_on: date | None
    left_on: date | None


def tell_facts(telling: Telling, plan: StayPlan) -> None:
    day = min(plan.opened_on + DAY, plan.left_on or plan.opened_on)
    save, facts = FACTS.get(plan.kind, (None, None))
    if save and facts:
        telling.facts(day, plan.kind, save, **facts(plan, day))
    if plan.kind in ("rent_arrears", "benefits"):
        telling.has(day, universal_credit_housing="yes", pip_or_dla="yes" if plan.number % 2 else "no")


def _arrears(plan: StayPlan, day: date) -> dict[str, Any]:
    """Those who are still here have a notice, so that its end and what it means are seen."""
    notice = {"landlord_step": "notice", "notice_expires_on": plan.opened_on + 28 * DAY}
    return {
        "landlord": "Soar Valley Homes",
        "tenancy": "assured",
        "balance_pence": (900 + plan.number * 61) * 100,
        "balance_on": plan.opened_on,
        "weekly_rent_pence": 11_250,
        **(notice if plan.left_on is None else {}),
    }


def _homelessness(plan: StayPlan, day: date) -> dict[str, Any]:
    """A referral, and no more: what the council does with it is told when it is heard."""
    return {
        "council": "City council",
        "consent_given": "yes",
        "consent_on": plan.opened_on,
        "contact_details": "Own mobile, after six",
        "reason": "homeless",
        "referred_on": day,
    }


def _adaptation(plan: StayPlan, day: date) -> dict[str, Any]:
    return {"route": "grant", "assessment_asked_on": plan.opened_on}


def _benefit(plan: StayPlan, day: date) -> dict[str, Any]:
    return {"benefit": "Universal Credit", "stopped_on": plan.admitted_on}


def _damp(plan: StayPlan, day: date) -> dict[str, Any]:
    return {
        "hazard": "Damp and mould in the bedroom",
        "social_landlord": "yes",
        "tenancy": "assured",
        "emergency": "no",
        "damp_or_mould": "yes",
        "landlord_told_on": day,
    }


def _no_heating(plan: StayPlan, day: date) -> dict[str, Any]:
    return {
        "hazard": "No heating, boiler condemned",
        "social_landlord": "yes",
        "tenancy": "assured",
        "emergency": "yes",
        "landlord_told_on": day,
        "landlord_told_at": datetime(day.year, day.month, day.day, 9, 20, tzinfo=LONDON),
    }


FACTS: dict[str, tuple[Any, Any]] = {
    "rent_arrears": (barrier_facts.save_arrears, _arrears),
    "no_home": (barrier_facts.save_homelessness, _homelessness),
    "relationship_breakdown": (barrier_facts.save_homelessness, _homelessness),
    "adaptations": (barrier_facts.save_adaptation, _adaptation),
    "benefits": (barrier_facts.save_benefit, _benefit),
    "repairs_or_hazard": (barrier_facts.save_hazard, _damp),
    "no_heat_or_utilities": (barrier_facts.save_hazard, _no_heating),
}
