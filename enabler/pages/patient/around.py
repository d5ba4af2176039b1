"""What the views of this room share: a stay's own rows or 404, where to go next, what forms offer."""

from collections.abc import Sequence
from typing import TypeVar

from flask import abort, request, url_for

from enabler.models import Action, Barrier, Contact, DelayReason, Estimate, Leave, ReadyPeriod, Stay
from enabler.record.stay_page.stay_rows import BarrierSeen, barriers_seen
from enabler.web.db import the_session
from enabler.web.messages import patient_of
from enabler.web.ways import way_to

Row = TypeVar("Row", Barrier, Action, Contact, ReadyPeriod, Leave, DelayReason, Estimate)


def of_stay(table: type[Row], key: int, stay: Stay) -> Row:
    """A row of this stay, or the same 404 as for one that does not exist."""
    row = the_session().get(table, key)
    if row is None or row.stay_id != stay.id:
        abort(404)
    return row


def back_to(stay: Stay) -> str:
    """The patient's page, or Today or the ward's list for a button pressed there."""
    places = {"today": ("worklists.today", {}), "ward": ("worklists.ward_list", {"ward_id": stay.ward_id})}
    endpoint, values = places.get(request.args.get("back", ""), ("", {}))
    return (way_to(endpoint, **values) if endpoint else "") or url_for("patient.stay_page", stay_id=stay.id)


def saved_for(stay: Stay, what: str) -> str:
    return f"{what} For {patient_of(stay)}."


def barrier_choices(stay: Stay, present: int | None = None) -> list[tuple[object, str]]:
    """The standing barriers, and the one chosen before; nothing means the whole stay."""
    return choices_among(barriers_seen(the_session(), stay.id, []), present)


def choices_among(barriers: Sequence[BarrierSeen], present: int | None = None) -> list[tuple[object, str]]:
    wanted = [barrier for barrier in barriers if barrier.stands or barrier.id == present]
    return [("", "The whole stay"), *((barrier.id, barrier.label) for barrier in wanted)]
