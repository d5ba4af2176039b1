"""What two records say of the person: what one leaves open the other fills, what differs is asked about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from enabler.models import Patient
from enabler.record.merging.cell_log import CellLog
from enabler.record.merging.two_records import TwoRecords
from enabler.rules.stay.patients import check_born_before, check_safety_alert
from enabler.rules.writing.births import Birth
from enabler.rules.writing.names import surname_key
from enabler.vocabulary import FieldAnswer

# Of each record itself, or made from another column; an address is protected if either is.
NOT_COMPARED = {
    "id",
    "ref",
    "version",
    "recorded_at",
    "recorded_by",
    "merged_into_id",
    "address_protected",
    "birth_is",
}
# What may keep somebody from harm is kept from both, unless an officer says otherwise.
JOINED = ("safety_alert", "lone_visit_risk", "safe_contact", "communication_needs")
BETWEEN = "; "
NUMBERS = ("nhs_number", "hospital_number")


@dataclass(frozen=True, slots=True)
class DifferingDetail:
    """Both say something, and not the same."""

    name: str
    kept: Any
    merged: Any

    @property
    def answers(self) -> tuple[FieldAnswer, ...]:
        return tuple(FieldAnswer) if self.name in JOINED else (FieldAnswer.KEPT, FieldAnswer.MERGED)

    @property
    def unless_told(self) -> FieldAnswer:
        if isinstance(self.kept, Birth) and self.merged.is_exact and not self.kept.is_exact:
            return FieldAnswer.MERGED  # a day says more than a year
        if self.name == "safety_alert_review_on" and self.merged < self.kept:
            return FieldAnswer.MERGED  # two alerts are looked at when the first of them is due
        return FieldAnswer.BOTH if self.name in JOINED else FieldAnswer.KEPT

    def value(self, answer: FieldAnswer) -> Any:
        both = f"{self.kept}{BETWEEN}{self.merged}"
        return {FieldAnswer.KEPT: self.kept, FieldAnswer.MERGED: self.merged, FieldAnswer.BOTH: both}[answer]


def compared_columns() -> Iterator[str]:
    """In the order of the table."""
    names = (column.name for column in Patient.__table__.columns)
    return (name for name in names if name not in NOT_COMPARED and not name.endswith("_key"))


def value_of(patient: Patient, name: str) -> Any:
    """What a record says under a name; a birth goes with how it is known."""
    return patient.birth if name == "born_on" else getattr(patient, name)


def differences(kept: Patient, merged: Patient) -> list[DifferingDetail]:
    pairs = (DifferingDetail(name, value_of(kept, name), value_of(merged, name)) for name in compared_columns())
    return [pair for pair in pairs if pair.kept and pair.merged and pair.kept != pair.merged]


def filled_in(kept: Patient, merged: Patient) -> dict[str, Any]:
    """What only the other record says."""
    names = (name for name in compared_columns() if not value_of(kept, name) and value_of(merged, name))
    return {name: value_of(merged, name) for name in names}


def put_details(session: Session, log: CellLog, records: TwoRecords, answers: Mapping[str, FieldAnswer]) -> None:
    """Into the kept record. Its number that another takes the place of goes to the merged one: a person goes on being
    found by all of theirs, and a number is at one record only."""
    kept, merged = records.kept, records.merged
    chosen = {pair.name: pair.value(answers.get(pair.name, pair.unless_told)) for pair in differences(kept, merged)}
    values = filled_in(kept, merged) | chosen
    if birth := values.get("born_on"):
        check_born_before(birth, [stay.admitted_on for stay in records.stays])
        values |= {"born_on": birth.on, "birth_is": birth.how}
    alert = {name: values.get(name, getattr(kept, name)) for name in ("safety_alert", "safety_alert_review_on")}
    check_safety_alert(alert["safety_alert"], alert["safety_alert_review_on"])
    if "surname" in values:
        values["surname_key"] = surname_key(values["surname"])
    given_up = {name: getattr(kept, name) for name in NUMBERS if name in values}
    if "nhs_number" in given_up and values["nhs_number"] == merged.nhs_number:
        log.put(merged, nhs_number=None)
        session.flush()
    log.put(kept, address_protected=kept.address_protected or merged.address_protected, **values)
    session.flush()
    log.put(merged, **{name: number for name, number in given_up.items() if number and number != getattr(kept, name)})
    session.flush()
