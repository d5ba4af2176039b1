"""Commands that keep the records safe: copies, checks, the audit chain."""

from pathlib import Path

import click
from flask import current_app

from enabler import audit, clock
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.config import Settings
from enabler.database import atomic
from enabler.exchange import backups
from enabler.record import anchors, health
from enabler.web.db import db, the_session


@command("verify-audit")
def verify_audit(by: Actor) -> None:
    """Follow the audit trail from its first line; exit code 1 when it does not hold."""
    verdict = anchors.verify(the_session(), _settings().instance)
    if verdict.broken_at is not None:
        raise CannotDo(f"The audit trail is broken at line {verdict.broken_at} of {verdict.lines:,}.")
    if verdict.cut_after is not None:
        raise CannotDo(
            f"The audit trail was cut: line {verdict.cut_after}, noted earlier, is no longer there as it was."
        )
    anchors.note_head(the_session(), _settings().instance)
    click.echo(f"The audit trail holds: {verdict.lines:,} lines, each follows from the one before.")


@command("check")
def check(by: Actor) -> None:
    """Look at this installation and say what is not as it should be; exit code 1 when anything is not."""
    findings = health.findings(the_session(), _settings())
    for finding in findings:
        click.echo(f"{'well ' if finding.well else 'WRONG'}  {finding.what}: {finding.says}")
    wrong = sum(not finding.well for finding in findings)
    if wrong:
        raise CannotDo(f"{wrong} of {len(findings)} are not as they should be.")


@command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(by: Actor, file: Path) -> None:
    """Copy the whole database to FILE, safely while it is in use, and check the copy."""
    size = backups.back_up(_settings().database_url, file)
    with atomic(the_session()) as session:
        audit.record(session, by=by, action="backup", detail={"bytes": size})
    anchors.note_head(the_session(), _settings().instance)
    click.echo(f"Copied {size / 2**20:,.1f} MB to {file}, and checked the copy.")


@command("restore", migrated=False)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(by: Actor, file: Path) -> None:
    """Put the backup FILE in the place of the database; what was there is kept beside it."""
    from enabler.cli.serve import bring_up_to_date

    settings = _settings()
    kept = backups.restore(settings.database_url, file, clock.now())
    bring_up_to_date(settings)
    db.engine.dispose()
    with atomic(the_session()) as session:
        audit.record(session, by=by, action="restore", detail={"kept": kept.name if kept else None})
    anchors.note_head(the_session(), settings.instance, restored=True)
    click.echo(f"Restored from {file}." + (f" What was there is kept as {kept}." if kept else ""))


def _settings() -> Settings:
    settings: Settings = current_app.config["ENABLER"]
    return settings
