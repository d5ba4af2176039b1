"""A ward's list: everyone who lies there, cases and patients without one, by bed. A fixed number of statements."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.models import Patient, Stay, Ward
from enabler.record.stay.screening import ScreeningAnswer, ScreeningShare, last_answers, screening_share
from enabler.record.worklists.caseload import NextStep, next_steps
from enabler.record.worklists.nights import StayStatus, stay_statuses

SCREENED_WITHIN = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Bed:
    """A patient on the ward. Without a case only what the list needs is known, and `standing` says little."""

    stay_id: int
    version: int
    bed: str | None
    surname: str
    given_names: str | None
    known_as: str | None
    born_on: date | None
    birth_is: str | None
    nhs_number: str | None
    hospital_number: str | None
    has_alert: bool
    admitted_on: date | None
    expected_on: date | None
    is_case: bool
    gone_on: date | None
    says_fit_on: date | None
    confirmed_at: datetime | None
    standing: StayStatus
    next_step: NextStep | None
    answer: ScreeningAnswer | None


@dataclass(frozen=True, slots=True)
class WardList:
    ward: Ward
    beds: Sequence[Bed]
    share: ScreeningShare

    @property
    def gone(self) -> list[Bed]:
        """Those the hospital's list no longer has."""
        return [bed for bed in self.beds if bed.gone_on is not None]

    @property
    def here(self) -> list[Bed]:
        return [bed for bed in self.beds if bed.gone_on is None]

    @property
    def cases(self) -> int:
        return sum(bed.is_case for bed in self.here)

    @property
    def ready_and_blocked(self) -> int:
        return sum(bed.is_case and bed.standing.is_ready and bed.standing.is_blocked for bed in self.here)

    @property
    def not_screened(self) -> int:
        return sum(bed.answer is None and not bed.is_case for bed in self.here)


def ward_in_reach(session: Session, by: Actor, ward_id: int) -> Ward | None:
    return session.get(Ward, ward_id) if ward_id in by.ward_ids else None


def ward_list(session: Session, ward: Ward, today: date) -> WardList:
    """Everyone on the ward now; the ward was found within reach."""
    on_ward = (Stay.ward_id == ward.id) & Stay.discharged_on.is_(None)
    columns = (
        Stay.id.label("stay_id"), Stay.version, Stay.bed, Stay.setting, Stay.admitted_on, Stay.case_opened_on,
        Stay.discharged_on, Stay.expected_discharge_on,
        Stay.gone_from_list_on, Stay.hospital_says_fit_on, Stay.last_confirmed_at,
        Patient.surname, Patient.given_names, Patient.known_as, Patient.surname_key, Patient.born_on, Patient.birth_is,
        Patient.nhs_number, Patient.hospital_number, Patient.safety_alert,
    )  # fmt: skip
    rows = session.execute(select(*columns).join(Patient, Patient.id == Stay.patient_id).where(on_ward)).all()
    chosen = [row.stay_id for row in rows]
    standing = stay_statuses(session, chosen, today)
    steps, answers = next_steps(session, chosen), last_answers(session, chosen)
    beds = [
        _bed(row, standing[row.stay_id], steps.get(row.stay_id), answers.get(row.stay_id))
        for row in sorted(rows, key=lambda row: (bed_order(row.bed), row.surname_key))
    ]
    return WardList(ward, beds, screening_share(session, ward.id, today - SCREENED_WITHIN))


def bed_order(bed: str | None) -> tuple[bool, list[tuple[int, int, str]]]:
    """Beds as people count them, B2 before B10; patients without a bed last."""
    parts = [part for part in re.split(r"(\d+)", bed or "") if part]
    return not bed, [(1, int(part), "") if part.isdecimal() else (0, 0, part.strip().casefold()) for part in parts]


def _bed(row: Any, standing: StayStatus, step: NextStep | None, answer: ScreeningAnswer | None) -> Bed:
    return Bed(
        stay_id=row.stay_id,
        version=row.version,
        bed=row.bed,
        surname=row.surname,
        given_names=row.given_names,
        known_as=row.known_as,
        born_on=row.born_on,
        birth_is=row.birth_is,
        nhs_number=row.nhs_number,
        hospital_number=row.hospital_number,
        has_alert=bool(row.safety_alert),
        admitted_on=row.admitted_on,
        expected_on=row.expected_discharge_on,
        is_case=row.case_opened_on is not None,
        gone_on=row.gone_from_list_on,
        says_fit_on=row.hospital_says_fit_on,
        confirmed_at=row.last_confirmed_at,
        standing=standing,
        next_step=step,
        answer=answer,
    )
