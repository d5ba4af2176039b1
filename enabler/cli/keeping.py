"""Commands that keep the records safe: copies, checks, the audit chain."""

from collections.abc import Iterable
from pathlib import Path

import click
from flask import current_app

from enabler import audit, clock
from enabler.audit import Actor
from enabler.cli import CannotDo, command
from enabler.config import Settings
from enabler.database import atomic
from enabler.exchange import backups
from enabler.record.keeping import audit_check, audit_heads, audit_keys, deep_check, health
from enabler.record.keeping.health import HealthFinding
from enabler.record.keeping.snapshot import as_it_stands
from enabler.web.db import db, the_session
from enabler.wording.formatting import moment


@command("verify-audit")
def verify_audit(by: Actor) -> None:
    """Follow the audit trail from its first line, on a copy, so that nobody waits; exit code 1 when it does not
    hold."""
    settings = _settings()
    the_session().connection()  # makes the key, if this is the first start
    copied_at = clock.now()
    with as_it_stands(the_session(), settings.instance) as reading:
        verdict = audit_check.verify(reading, settings, copied_at)
    if not verdict.holds:
        raise CannotDo(f"The audit trail does not hold: {verdict.says}.")
    click.echo(f"The audit trail holds: {verdict.says}.")


@command("check")
def check(by: Actor) -> None:
    """Look at this installation and say what is not as it should be; exit code 1 when anything is not.

    The records are looked at on a copy, so that nobody waits. The health page shows the result until the next check.
    """
    findings = health.findings(the_session(), _settings())
    _say(findings)
    deep = deep_check.check_deeply(the_session(), _settings())
    click.echo(f"All records, as they were at {moment(deep.at)}, in {deep.seconds:.0f} s:")
    _say(deep.findings)
    every = [*findings, *deep.findings]
    wrong = sum(not finding.well for finding in every)
    if wrong:
        raise CannotDo(f"{wrong} of {len(every)} are not as they should be.")


def _say(findings: Iterable[HealthFinding]) -> None:
    for finding in findings:
        click.echo(f"{'well ' if finding.well else 'WRONG'}  {finding.what}: {finding.says}")


@command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--with-key", is_flag=True, help="Put the key of the audit trail into it: whoever has it can rewrite both."
)
def backup(by: Actor, file: Path, with_key: bool) -> None:
    """Copy database, settings and audit heads to FILE, safely while in use; check the copy, and seal it."""
    settings = _settings()
    fingerprint = backups.back_up(settings, file, with_key=with_key)
    size = file.stat().st_size
    with atomic(the_session()) as session:
        audit.record(
            session, by=by, action="backup", detail={"bytes": size, "sha256": fingerprint, "with_key": with_key}
        )
    click.echo(f"Copied {size / 2**20:,.1f} MB to {file}, and checked the copy. Its fingerprint: {fingerprint}")
    key = settings.instance / audit_keys.FILE
    where = (
        "is in it: keep it where nobody else gets at it" if with_key else f"is not in it: keep {key} in another place"
    )
    click.echo(f"The key of the audit trail {where}.")


@command("restore", migrated=False)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--new-key", is_flag=True, help="The key of its audit trail is lost: go on with another.")
def restore(by: Actor, file: Path, new_key: bool) -> None:
    """Put the backup FILE in the place of the database; what was there is kept beside it."""
    from enabler.cli.starting import bring_up_to_date

    settings = _settings()
    restored = backups.restore(settings, file, clock.now(), new_key=new_key)
    bring_up_to_date(settings)
    db.engine.dispose()
    kept = restored.kept
    detail: dict[str, object] = {"kept": kept.name if kept else None, "new_key": new_key}
    _go_on(by, "restore", detail, new_key=new_key)
    click.echo(f"Restored from {file}." + (f" What was there is kept as {kept}." if kept else ""))
    for sentence in restored.says:
        click.echo(sentence)


@command("new-audit-key")
def new_audit_key(by: Actor) -> None:
    """Go on with another key, and heads begun anew, after either was lost. Stop Enabler first."""
    _go_on(by, "new audit key", {}, new_key=True)
    click.echo(
        f"From here on the audit trail has another key: keep a copy of {_settings().instance / audit_keys.FILE}."
    )


def _go_on(by: Actor, action: str, detail: dict[str, object], *, new_key: bool) -> None:
    """Continue the trail knowingly from where it stands: what was noted about later lines no longer counts."""
    if new_key:
        detail |= {"key": audit_keys.new_key(the_session(), _settings()).id}
    with atomic(the_session()) as session:
        audit.record(session, by=by, action=action, detail=detail)
    why = audit_heads.ANEW if new_key else audit_heads.RESTORED
    audit_heads.begin_everywhere(the_session(), _settings().audit_heads_files, why)


def _settings() -> Settings:
    settings: Settings = current_app.config["ENABLER"]
    return settings
