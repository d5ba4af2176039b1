"""Cells that a spreadsheet has rewritten: compared with the record and refused, unless they are taken as written."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.exchange.caseload.known import CHUNK
from enabler.exchange.caseload.planning import Plan, RowChange
from enabler.exchange.caseload.reading import ReadRow
from enabler.exchange.fields import Sort, Table
from enabler.exchange.tables import PATIENTS, STAYS
from enabler.models import Patient, Stay
from enabler.rules.writing.dates_as_written import in_full
from enabler.rules.writing.rewritten import Rewritten, rewritten_text, swapped_date

Places = set[tuple[str, int, str]]  # file, row, column
PUT_RIGHT = "Put it right in the file, or add --as-written to take it in as it is."


def refuse_rewritten(session: Session, plan: Plan) -> None:
    """Adds to the bad cells of the plan, each with what is on record; a cell that is bad already is said once."""
    already = {(cell.file, cell.row, cell.column) for cell in plan.caseload.bad}
    for planned in plan.tables.values():
        for change in planned.changed:
            for name, what in _rewritten(planned.table, change):
                before = change.cells[name][0] or ""
                shown = in_full(date.fromisoformat(before)) if what is Rewritten.SWAPPED else f"“{before}”"
                _refuse(plan, already, planned.table, change.row, name, f"On record is {shown}. {what.value}")
    for table, model in ((PATIENTS, Patient), (STAYS, Stay)):
        key = table.key or ""
        sent = {row.cells.get(key) for row in plan.caseload.of(table.name).rows}
        new = {row.cells.get(key) or "": row for row in plan.tables[table.name].new}
        for ref in _alike(session, model, [ref for ref in new if ref.isdecimal()]):
            if ref not in sent and (row := new.get(ref.lstrip("0"))):
                why = f"On record is the reference “{ref}”. {Rewritten.ZEROS.value}"
                _refuse(plan, already, table, row, key, why)


def _rewritten(table: Table, change: RowChange) -> Iterator[tuple[str, Rewritten]]:
    for name, (before, after) in change.cells.items():
        sort = table.field(name).sort
        if not before or not after:
            continue
        if sort is Sort.DATE:
            what = swapped_date(date.fromisoformat(before), date.fromisoformat(after))
        else:
            what = rewritten_text(before, after) if sort is Sort.TEXT else None
        if what:
            yield name, what


def _alike(session: Session, model: type[Patient] | type[Stay], refs: list[str]) -> Iterator[str]:
    """References on record that differ from these by zeros in front."""
    bare = func.ltrim(model.ref, "0")
    for start in range(0, len(refs), CHUNK):
        some = refs[start : start + CHUNK]
        yield from session.scalars(select(model.ref).where(bare.in_(some)))


def _refuse(plan: Plan, already: Places, table: Table, row: ReadRow, column: str, why: str) -> None:
    if (plan.caseload.of(table.name).file, row.number, column) not in already:
        plan.caseload.refuse(table.name, row, column, f"{why}. {PUT_RIGHT}")
