"""Two people in one bed: asked about before somebody is laid where somebody else lies."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.models import Stay
from enabler.record.people.reach import within_reach
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.refusal import Refused
from enabler.rules.writing.full_names import patient_name


def check_bed_is_free(session: Session, *, by: Actor, ward_id: int, bed: str | None, stay_id: int | None) -> None:
    """Refused at `shares_bed` where one other person lies in the bed; where several do, it is a bay.

    Who it is is said to those who may see the record.
    """
    if (key := bed_key(bed)) is None:
        return
    lying = session.scalars(
        select(Stay)
        .where(Stay.ward_id == ward_id, Stay.discharged_on.is_(None), Stay.gone_from_list_on.is_(None))
        .where(Stay.bed.is_not(None), Stay.id != (stay_id or 0))
        .options(joinedload(Stay.patient))
    )
    there = [stay.id for stay in lying if bed_key(stay.bed) == key]
    if len(there) != 1:
        return
    shown = session.scalar(select(Stay).where(Stay.id == there[0], within_reach(by)))
    who = "somebody" if shown is None else _name(shown)
    says = f"By the record {who} lies in bed {bed}. Have they moved? If both are there, say so and save again."
    raise Refused(says, "shares_bed")


def _name(stay: Stay) -> str:
    return patient_name(stay.patient)
