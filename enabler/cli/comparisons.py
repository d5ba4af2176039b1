"""Bringing in a comparison cohort: the whole file or nothing, every bad cell named."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from enabler import codes
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.cli.dates import WrittenPeriod
from enabler.database import atomic
from enabler.record.comparisons import add_comparison, check_comparison
from enabler.rules.comparison import MEASURE, MOST_NIGHTS, Cohort, CohortRow, check_measure
from enabler.vocabulary import Setting
from enabler.web.db import the_session

COLUMNS = ("setting", "kind", "nights", "waiting")
MOST_ERRORS = 40


@command("import-comparison")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", required=True)
@click.option("--source", required=True, help="Where the rows come from; printed with every figure that uses them.")
@click.option("--grade", required=True, type=click.IntRange(1, 6), help="Evidence grade, 1 (best) to 6.")
@click.option("--measure", required=True, metavar=MEASURE, help="What the nights are; only housing nights compare.")
@click.option("--place")
@click.option("--period", type=WrittenPeriod())
@click.option("--standard", help="The standard of readiness, such as clinically ready for discharge.")
@click.option("--delayed-share", type=float, help="Of such patients, the share who were delayed, above 0 to 1.")
@click.option("--delayed-source", help="Where that share comes from.")
@click.option("--accept", is_flag=True, help="Bring it in; without this nothing is changed.")
def import_comparison(
    by: Actor,
    file: Path,
    name: str,
    source: str,
    grade: int,
    measure: str,
    place: str | None,
    period: tuple[date, date] | None,
    standard: str | None,
    delayed_share: float | None,
    delayed_source: str | None,
    accept: bool,
) -> None:
    """Preview a comparison cohort (setting, kind, nights, waiting), or bring it in with --accept."""
    check_measure(measure)
    first, last = period or (None, None)
    rows = tuple(read_rows(file))
    cohort = Cohort(name, source, grade, rows, place, first, last, standard, delayed_share, delayed_source)
    check_comparison(cohort)
    click.echo(f"{len(rows)} rows, {sum(row.waiting for row in rows)} still waiting; {_strata(rows)}.")
    if not accept:
        click.echo("Nothing was changed. Add --accept to bring it in.")
        return
    with atomic(the_session()) as session:
        add_comparison(session, by=by, cohort=cohort)
    click.echo(f"Brought in as {name}, grade {grade}.")


def read_rows(file: Path) -> Iterator[CohortRow]:
    """All rows, or CannotDo with every bad cell."""
    read = [_row(number, row) for number, row in _records(file)]
    wrong = [cell for one in read if isinstance(one, list) for cell in one]
    if wrong:
        more = [f"and {len(wrong) - MOST_ERRORS} more"] if len(wrong) > MOST_ERRORS else []
        raise CannotDo("\n".join([*(str(cell) for cell in wrong[:MOST_ERRORS]), *more, "Nothing was brought in."]))
    return (one for one in read if isinstance(one, CohortRow))


@dataclass(frozen=True)
class BadCell:
    row: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.why}"


def _records(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            reader = csv.DictReader(opened)
            missing = set(COLUMNS) - set(reader.fieldnames or ())
            if missing:
                raise CannotDo(
                    f"The file lacks the columns {', '.join(sorted(missing))}. It needs {', '.join(COLUMNS)}."
                )
            for number, row in enumerate(reader, start=2):
                yield number, {name: (row[name] or "").strip() for name in COLUMNS}
    except UnicodeDecodeError:
        raise CannotDo("The file is not UTF-8 text. Save it as CSV UTF-8 and try again.") from None


def _row(number: int, row: dict[str, str]) -> CohortRow | list[BadCell]:
    wrong = [BadCell(number, column, why) for column, why in _wrong(row)]
    if wrong:
        return wrong
    return CohortRow(Setting(row["setting"]), row["kind"] or None, int(row["nights"]), row["waiting"] == "yes")


def _wrong(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    if row["setting"] not in set(Setting):
        yield "setting", f"“{row['setting']}” is not one of {', '.join(Setting)}"
    if row["kind"] and row["kind"] not in codes.barrier_kinds():
        yield "kind", f"“{row['kind']}” is not a kind of barrier"
    nights = row["nights"]
    if not nights.isascii() or not nights.isdigit() or int(nights) > MOST_NIGHTS:
        yield "nights", f"“{nights}” is not a whole number of nights from 0 to {MOST_NIGHTS}"
    if row["waiting"] not in ("yes", "no", ""):
        yield "waiting", f"“{row['waiting']}” is neither yes nor no"


def _strata(rows: tuple[CohortRow, ...]) -> str:
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.setting] = counted.get(row.setting, 0) + 1
    return ", ".join(f"{setting} {count}" for setting, count in counted.items())
