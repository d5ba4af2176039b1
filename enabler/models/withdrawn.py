"""What was withdrawn, and who was merged into another, is in no query but those that ask for it."""

# Every select of the session passes `_leave_out`. A statement that goes past the session takes LEFT_OUT as its options.

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from enabler.models.patients import Patient
from enabler.models.stays import Stay

# A function of the table, which may be an alias: of a plain condition a join of an alias would get the wrong table.
LEFT_OUT = (
    with_loader_criteria(
        Stay, lambda stay: stay.withdrawn_at.is_(None), include_aliases=True, propagate_to_loaders=False
    ),
    with_loader_criteria(
        Patient, lambda patient: patient.merged_into_id.is_(None), include_aliases=True, propagate_to_loaders=False
    ),
)
WITH_WITHDRAWN = {"with_withdrawn": True}  # execution options of a query that is about what was withdrawn or merged


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    if state.is_select and not state.is_column_load and not state.execution_options.get("with_withdrawn"):
        state.statement = state.statement.options(*LEFT_OUT)
