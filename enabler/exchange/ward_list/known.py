"""Who is on record already among the people of a list: found by their numbers, else by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.exchange.ward_list.reading import ListRow, ReadWardList
from enabler.models import Patient, Stay, Ward
from enabler.rules.writing.names import is_same_given_name, surname_key
from enabler.vocabulary import Role


@dataclass(frozen=True)
class KnownPatients:
    """The patients that a list may mean, their stays, and everybody on the ward."""

    by: Actor
    ward: Ward
    by_nhs_number: dict[str, Patient]
    by_hospital_number: dict[str, list[Patient]]
    stays: dict[int, list[Stay]]  # by patient
    on_ward: Sequence[Stay]
    namesakes: dict[str, list[Patient]]  # by folded surname

    def found(self, row: ListRow) -> list[Patient]:
        """Everybody whose number is in the row."""
        found = {one.id: one for one in self.by_hospital_number.get(row.hospital_number or "", ())}
        if row.nhs_number in self.by_nhs_number:
            patient = self.by_nhs_number[row.nhs_number]
            found[patient.id] = patient
        return list(found.values())

    def open_stay(self, patient: Patient) -> Stay | None:
        return next((stay for stay in self.stays.get(patient.id, ()) if stay.discharged_on is None), None)

    def last_left(self, patient: Patient) -> Stay | None:
        left = [stay for stay in self.stays.get(patient.id, ()) if stay.discharged_on is not None]
        return max(left, key=lambda stay: stay.discharged_on, default=None)  # type: ignore[arg-type,return-value]

    def is_in_reach(self, stay: Stay) -> bool:
        """The command line acts for the whole installation; an officer for their wards and the cases they hold."""
        return not self.by.is_a(*Role) or stay.ward_id in self.by.ward_ids or stay.officer_id == self.by.user_id

    def namesakes_of(self, row: ListRow) -> list[Patient]:
        """People within reach whose name fits, and whose numbers and birth do not speak against it."""
        return [one for one in self.namesakes.get(surname_key(row.surname or ""), ()) if self._may_be(one, row)]

    def _may_be(self, patient: Patient, row: ListRow) -> bool:
        pairs = (
            (patient.nhs_number, row.nhs_number),
            (patient.hospital_number, row.hospital_number),
            (patient.born_on, row.born_on),
        )
        if any(ours and theirs and ours != theirs for ours, theirs in pairs):
            return False
        born_the_same = patient.born_on is not None and patient.born_on == row.born_on
        return born_the_same or is_same_given_name(patient.given_names, row.given_names) or not patient.given_names


def people_known(session: Session, by: Actor, ward: Ward, ward_list: ReadWardList) -> KnownPatients:
    nhs_numbers = {row.nhs_number for row in ward_list.rows if row.nhs_number}
    hospital_numbers = {row.hospital_number for row in ward_list.rows if row.hospital_number}
    patients = session.scalars(
        select(Patient).where(or_(Patient.nhs_number.in_(nhs_numbers), Patient.hospital_number.in_(hospital_numbers)))
    ).all()
    on_ward = session.scalars(
        select(Stay).where(Stay.ward_id == ward.id, Stay.discharged_on.is_(None)).options(joinedload(Stay.patient))
    ).all()
    surnames = {surname_key(row.surname) for row in ward_list.rows if row.surname}
    alike = session.scalars(select(Patient).where(Patient.surname_key.in_(surnames))).all()
    known = KnownPatients(
        by=by,
        ward=ward,
        by_nhs_number={patient.nhs_number: patient for patient in patients if patient.nhs_number},
        by_hospital_number=_grouped((patient.hospital_number, patient) for patient in patients),
        stays=_grouped((stay.patient_id, stay) for stay in _stays(session, {one.id for one in (*patients, *alike)})),
        on_ward=on_ward,
        namesakes={},
    )
    known.namesakes.update(_grouped((one.surname_key, one) for one in alike if _has_stay_in_reach(known, one)))
    return known


def _stays(session: Session, patient_ids: set[int]) -> Sequence[Stay]:
    return session.scalars(
        select(Stay).where(Stay.patient_id.in_(patient_ids)).options(joinedload(Stay.ward), joinedload(Stay.patient))
    ).all()


def _has_stay_in_reach(known: KnownPatients, patient: Patient) -> bool:
    return any(known.is_in_reach(stay) for stay in known.stays.get(patient.id, ()))


def _grouped(pairs: Iterable[tuple]) -> dict:
    found: defaultdict = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return dict(found)
