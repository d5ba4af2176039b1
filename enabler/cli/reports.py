"""Commands that work figures out and print them."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enabler import clock
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.cli.dates import WrittenDate
from enabler.database import atomic
from enabler.figures.report.days_avoided import Report, days_avoided
from enabler.record.directory.wards import ward_named
from enabler.rules.method.periods import check_period
from enabler.vocabulary import Redaction
from enabler.web.db import the_session
from enabler.wording.formatting import figure, plural

if TYPE_CHECKING:
    from enabler.pages.reports.printing.paper import Paper


@command("report")
@click.argument("what", type=click.Choice(["days-avoided"]))
@click.option("--from", "from_on", required=True, type=WrittenDate(), help="The first day of the period.")
@click.option("--to", "to_on", required=True, type=WrittenDate(), help="The last day of the period.")
@click.option("--ward", metavar="W", help="One ward only.")
@click.option("--pdf", type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="F")
@click.option("--json", "as_json", type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="F")
def report(
    by: Actor, what: str, from_on: date, to_on: date, ward: str | None, pdf: Path | None, as_json: Path | None
) -> None:
    """Work out days avoided for a period; write the summary as PDF and the figures as JSON where asked."""
    wards = None if ward is None else (ward_name(ward),)
    found = days_avoided(the_session(), period=check_period(from_on, to_on), as_at=clock.today(), wards=wards)
    _note(by, found)
    if as_json:
        as_json.write_text(json.dumps(found.as_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        click.echo(f"Wrote {as_json}.")
    if pdf:
        from enabler.pages.reports.figure.report_paper import report_paper

        pdf.write_bytes(_as_pdf(by, report_paper(found)))
        click.echo(f"Wrote {pdf}.")
    net = found.ledger.totals.net
    low, high = net.range
    click.echo(
        f"{figure(net.central)} nights avoided (net, range {figure(low)} to {figure(high)}; "
        f"gross {figure(found.ledger.totals.gross)}), "
        f"from {plural(len(found.ledger.rows), 'stay')}, "
        f"{f'{found.ledger.confirmed} confirmed' if found.ledger.confirmed else 'not yet confirmed'}. "
        f"Reference {found.reference}."
    )
    _echo_beside(found)


def _echo_beside(found: Report) -> None:
    """What page 1 says beside the headline."""
    from enabler.pages.reports.figure.robustness import Robustness

    for sentence in Robustness(found).beside_headline:
        click.echo(sentence)


@command("summary")
@click.argument("what", type=click.Choice(["stay", "ward"]))
@click.argument("which", metavar="REF|WARD")
@click.option("--pdf", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="F")
@click.option("--names", type=click.Choice(["full", "initials"]), default="full", show_default=True)
def summary(by: Actor, what: str, which: str, pdf: Path, names: str) -> None:
    """Print one patient's case summary (by the reference of the stay), or a ward's list, to a PDF."""
    from enabler.pages.reports.sheets import printed

    paper = (printed.case_paper_of if what == "stay" else printed.ward_paper_of)(which, Redaction(names))
    pdf.write_bytes(_as_pdf(by, paper))
    click.echo(f"Wrote {pdf}: {paper.document}, {Redaction(names).label.lower()}.")


def _as_pdf(by: Actor, paper: "Paper") -> bytes:
    from enabler.pages.reports.printing.paper import printed
    from enabler.pages.reports.printing.pdf import WHAT_TO_INSTALL, PdfMissing

    try:
        return printed(paper, by)
    except PdfMissing:
        raise CannotDo(f"PDFs cannot be made on this machine yet. Install: {WHAT_TO_INSTALL}") from None


def _note(by: Actor, found: Report) -> None:
    from enabler import audit

    with atomic(the_session()) as session:
        audit.record(session, by=by, action="report days avoided", subject=("reports", found.reference))


def ward_name(name: str) -> str:
    found = ward_named(the_session(), name)
    if found is None:
        raise CannotDo(f"There is no ward {name}.")
    return found.name
