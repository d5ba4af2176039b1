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
from enabler.figures.days_avoided import days_avoided
from enabler.figures.verifying import Verification, verify as verify_file
from enabler.rules.periods import check_period
from enabler.web.db import the_session
from enabler.web.formatting import figure


@command("publish")
@click.argument("what", type=click.Choice(["days-avoided"]))
@click.option("--from", "from_on", required=True, type=WrittenDate())
@click.option("--to", "to_on", required=True, type=WrittenDate())
@click.option("--ward", metavar="W")
@click.option("--pdf", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="F")
@click.option("--replaces", metavar="REF", help="The published report that this one corrects.")
@click.option("--correction", metavar="TEXT", help="What is corrected.")
def publish(
    by: Actor,
    what: str,
    from_on: date,
    to_on: date,
    ward: str | None,
    pdf: Path,
    replaces: str | None,
    correction: str | None,
) -> None:
    """Freeze the figures of a period under a reference, and print them."""
    from enabler.pages.reports.pdf import WHAT_TO_INSTALL, PdfMissing
    from enabler.pages.reports.publication import publish as publish_report

    wards = None if ward is None else (ward_name(ward),)
    draft = days_avoided(the_session(), period=check_period(from_on, to_on), as_at=clock.today(), wards=wards)
    try:
        kept = publish_report(the_session(), by=by, draft=draft, replaces=replaces, correction=correction)
    except PdfMissing:
        raise CannotDo(f"PDFs cannot be made on this machine yet. Install: {WHAT_TO_INSTALL}") from None
    pdf.write_bytes(kept.pdf or b"")
    click.echo(f"Published as {kept.ref}, fingerprint {kept.fingerprint}.")
    click.echo(f"Wrote {pdf}.")


@command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(by: Actor, file: Path) -> None:
    """Say whether a PDF is a report as it was issued, whether its figures hold, and what has changed since."""
    from enabler import audit

    found = verify_file(the_session(), file.read_bytes())
    with atomic(the_session()) as session:
        audit.record(session, by=by, action="verify report", subject=("published_reports", found.reference))
    for line in in_words(found):
        click.echo(line)
    if not found.holds:
        raise CannotDo("It does not hold:\n" + "\n".join(f"- {sentence}" for sentence in found.wrong))


def in_words(found: Verification) -> list[str]:
    lines = [f"{found.reference}, published by {found.issued_by}, as at {found.issued_on}."]
    if found.holds:
        lines.append(
            "This is the file that was issued. Its figures follow from the frozen rows, and the fingerprint matches."
        )
    if found.replaced_by:
        lines.append(f"It has been replaced by {found.replaced_by}.")
    if found.published and found.now:
        then, now = found.published.ledger.totals.net.central, found.now.ledger.totals.net.central
        if found.changed:
            lines.append(f"The records have changed since: {'; '.join(found.changed)}.")
            lines.append(f"Published: {figure(then)} nights (net). From today's records it would be {figure(now)}.")
        else:
            lines.append("Nothing in the records has changed since.")
    return lines
