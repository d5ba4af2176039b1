"""Who is on record already among the people of a list: found by their numbers, by name, or by the bed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.exchange.ward_list.reading import ListRow, ReadWardList
from enabler.models import Patient, Stay, Ward
from enabler.record.merging.merged_numbers import merged_numbers
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.identity.likeness import PersonFacts, Resemblance, Sameness, facts_of, likeness
from enabler.rules.identity.name_fit import Fit, surname_fit
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.names import surname_key
from enabler.vocabulary import Role

IN_THIS_BED = Resemblance(Sameness.UNCLEAR, "Somebody of this surname, or one like it, lies in this bed by the record.")


@dataclass(frozen=True)
class KnownPatients:
    """The patients that a list may mean, their stays, and everybody on the ward."""

    by: Actor
    ward: Ward
    on_ward: Sequence[Stay]
    stays: dict[int, list[Stay]]  # by patient
    also: dict[int, set[str]]  # by patient: numbers that came with records merged into theirs
    by_key: dict[tuple[str, str], list[Patient]] = field(default_factory=lambda: defaultdict(list))

    def may_be(self, row: ListRow) -> list[tuple[Patient, Resemblance]]:
        """Everybody whom the row may mean, the surest first; with a number of theirs, or else by name or bed."""
        facts = facts_of_row(row)
        judged = [(one, self._resemblance(row, facts, one)) for one in self._looked_up(row)]
        judged = [(one, alike) for one, alike in judged if alike.sameness is not Sameness.DIFFERENT]
        return sorted(judged, key=lambda pair: (not pair[1].shares_number, not pair[1].same_name, pair[0].id))

    def open_stay(self, patient: Patient) -> Stay | None:
        return next((stay for stay in self.stays.get(patient.id, ()) if stay.discharged_on is None), None)

    def is_here(self, patient: Patient) -> bool:
        stay = self.open_stay(patient)
        return stay is not None and stay.ward_id == self.ward.id

    def last_left(self, patient: Patient) -> Stay | None:
        left = [stay for stay in self.stays.get(patient.id, ()) if stay.discharged_on is not None]
        return max(left, key=lambda stay: stay.discharged_on, default=None)  # type: ignore[arg-type,return-value]

    def is_in_reach(self, stay: Stay) -> bool:
        """The command line acts for the whole installation; an officer for their wards and the cases they hold."""
        return self._sees_all or stay.ward_id in self.by.ward_ids or stay.officer_id == self.by.user_id

    def is_seen(self, patient: Patient) -> bool:
        """Whether what is on record of somebody may be shown."""
        return self._sees_all or any(self.is_in_reach(stay) for stay in self.stays.get(patient.id, ()))

    def latest_shown(self, patient: Patient) -> Stay | None:
        """The open stay, else the one that ended last, of those that may be shown."""
        shown = [stay for stay in self.stays.get(patient.id, ()) if self.is_in_reach(stay)]
        return max(shown, key=lambda stay: (stay.discharged_on or date.max, stay.id), default=None)

    @property
    def _sees_all(self) -> bool:
        return not self.by.is_a(*Role)

    def _looked_up(self, row: ListRow) -> list[Patient]:
        keys = [
            ("nhs number", row.nhs_number or ""),
            ("hospital number", number_key(row.hospital_number) or ""),
            *(("surname", key) for key in _surnames(row)),
            ("born", row.born_on.isoformat() if row.born_on else ""),
            ("bed", bed_key(row.bed) or ""),
        ]
        return list({one.id: one for key in keys for one in self.by_key.get(key, ())}.values())

    def _resemblance(self, row: ListRow, facts: PersonFacts, patient: Patient) -> Resemblance:
        alike = likeness(facts, facts_of(patient, self.also.get(patient.id, ())))
        stay = self.open_stay(patient)
        in_this_bed = (
            stay is not None
            and stay.ward_id == self.ward.id
            and bed_key(row.bed) is not None
            and bed_key(row.bed) == bed_key(stay.bed)
            and self._is_called(row, patient)
        )
        return IN_THIS_BED if in_this_bed and alike.sameness is Sameness.DIFFERENT else alike

    @staticmethod
    def _is_called(row: ListRow, patient: Patient) -> bool:
        fit = surname_fit(row.surname, row.given_names, patient.surname, patient.given_names)
        return fit in (Fit.ALIKE, Fit.SWAPPED) or surname_key(row.surname or "") == patient.surname_key


def facts_of_row(row: ListRow) -> PersonFacts:
    born_on, birth_is = (row.birth.on, row.birth.how) if row.birth else (None, None)
    return PersonFacts(
        row.surname, row.given_names, born_on, row.nhs_number, row.hospital_number, row.known_as, birth_is
    )


def people_known(session: Session, by: Actor, ward: Ward, ward_list: ReadWardList) -> KnownPatients:
    rows = ward_list.rows
    nhs_numbers = {row.nhs_number for row in rows if row.nhs_number}
    hospital_numbers = {key for row in rows if (key := number_key(row.hospital_number))}
    also = merged_numbers(session, hospital_numbers, nhs_numbers)
    patients = session.scalars(
        select(Patient).where(
            or_(
                Patient.nhs_number.in_(nhs_numbers),
                Patient.hospital_number_key.in_(hospital_numbers),
                Patient.surname_key.in_({key for row in rows for key in _surnames(row)}),
                Patient.born_on.in_({row.born_on for row in rows if row.born_on}),
                Patient.id.in_(also),
            )
        )
    ).all()
    on_ward = session.scalars(
        select(Stay).where(Stay.ward_id == ward.id, Stay.discharged_on.is_(None)).options(joinedload(Stay.patient))
    ).all()
    stays = _stays(session, {*(patient.id for patient in patients), *(stay.patient_id for stay in on_ward)})
    known = KnownPatients(by, ward, on_ward, stays, also)
    for stay in on_ward:
        known.by_key["bed", bed_key(stay.bed) or ""].append(stay.patient)
    for patient in patients:
        known.by_key["nhs number", patient.nhs_number or ""].append(patient)
        known.by_key["hospital number", patient.hospital_number_key or ""].append(patient)
        known.by_key["surname", patient.surname_key].append(patient)
        known.by_key["born", patient.born_on.isoformat() if patient.born_on else ""].append(patient)
        for number in also.get(patient.id, ()):
            known.by_key["nhs number" if number in nhs_numbers else "hospital number", number].append(patient)
    for nobody in ("nhs number", "hospital number", "surname", "born", "bed"):
        known.by_key.pop((nobody, ""), None)
    return known


def _surnames(row: ListRow) -> Iterable[str]:
    """The surname, and the first given name in case the two have changed places."""
    names = (row.surname, (row.given_names or "").partition(" ")[0])
    return filter(None, (surname_key(name) for name in names if name))


def _stays(session: Session, patient_ids: set[int]) -> dict[int, list[Stay]]:
    found: defaultdict[int, list[Stay]] = defaultdict(list)
    query = select(Stay).where(Stay.patient_id.in_(patient_ids))
    for stay in session.scalars(query.options(joinedload(Stay.ward), joinedload(Stay.patient))):
        found[stay.patient_id].append(stay)
    return dict(found)
