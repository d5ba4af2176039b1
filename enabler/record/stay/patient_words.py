"""The words by which search finds somebody, kept with every change of their names."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from enabler.models import Patient, PatientWord
from enabler.rules.writing.name_words import search_words

AT_ONCE = 500


def keep_words(session: Session, patient_ids: Iterable[int]) -> None:
    """Makes the words of these people anew; what was written of them must have been flushed."""
    ids = list(patient_ids)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        session.execute(delete(PatientWord).where(PatientWord.patient_id.in_(some)))
        names = select(Patient.id, Patient.surname, Patient.given_names, Patient.known_as).where(Patient.id.in_(some))
        rows = [
            {"word": word, "patient_id": row.id}
            for row in session.execute(names)
            for word in sorted(search_words(row.surname, row.given_names, row.known_as))
        ]
        if rows:
            session.execute(insert(PatientWord), rows)
