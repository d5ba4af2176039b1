"""The patient: who somebody is, how to reach them safely, and what to know before a visit."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from enabler.database import Base
from enabler.models.columns import IDENTIFIES, Code, Key, Long, Name, Recorded, Reference, Versioned, by_bytes, listed
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.births import Birth, birth_of
from enabler.vocabulary import BirthIs, YesNo

if TYPE_CHECKING:
    from enabler.models.stays import Stay


class Patient(Versioned, Recorded, Base):
    """A person. Everything but a surname may be unknown; unknown is empty, never a guess."""

    __tablename__ = "patients"
    __table_args__ = (
        CheckConstraint("nhs_number IS NULL OR length(nhs_number) = 10", name="nhs_number_ten_digits"),
        CheckConstraint("birth_is IS NULL OR born_on IS NOT NULL", name="birth_is_of_a_date"),
        Index("ix_patients_hospital_number", "hospital_number"),
        Index("ix_patients_hospital_number_key", "hospital_number_key"),
        Index("ix_patients_surname_key", "surname_key"),
        Index("ix_patients_born_on", "born_on"),
        CheckConstraint("merged_into_id <> id", name="merged_into_another"),
        Index("ix_patients_merged_into_id", "merged_into_id"),
    )

    id: Mapped[Key]
    ref: Mapped[Reference]
    nhs_number: Mapped[str | None] = mapped_column(String(10), unique=True)
    number_as_given: Mapped[Code | None]  # what was typed when the NHS number failed its check
    hospital_number: Mapped[str | None] = mapped_column(by_bytes(60))
    hospital_number_key: Mapped[str | None] = mapped_column(by_bytes(60))  # folded for matching and search
    surname: Mapped[Name]
    given_names: Mapped[Name | None]
    surname_key: Mapped[str] = mapped_column(by_bytes(200))  # folded for matching and search
    known_as: Mapped[Name | None]  # the name they go by
    pronouns: Mapped[Code | None]
    born_on: Mapped[date | None] = mapped_column(info=IDENTIFIES)
    birth_is: Mapped[str | None] = listed(BirthIs)

    phone: Mapped[Code | None]
    email: Mapped[Name | None]
    address: Mapped[Long | None]
    postcode: Mapped[Code | None]
    address_protected: Mapped[bool] = mapped_column(default=False)
    safe_contact: Mapped[Long | None]  # "do not call home", "text only after six"
    language: Mapped[Name | None]
    interpreter_needed: Mapped[str | None] = listed(YesNo)
    communication_needs: Mapped[Long | None]

    safety_alert: Mapped[Long | None]
    safety_alert_review_on: Mapped[date | None] = mapped_column(info=IDENTIFIES)
    lone_visit_risk: Mapped[Long | None]
    care_coordinator: Mapped[Name | None]
    nearest_relative: Mapped[Name | None]
    appointee: Mapped[Name | None]
    section_117: Mapped[str | None] = listed(YesNo)

    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("patients.id"))  # who this turned out to be

    stays: Mapped[list["Stay"]] = relationship(back_populates="patient", order_by="Stay.admitted_on")

    @validates("hospital_number")
    def _keep_key(self, _name: str, number: str | None) -> str | None:
        """Whoever writes the number writes its key."""
        self.hospital_number_key = number_key(number)
        return number

    @property
    def birth(self) -> Birth | None:
        return birth_of(self.born_on, self.birth_is)
