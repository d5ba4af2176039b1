"""How much of a patient a sheet shows: in full, or initials without names and numbers."""

from dataclasses import dataclass
from datetime import date

from enabler.models import Patient
from enabler.rules.writing.redaction import shortened, without_names, without_numbers
from enabler.vocabulary import Redaction
from enabler.wording.formatting import born, initials, nhs_number, patient_name


@dataclass(frozen=True, slots=True)
class Shown:
    """One patient at one level. Every text on a sheet passes through `text`."""

    patient: Patient
    redaction: Redaction

    @property
    def in_full(self) -> bool:
        return self.redaction is Redaction.FULL

    @property
    def name(self) -> str:
        return patient_name(self.patient) if self.in_full else initials(self.patient)

    def identifiers(self, today: date) -> list[tuple[str, str]]:
        """What besides the name tells two people apart; nothing with initials."""
        if not self.in_full:
            return []
        who = self.patient
        facts = [("Born", born(who.born_on, today, who.birth_is)), ("NHS number", nhs_number(who.nhs_number))]
        if who.pronouns:
            facts.insert(0, ("Pronouns", who.pronouns))
        if self.patient.hospital_number:
            facts.append(("Hospital number", self.patient.hospital_number))
        return facts

    def text(self, written: str | None, longest: int) -> str:
        """What somebody wrote, on one line, at most so long, and without the patient where only initials are shown."""
        said = " ".join((written or "").split())
        if not self.in_full:
            who = self.patient
            said = without_numbers(said, (who.nhs_number, who.number_as_given, who.hospital_number, who.phone))
            said = without_names(said, (who.surname, who.given_names, who.known_as, who.email), initials(who))
        return shortened(said, longest)
