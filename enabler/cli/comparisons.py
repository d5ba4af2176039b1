"""Bringing in a comparison cohort: the whole file or nothing, every bad cell named."""

from datetime import date
from pathlib import Path

import click

from enabler import clock
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.cli.dates import WrittenPeriod
from enabler.database import atomic
from enabler.exchange.comparison_file import ComparisonFile, comparison_grid, read_comparison
from enabler.exchange.opening import check_file_size
from enabler.record.evidence.comparisons import add_comparison, check_comparison, check_new
from enabler.record.evidence.report_settings import report_settings
from enabler.rules.evidence.cohort_strata import strata_seen
from enabler.rules.evidence.comparison import MEASURE, Cohort, check_measure, stratum_label
from enabler.rules.evidence.reporting_year import year_of
from enabler.web.db import the_session


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
    check_file_size(file.stat().st_size)
    read = read_comparison(comparison_grid(file.read_bytes()))
    click.echo(read.accounted)
    for note in read.notes:
        click.echo(f"Note: {note}")
    _check_cells(read)
    cohort = Cohort(name.strip(), source, grade, read.rows, place, first, last, standard, delayed_share, delayed_source)
    check_comparison(cohort)
    check_new(the_session(), cohort)
    _say(cohort)
    if not accept:
        click.echo("Nothing was changed. Add --accept to bring it in.")
        return
    with atomic(the_session()) as session:
        add_comparison(session, by=by, cohort=cohort)
    click.echo(f"Brought in as {cohort.name}, grade {grade}.")


def _check_cells(read: ComparisonFile) -> None:
    if read.bad:
        more = [f"and {read.more:,} more"] if read.more else []
        raise CannotDo("\n".join([*map(str, read.shown), *more, "Nothing was brought in."]))


def _say(cohort: Cohort) -> None:
    rows = cohort.rows
    click.echo(f"{len(rows)} rows, {sum(row.waiting for row in rows)} still waiting.")
    horizon = report_settings(the_session(), year_of(clock.today()))["horizon"]
    for one in strata_seen(cohort, horizon):
        mean = f", mean {one.used.nights:.1f} nights up to {one.used.horizon}" if one.used else ""
        warnings = " ".join(("", *one.warnings))
        click.echo(f"  {stratum_label(one.setting, one.kind)}: {one.rows} rows, {one.waiting} waiting{mean}.{warnings}")
