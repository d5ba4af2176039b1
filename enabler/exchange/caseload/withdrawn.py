"""What a caseload is told of a stay that was withdrawn here, or of a record that was merged into another."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import WITH_WITHDRAWN, Patient, Stay
from enabler.record.merging.merged_numbers import last_record
from enabler.rules.writing.dates_as_written import in_full


def said_of_withdrawn(session: Session, refs: Sequence[str]) -> dict[str, str]:
    """By reference, of those among `refs` that are no longer in use: a sentence for the cell."""
    stays = session.execute(
        select(Stay.ref, Stay.withdrawn_at, Stay.withdrawn_because).where(
            Stay.ref.in_(refs), Stay.withdrawn_at.is_not(None)
        ),
        execution_options=WITH_WITHDRAWN,
    ).all()
    people = session.execute(
        select(Patient.ref, Patient.id).where(Patient.ref.in_(refs), Patient.merged_into_id.is_not(None)),
        execution_options=WITH_WITHDRAWN,
    ).all()
    kept = {ref: session.get_one(Patient, last_record(session, merged)).ref for ref, merged in people}
    says = {
        ref: f"This stay was withdrawn here on {in_full(clock.london_date(at))}: {because}. Leave it out of the file."
        for ref, at, because in stays
        if at is not None
    }
    return says | {ref: f"This record was merged into {into} here. Use that reference." for ref, into in kept.items()}
