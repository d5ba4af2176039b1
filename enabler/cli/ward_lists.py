"""The command that brings in a hospital's list of a ward."""

import shlex
from pathlib import Path

import click

from enabler import clock
from enabler.audit import Actor
from enabler.cli import command
from enabler.cli.dates import SAY_THE_ORDER, dates_option
from enabler.database import atomic
from enabler.exchange.ward_list.accepting import accept_ward_list
from enabler.exchange.ward_list.items import Item, RowKind
from enabler.exchange.ward_list.judging import is_named_in
from enabler.exchange.ward_list.lines import LineKind
from enabler.exchange.ward_list.list_dates import ORDER
from enabler.exchange.ward_list.preview import THIS_WARD, WHOSE_LIST, Preview, preview
from enabler.exchange.ward_list.reading import ASIDE, LETTERS, PATIENT, BadListCell, read_ward_list, ward_list_grid
from enabler.exchange.ward_list.sides import PersonSide, list_side, record_side
from enabler.exchange.wrong_letters import Letters
from enabler.record.directory.list_words import call_on_lists, heading_meanings
from enabler.record.directory.wards import ward_named
from enabler.rules.refusal import Refused
from enabler.rules.writing.date_columns import DateOrder
from enabler.web.db import the_session
from enabler.wording.formatting import patient_name, plural

WORDS = {
    RowKind.NEW: "new",
    RowKind.MOVED: "moved",
    RowKind.UPDATED: "something new",
    RowKind.UNCHANGED: "as before",
    RowKind.UNCLEAR: "unclear",
    RowKind.BAD: "bad cells",
    RowKind.ELSEWHERE: "of another ward",
}
LISTED = (LineKind.EMPTY_BED, LineKind.ASIDE)
ROW = click.IntRange(min=1)


@command("import-ward-list")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--ward", "ward_name", required=True, metavar="W", help="The ward whose list it is.")
@click.option("--sheet", metavar="NAME", help="The sheet, where a workbook has several lists.")
@click.option("--patient", "patients", type=ROW, multiple=True, metavar="ROW", help="This row is a patient after all.")
@click.option("--aside", type=ROW, multiple=True, metavar="ROW", help="This row is no patient of the ward.")
@click.option(
    "--same", type=(ROW, str), multiple=True, metavar="ROW REF", help="This row is the person of this record."
)
@click.option("--new", type=ROW, multiple=True, metavar="ROW", help="This row is somebody new.")
@click.option("--right-ward", is_flag=True, help="It is this ward's list, whatever its title or its people say.")
@dates_option
@click.option(
    "--letters",
    type=click.Choice(list(map(str, Letters))),
    help="How letters are read that seem to be decoded wrongly.",
)
@click.option("--called", metavar="NAME", help="What the list calls the ward, such as its code; it is remembered.")
@click.option("--accept", is_flag=True, help="Take in what is clear. Without it nothing changes.")
def import_ward_list(
    by: Actor,
    file: Path,
    ward_name: str,
    sheet: str | None,
    patients: tuple[int, ...],
    aside: tuple[int, ...],
    same: tuple[tuple[int, str], ...],
    new: tuple[int, ...],
    right_ward: bool,
    dates: DateOrder | None,
    letters: str | None,
    called: str | None,
    accept: bool,
) -> None:
    """Show what a hospital's list of a ward would do: new, moved, gone, unclear, bad cells."""
    ward = ward_named(the_session(), ward_name)
    if ward is None:
        raise Refused(f"There is no ward {ward_name}. Make it first, under Wards.")
    if called:
        with atomic(the_session()) as session:
            call_on_lists(session, by=by, ward=ward, name=called)
    meanings = heading_meanings(the_session())
    said = {f"{row}:line": PATIENT for row in patients} | {f"{row}:line": ASIDE for row in aside}
    said |= {f"{row}:decision": f"same:{ref}" for row, ref in same} | {f"{row}:decision": "new" for row in new}
    said |= {WHOSE_LIST: THIS_WARD} if right_ward else {}
    said |= {ORDER: dates.value} if dates else {}
    said |= {LETTERS: letters} if letters else {}
    grid = ward_list_grid(
        file.read_bytes(), lambda found: found == sheet if sheet else is_named_in(ward.name, found), meanings
    )
    ward_list = read_ward_list(grid, clock.today(), said, meanings)
    _show(preview(the_session(), by=by, ward=ward, ward_list=ward_list, corrections=said))
    if ward_list.dates.asked:
        raise Refused(f"{' '.join(one.says for one in ward_list.dates.asked)} Nothing was changed. {SAY_THE_ORDER}")
    if not accept:
        click.echo("Nothing was changed. Add --accept to take in what is clear.")
        return
    with atomic(the_session()) as session:
        accepted = accept_ward_list(session, by=by, ward=ward, ward_list=ward_list, corrections=said)
    click.echo(f"Taken in for {ward.name}: {accepted.sentence}")


