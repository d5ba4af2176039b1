"""Two records as people read them: the names of what they say, and each stay in a line."""

from datetime import date
from typing import Any

from enabler.models import Patient, Stay
from enabler.models.columns import labels_of
from enabler.wording.formatting import plain_date

TABLES = {
    "actions": "action", "barriers": "barrier", "contacts": "contact", "delay_reasons": "other reason",
    "discharge_checks": "line of the checklist", "estimates": "sealed estimate", "follow_ups": "follow-up",
    "held_benefits": "list of benefits", "judgements": "judgement", "leave": "leave", "ready_periods": "ready period",
    "screenings": "screening answer", "ward_moves": "ward move", "wellbeing_answers": "wellbeing answer",
}  # fmt: skip


def column_label(name: str) -> str:
    words = name.replace("_", " ").replace("nhs", "NHS")
    return words[:1].upper() + words[1:]


def said(name: str, value: Any) -> str:
    """A column's value as people read it."""
    if value in (None, ""):
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return plain_date(value)
    column = Patient.__table__.columns[name]
    return labels_of(column).get(str(value), str(value))


def stay_line(stay: Stay) -> str:
    """ "Bosworth, 2 Nov 2026 to 20 Nov 2026 (ST-2345678)"."""
    began = plain_date(stay.admitted_on) if stay.admitted_on else "admission not known"
    until = f"to {plain_date(stay.discharged_on)}" if stay.discharged_on else "still in hospital"
    return f"{stay.ward.name}, {began} {until} ({stay.ref})"
