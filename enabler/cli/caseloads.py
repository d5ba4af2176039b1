"""The command that brings in a whole caseload."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.cli.dates import dates_option
from enabler.database import atomic
from enabler.exchange.caseload.accepting import accept_caseload
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.known import lock_people
from enabler.exchange.caseload.namesakes import refuse_namesakes
from enabler.exchange.caseload.planning import Plan, make_plan
from enabler.exchange.caseload.reading import ReadCaseload, read_caseload
from enabler.exchange.caseload.rewritten_cells import refuse_rewritten
from enabler.exchange.wrong_letters import Letters
from enabler.rules.writing.date_columns import DateOrder
from enabler.web.db import the_session


@command("import-caseload")
@click.argument("dir_or_xlsx", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--letters",
    type=click.Choice(list(map(str, Letters))),
    help="How letters are read that seem to be decoded wrongly.",
)
@click.option("--new", multiple=True, metavar="REF", help="This patient is new, though somebody on record fits.")
@click.option("--same", multiple=True, metavar="REF", help="This patient is the one on record, though nothing fits.")
@dates_option
@click.option("--accept", is_flag=True, help="Take it in: all of it or, with a single bad cell, nothing.")
@click.option(
    "--as-written",
    is_flag=True,
    help="Take cells as they are, also where a spreadsheet seems to have dropped zeros or garbled letters.",
)
def import_caseload(
    by: Actor,
    dir_or_xlsx: Path,
    new: tuple[str, ...],
    same: tuple[str, ...],
    dates: DateOrder | None,
    letters: str | None,
    accept: bool,
    as_written: bool,
) -> None:
    """Bring in the caseload's tables from a folder of CSV files, a zip of them, or a workbook."""
    caseload = read_caseload(
        read_source(dir_or_xlsx, Letters.AS_WRITTEN if as_written else letters), clock.today(), dates
    )
    if not accept:
        _show(_plan(the_session(), caseload, new, same, as_written))
        click.echo("Nothing was changed. Add --accept to take it in.")
        return
    with atomic(the_session()) as session:
        lock_people(session, caseload)
        plan = _plan(session, caseload, new, same, as_written)
        _show(plan)
        _check_dates(caseload)
        accept_caseload(session, by=by, plan=plan)
    click.echo("Nothing had changed." if plan.changes_nothing else "Taken in.")


def _plan(
    session: Session, caseload: ReadCaseload, new: tuple[str, ...], same: tuple[str, ...], as_written: bool
) -> Plan:
    plan = make_plan(session, caseload)
    refuse_namesakes(session, plan, new=new, same=same)
    if not as_written:
        refuse_rewritten(session, plan)
    return plan


def _check_dates(caseload: ReadCaseload) -> None:
    """The dates of a stay are in the figures: where nothing tells their order, somebody says it."""
    if caseload.undecided:
        asked = ", ".join(caseload.undecided)
        raise CannotDo(f"No value tells the order of {asked}. Nothing was changed. Add --day-first or --month-first.")


def _show(plan: Plan) -> None:
    for lines in plan.caseload.lines:
        click.echo(lines)
    for note in plan.caseload.notes:
        click.echo(f"Note: {note}")
    for cell in plan.bad:
        click.echo(str(cell), err=True)
    if plan.bad:
        count = len(plan.bad)
        raise CannotDo(f"{count} bad {'cell' if count == 1 else 'cells'}, so nothing was taken in.")
    for name, setting in plan.wards.items():
        click.echo(f"new ward: {name} ({setting.value})")
    if plan.strangers:
        click.echo(f"{len(plan.strangers)} patients are made by their reference only: there is no file of patients.")
    for name, table in plan.tables.items():
        if table.new or table.changed or table.unchanged:
            click.echo(f"{name}: {len(table.new)} new, {len(table.changed)} updates, {table.unchanged} as before")
        for change in table.changed[:20]:
            key = change.row.cells.get(table.table.key or "stay_ref")
            click.echo(f"    row {change.row.number}, {key}: {', '.join(change.cells)}")
        if len(table.changed) > 20:
            click.echo(f"    … and {len(table.changed) - 20} updates more")
