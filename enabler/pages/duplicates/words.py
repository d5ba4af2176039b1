"""Two records as people read them: the names of what they say, and each stay in a line."""

from datetime import date
from typing import Any

from enabler.models import Patient, Stay
from enabler.models.columns import labels_of
from enabler.rules.writing.births import Birth, in_words
from enabler.wording.formatting import nhs_number, plain_date

TABLES = {
    "actions": ("action", "actions"),
    "barriers": ("barrier", "barriers"),
    "contacts": ("contact", "contacts"),
    "delay_reasons": ("other reason", "other reasons"),
    "discharge_checks": ("line of the checklist", "lines of the checklist"),
    "estimates": ("sealed estimate", "sealed estimates"),
    "follow_ups": ("follow-up", "follow-ups"),
    "held_benefits": ("list of benefits", "lists of benefits"),
    "judgements": ("judgement", "judgements"),
    "leave": ("leave", "leaves"),
    "ready_periods": ("ready period", "ready periods"),
    "screenings": ("screening answer", "screening answers"),
    "ward_moves": ("line of where they lay", "lines of where they lay"),
    "wellbeing_answers": ("wellbeing answer", "wellbeing answers"),
}


def column_label(name: str) -> str:
    words = name.replace("_", " ").replace("nhs", "NHS")
    return words[:1].upper() + words[1:]


def said(name: str, value: Any) -> str:
    """A column's value as people read it."""
    if name == "nhs_number":
        return nhs_number(value)
    if value in (None, ""):
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Birth):
        return in_words(value)
    if isinstance(value, date):
        return plain_date(value)
    column = Patient.__table__.columns[name]
    return labels_of(column).get(str(value), str(value))


def stay_line(stay: Stay) -> str:
    """ "Bosworth, 2 November 2026 to 20 November 2026 (ST-2345678)"."""
    began = plain_date(stay.admitted_on) if stay.admitted_on else "admission not known"
    if stay.discharged_on:
        return f"{stay.ward.name}, {began} to {plain_date(stay.discharged_on)} ({stay.ref})"
    return f"{stay.ward.name}, {'since ' if stay.admitted_on else ''}{began}, still in hospital ({stay.ref})"
