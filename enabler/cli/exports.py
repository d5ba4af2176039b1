"""The command that takes the caseload out."""

from datetime import date
from pathlib import Path

import click
from flask import current_app

from enabler.audit import Actor
from enabler.cli import command
from enabler.cli.dates import WrittenDate
from enabler.config import ROOT
from enabler.database import atomic
from enabler.exchange.export.dictionary import write_data_dictionary
from enabler.exchange.export.taking_out import (
    ExportAsked,
    Format,
    Level,
    check_asked,
    check_place,
    record_export,
    write_export,
)
from enabler.web.db import the_session


@command("export")
@click.option("--format", "form", required=True, type=click.Choice([one.value for one in Format]))
@click.option("--level", required=True, type=click.Choice([one.value for one in Level]))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A folder or .zip for csv, a file for the others.",
)
@click.option("--study", metavar="NAME", help="Pseudonymised: whose key turns the references.")
@click.option("--reason", metavar="TEXT", help="Why, for the audit.")
@click.option("--from", "from_on", type=WrittenDate(), help="Only stays that touch the period.")
@click.option("--to", "to_on", type=WrittenDate())
def export(
    by: Actor,
    form: str,
    level: str,
    out: Path,
    study: str | None,
    reason: str | None,
    from_on: date | None,
    to_on: date | None,
) -> None:
    """Take the caseload's tables out, with a data dictionary."""
    asked = ExportAsked(Level(level), Format(form), study, reason, from_on, to_on)
    check_asked(asked)
    check_place(out, asked.format)
    counts = write_export(the_session(), asked, current_app.config["ENABLER"].instance, out)
    with atomic(the_session()) as session:
        record_export(session, by=by, asked=asked, counts=counts)
    rows = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    click.echo(f"Wrote {out}: {rows or 'no rows'}.")


@command("data-dictionary")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=ROOT / "docs" / "data-dictionary.md")
def data_dictionary(by: Actor, file: Path) -> None:
    """Write the data dictionary of the caseload's tables."""
    write_data_dictionary(the_session(), file)
    click.echo(f"Wrote {file}.")