def _show(seen: Preview) -> None:
    for note in (*filter(None, [seen.whose_list]), *seen.warnings, *(one.says for one in seen.ward_list.dates.stated)):
        click.echo(f"Note: {note}")
    if seen.ward_list.wrong_letters:
        click.echo("Note: letters seem to be decoded wrongly. Say --letters repaired, or --letters as-written.")
    for name in seen.wards.unknown:
        click.echo(
            f"Note: the list says {name} for the ward. If that is {seen.ward.name}, add --called {shlex.quote(name)}."
        )
    for other, count in seen.wards.others.items():
        says = f"{plural(count, 'row')} of the list" if count else "the title of the list"
        click.echo(
            f"Note: {says} says {other.name}. If it is that ward's, bring it in with --ward {shlex.quote(other.name)}."
        )
    for kind in WORDS:
        for item in seen.of(kind):
            if kind is not RowKind.UNCHANGED or item.notes or item.row.says or item.row.left:
                _show_item(seen, item)
    for stay in seen.not_listed:
        bed = f"bed {stay.bed}, " if stay.bed else ""
        click.echo(f"not on this list: {bed}{patient_name(stay.patient)}")
    for gone in seen.gone:
        bed = f"bed {gone.stay.bed}, " if gone.stay.bed else ""
        since = "marked before" if gone.since else "nobody is discharged: Today asks where to"
        click.echo(f"gone: {bed}{patient_name(gone.stay.patient)} ({since})")
    for line in seen.ward_list.lines:
        if line.kind in LISTED:
            click.echo(f"{line.kind}: row {line.number}, “{line.text}”. {line.why}".rstrip())
    click.echo(seen.ward_list.accounted)
    counts = ", ".join(f"{len(seen.of(kind))} {word}" for kind, word in WORDS.items() if seen.of(kind))
    click.echo(f"{plural(len(seen.items), 'row')}: {counts or 'none'}; {len(seen.gone)} gone.")


def _show_item(seen: Preview, item: Item) -> None:
    click.echo(f"{WORDS[item.kind]}: row {item.row.number}, bed {item.row.bed or '?'}, {item.row.name}")
    if item.kind is not RowKind.BAD:
        for says in item.says:
            click.echo(f"    {says}")
    if item.is_held_back and item.people:
        _show_side("the list", list_side(item.row, seen))
        for patient in item.people:
            _show_side(f"the record {patient.ref}", record_side(item.row, patient, seen))
    for cell in item.row.bad:
        click.echo(f"    {_cell(cell)}")
    for cell in item.row.left:
        click.echo(f"    left as it was: {_cell(cell)}")
    for says in item.row.says:
        click.echo(f"    {says}")
    for note in item.notes:
        click.echo(f"    {note} Kept as recorded.")


def _show_side(whose: str, side: PersonSide) -> None:
    said = [f"{text} (differs)" if fact in side.differs else text for fact, text in side.says.items() if text]
    click.echo(f"    {whose}: {'; '.join(said)}")


def _cell(cell: BadListCell) -> str:
    place = f"column {cell.place}, {cell.heading}" if cell.place else cell.heading
    return f"row {cell.row}, {place}, “{cell.typed}”: {cell.why}"
