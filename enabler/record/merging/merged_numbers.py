"""The numbers of records that were merged into another, and where they went: a person is found by all of theirs."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from enabler.models import WITH_WITHDRAWN, Patient


def merged_numbers(session: Session, hospital: Collection[str], nhs: Collection[str]) -> dict[int, set[str]]:
    """By the id of the record that stands: keys of hospital numbers, and NHS numbers, that came with merged ones."""
    columns = (Patient.id, Patient.hospital_number_key, Patient.nhs_number)
    asked = select(*columns).where(
        Patient.merged_into_id.is_not(None), or_(Patient.hospital_number_key.in_(hospital), Patient.nhs_number.in_(nhs))
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for merged, *numbers in session.execute(asked, execution_options=WITH_WITHDRAWN):
        found[last_record(session, merged)].update(filter(None, numbers))
    return dict(found)


def last_record(session: Session, patient_id: int) -> int:
    """Where a merged record's merging ends; it may have been merged on."""
    into = select(Patient.merged_into_id).where(Patient.id == patient_id)
    while (following := session.scalar(into, execution_options=WITH_WITHDRAWN)) is not None:
        patient_id = following
        into = select(Patient.merged_into_id).where(Patient.id == patient_id)
    return patient_id
