"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.patient import (
    actions,
    barriers,
    benefits,
    contacts,
    details,
    facts,
    history,
    judging,
    ready,
    stay,
    stay_page,
)
from enabler.pages.patient.blueprint import blueprint

__all__ = [
    "actions",
    "barriers",
    "benefits",
    "blueprint",
    "contacts",
    "details",
    "facts",
    "history",
    "judging",
    "ready",
    "stay",
    "stay_page",
]
