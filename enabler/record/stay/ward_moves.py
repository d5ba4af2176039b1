"""Moves of a stay from ward to ward and bed to bed: a night belongs to where the patient lay."""

from datetime import date

from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Stay, Ward, WardMove
from enabler.record.stay.beds import check_bed_is_free
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay.admission import check_move_in_order
from enabler.rules.stay.stays import check_ward_moved_on


def move_ward(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    expected_version: int,
    ward_id: int,
    bed: str | None,
    from_on: date,
    shares_bed: bool = False,
) -> Stay:
    """From `from_on` the patient lies on this ward, in this bed; the same ward with another bed is a move too.

    Refused at `shares_bed` while somebody lies there.
    """
    stay = current(session, Stay, stay_id, expected_version)
    ward = session.get(Ward, ward_id)
    if ward is None or (ward.retired_on is not None and ward.id != stay.ward_id):
        raise Refused("Choose a ward from the list.", "ward_id")
    if (ward.id, bed) == (stay.ward_id, stay.bed):
        raise Refused("The patient is in this bed already. Choose another ward or bed.", "ward_id")
    check_ward_moved_on(from_on, stay.admitted_on, stay.discharged_on, clock.today())
    check_move_in_order(from_on, max((move.from_on for move in stay.ward_moves if move.from_on), default=None))
    if not shares_bed and stay.discharged_on is None:
        check_bed_is_free(session, by=by, ward_id=ward.id, bed=bed, stay_id=stay.id)
    before = session.get_one(Ward, stay.ward_id)
    detail = {"ward_id": [before.id, ward.id], "bed": [stay.bed, bed], "from_on": from_on}
    now = clock.now()
    session.add(
        WardMove(stay_id=stay.id, ward_id=ward.id, bed=bed, from_on=from_on, recorded_at=now, recorded_by=by.name)
    )
    stay.ward_id, stay.bed, stay.setting, stay.gone_from_list_on = ward.id, bed, ward.setting, None
    stay.recorded_at, stay.recorded_by = now, by.name
    audit.record(session, by=by, action="move ward", subject=stay, stay_id=stay.id, detail=detail)
    session.expire(stay, ["ward", "ward_moves"])
    return stay
