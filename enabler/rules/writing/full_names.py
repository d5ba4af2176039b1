"""How somebody's name is written in full, on page, paper and command line."""

from typing import Protocol

from enabler.rules.writing.names import names_nobody


class Named(Protocol):
    @property
    def surname(self) -> str | None: ...
    @property
    def given_names(self) -> str | None: ...
    @property
    def known_as(self) -> str | None: ...


def patient_name(patient: Named) -> str:
    """SURNAME, Given names (known as Harry); Unknown male"""
    if names_nobody(patient.surname, patient.given_names):
        name = " ".join(filter(None, (patient.surname, patient.given_names)))
    else:
        name = ", ".join(filter(None, ((patient.surname or "").upper(), patient.given_names)))
    first, *_ = (patient.given_names or "").split() or [""]
    if patient.known_as and patient.known_as.casefold() != first.casefold():
        return f"{name} (known as {patient.known_as})".strip()
    return name or "Name not recorded"
