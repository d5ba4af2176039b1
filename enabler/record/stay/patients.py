"""Patients: added, changed, and looked for before a second record of the same person is made."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import WITH_WITHDRAWN, Patient, Stay
from enabler.models.columns import new_reference
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay.patients import check_born_before, check_safety_alert, check_surname
from enabler.rules.stay.stays import check_born_on
from enabler.rules.writing.births import Birth
from enabler.rules.writing.names import surname_key
from enabler.rules.writing.nhs_number import check_nhs_number, is_nhs_number
from enabler.rules.writing.phone import tidy_phone
from enabler.rules.writing.postcode import tidy_postcode

MERGED_HAS_IT = (
    "A record that was merged into this one has this NHS number, so the patient is found by it already. To show it as "
    "theirs, take the merge back, which the history of this patient offers, and choose it when you merge again."
)
FIELDS = frozenset(
    {
        "nhs_number",
        "hospital_number",
        "surname",
        "given_names",
        "known_as",
        "pronouns",
        "born_on",
        "birth_is",
        "phone",
        "email",
        "address",
        "postcode",
        "address_protected",
        "safe_contact",
        "language",
        "interpreter_needed",
        "communication_needs",
        "safety_alert",
        "safety_alert_review_on",
        "lone_visit_risk",
        "care_coordinator",
        "nearest_relative",
        "appointee",
        "section_117",
    }
)
TIDIED = {"phone": tidy_phone, "postcode": tidy_postcode}


def add_patient(
    session: Session,
    *,
    by: Actor,
    surname: str,
    keep_number_as_given: bool = False,
    ref: str | None = None,
    **fields: Any,
) -> Patient:
    """`fields` are any of FIELDS. A number that is no NHS number is refused, or with `keep_number_as_given` kept as
    given."""
    patient = Patient(ref=ref or new_reference("PT"), surname="", surname_key="", address_protected=False)
    values = _checked(session, patient, fields | {"surname": surname}, keep_number_as_given)
    for name, value in values.items():
        setattr(patient, name, value)
    patient.recorded_at, patient.recorded_by = clock.now(), by.name
    session.add(patient)
    detail = {"recorded": sorted(name for name, value in values.items() if value and name != "surname_key")}
    audit.record(session, by=by, action="add patient", subject=patient, detail=detail)
    return patient


def change_patient(
    session: Session,
    *,
    by: Actor,
    patient_id: int,
    expected_version: int,
    keep_number_as_given: bool = False,
    stay_id: int | None = None,
    **fields: Any,
) -> Patient:
    """Only the `fields` given are changed. `stay_id`: on whose page it was done, for the history."""
    patient = current(session, Patient, patient_id, expected_version)
    values = _checked(session, patient, fields, keep_number_as_given)
    detail = audit.changes(patient, values)
    detail.pop("surname_key", None)
    if not detail:
        return patient
    for name, value in values.items():
        setattr(patient, name, value)
    patient.recorded_at, patient.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change patient", subject=patient, stay_id=stay_id, detail=detail)
    return patient


def _checked(session: Session, patient: Patient, fields: dict[str, Any], keep_number: bool) -> dict[str, Any]:
    """The columns to set, once every rule has agreed."""
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"a patient has no {', '.join(sorted(unknown))}")
    values = dict(fields)
    if "surname" in values:
        values["surname"] = check_surname(values["surname"])
        values["surname_key"] = surname_key(values["surname"])
    values |= {name: tidy(values[name]) for name, tidy in TIDIED.items() if name in values}
    if "nhs_number" in values:
        values |= _number(session, patient, values["nhs_number"], keep_number)
    if values.get("born_on"):
        values.setdefault("birth_is", None)
        _check_birth(session, patient, Birth(values["born_on"], values["birth_is"]))
    elif "born_on" in values:
        values["birth_is"] = None
    if "safety_alert" in values or "safety_alert_review_on" in values:
        alert = values.get("safety_alert", patient.safety_alert)
        check_safety_alert(alert, values.get("safety_alert_review_on", patient.safety_alert_review_on))
    return values


def _number(session: Session, patient: Patient, typed: str | None, keep: bool) -> dict[str, str | None]:
    if not typed:
        return {"nhs_number": None}
    if keep and not is_nhs_number(typed):
        return {"nhs_number": None, "number_as_given": typed.strip()[:60]}
    number = check_nhs_number(typed)
    if number == patient.nhs_number:
        return {"nhs_number": number}
    others = select(Patient).where(Patient.nhs_number == number, Patient.id != patient.id)
    holder = session.scalar(others, execution_options=WITH_WITHDRAWN)
    if holder is None:
        return {"nhs_number": number, "number_as_given": None}
    if keep:
        return {"nhs_number": None, "number_as_given": typed.strip()[:60]}
    if holder.merged_into_id is not None and holder.merged_into_id == patient.id:
        raise Refused(MERGED_HAS_IT, "nhs_number")
    raise Refused("Another patient's record has this NHS number.", "nhs_number")


def _check_birth(session: Session, patient: Patient, birth: Birth) -> None:
    check_born_on(birth.on, clock.today())
    if patient.id is not None:
        check_born_before(birth, session.scalars(select(Stay.admitted_on).where(Stay.patient_id == patient.id)))
