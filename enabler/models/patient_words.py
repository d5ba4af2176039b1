"""The words by which search finds somebody: whoever writes a name writes them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, delete, event, insert, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column
from sqlalchemy.orm.attributes import get_history

from enabler.database import Base
from enabler.models.columns import by_bytes
from enabler.models.patients import Patient
from enabler.rules.writing.name_words import search_words

AT_ONCE = 500
NAMES = ("surname", "given_names", "known_as")


class PatientWord(Base):
    """A folded word of somebody's names."""

    __tablename__ = "patient_words"
    __table_args__ = (Index("ix_patient_words_patient_id", "patient_id"),)

    word: Mapped[str] = mapped_column(by_bytes(100), primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"), primary_key=True)


def keep_words(connection: Connection, patient_ids: Iterable[int]) -> None:
    """After a statement that went past the session."""
    ids = list(patient_ids)
    for start in range(0, len(ids), AT_ONCE):
        chosen = Patient.id.in_(ids[start : start + AT_ONCE])
        names = select(Patient.id, Patient.surname, Patient.given_names, Patient.known_as).where(chosen)
        _put(connection, connection.execute(names).all())


def _put(connection: Connection, people: Sequence[Any]) -> None:
    """Each with the id first, then the names."""
    connection.execute(delete(PatientWord).where(PatientWord.patient_id.in_([key for key, *_ in people])))
    rows = [{"word": word, "patient_id": key} for key, *names in people for word in sorted(search_words(*names))]
    if rows:
        connection.execute(insert(PatientWord), rows)


@event.listens_for(Patient, "after_insert")
@event.listens_for(Patient, "after_update")
def _keep_words_of(_mapper: Mapper[Patient], connection: Connection, patient: Patient) -> None:
    if any(get_history(patient, name).has_changes() for name in NAMES):
        _put(connection, [(patient.id, *(getattr(patient, name) for name in NAMES))])
