"""Publishing a report, and checking a printed one."""

from datetime import date
from pathlib import Path

import click

from enabler import clock
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.cli.dates import WrittenDate
from enabler.cli.reports import ward_name
from enabler.database import atomic
from enabler.figures.publishing.pdf_attachment import check_size
from enabler.figures.publishing.verifying import verify as verify_file
from enabler.figures.report.days_avoided import days_avoided
from enabler.rules.method.periods import check_period
from enabler.web.db import the_session

PDF_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@command("publish")
@click.argument("what", type=click.Choice(["days-avoided"]))
@click.option("--from", "from_on", required=True, type=WrittenDate())
@click.option("--to", "to_on", required=True, type=WrittenDate())
@click.option("--ward", metavar="W")
@click.option("--pdf", required=True, type=PDF_FILE, metavar="F", help="Where the full report goes.")
@click.option("--board-pdf", type=PDF_FILE, metavar="F", help="Where the board's copy goes: no references of stays.")
@click.option("--replaces", metavar="REF", help="The published report that this one corrects.")
@click.option("--correction", metavar="TEXT", help="What is corrected.")
def publish(
    by: Actor,
    what: str,
    from_on: date,
    to_on: date,
    ward: str | None,
    pdf: Path,
    board_pdf: Path | None,
    replaces: str | None,
    correction: str | None,
) -> None:
    """Freeze the figures of a period under a reference, and print them."""
    from enabler.pages.reports.printing.pdf import WHAT_TO_INSTALL, PdfMissing
    from enabler.pages.reports.publishing.publication import publish as publish_report

    wards = None if ward is None else (ward_name(ward),)
    draft = days_avoided(the_session(), period=check_period(from_on, to_on), as_at=clock.today(), wards=wards)
    try:
        kept = publish_report(the_session(), by=by, draft=draft, replaces=replaces, correction=correction)
    except PdfMissing:
        raise CannotDo(f"PDFs cannot be made on this machine yet. Install: {WHAT_TO_INSTALL}") from None
    click.echo(f"Published as {kept.ref}, fingerprint {kept.fingerprint}.")
    for file, content in ((pdf, kept.pdf), (board_pdf, kept.board_pdf)):
        if file and content:
            file.write_bytes(content)
            click.echo(f"Wrote {file}.")


@command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(by: Actor, file: Path) -> None:
    """Say whether a PDF is a report as it was issued, whether its figures hold, and what has changed since."""
    from enabler import audit
    from enabler.pages.reports.publishing.verification_words import about, answers

    content = file.read_bytes()
    check_size(content)
    found = verify_file(the_session(), content)
    said = answers(found)
    with atomic(the_session()) as session:
        detail = {"holds": found.holds}
        audit.record(
            session, by=by, action="verify report", subject=("published_reports", found.reference), detail=detail
        )
    click.echo(about(found))
    for one in said:
        click.echo(f"{one.question} {one.answer}")
    if not found.holds:
        wrong = [f"{one.question} {one.answer}" for one in said if one.holds is False]
        raise CannotDo("It does not hold:\n" + "\n".join(f"- {sentence}" for sentence in wrong))
