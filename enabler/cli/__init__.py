"""The command line: one group, each command loaded when it is called; what goes wrong is said in plain words."""

import functools
import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

# command to the module beside this one that holds it; the function bears the command's name with underscores
FAMILIES = {
    "create-user": "accounts",
    "report": "reports",
    "publish": "publishing",
    "verify": "publishing",
    "summary": "reports",
    "import-comparison": "comparisons",
    "import-ward-list": "ward_lists",
    "import-caseload": "caseloads",
    "export": "exports",
    "data-dictionary": "exports",
    "verify-audit": "keeping",
    "check": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "new-audit-key": "keeping",
}


class CommandLine(click.Group):
    """Loads a command only when it is asked for, so that none pays for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        family = FAMILIES.get(cmd_name)
        if family is None:
            return None
        return getattr(import_module(f"enabler.cli.{family}"), cmd_name.replace("-", "_"))


main = CommandLine("enabler", help="The command line of Enabler. Each command explains itself with --help.")


class CannotDo(click.ClickException):
    """A sentence on the error stream, and exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def command(name: str, *, migrated: bool = True) -> Callable[[Callable[..., None]], click.Command]:
    """A command of ours: takes --by, runs in the instance (brought up to date first), gets `by` as an Actor."""

    def make(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def run(by: str | None, **arguments: Any) -> None:
            from enabler.audit import command_line

            with in_plain_words(name), in_instance(migrated):
                function(
                    by=command_line(" ".join((by or "").split()) or f"command line: {_system_user()}"), **arguments
                )

        by_option = click.option("--by", metavar="NAME", help="Who did it, for the history. Default: the system user.")
        return click.command(name)(by_option(run))

    return make


@contextmanager
def in_instance(migrated: bool) -> Iterator[None]:
    """The app's context; Flask's own command line has chosen the app already."""
    from flask.cli import ScriptInfo

    from enabler import create_app
    from enabler.cli import starting
    from enabler.web.db import db, the_session

    chosen = click.get_current_context().find_object(ScriptInfo)
    settings = chosen.load_app().config["ENABLER"] if chosen else starting.the_settings()
    if migrated:
        starting.bring_up_to_date(settings)
    app = chosen.load_app() if chosen else create_app(settings)
    with app.app_context():
        try:
            if migrated:
                the_session().connection()  # at the first start this makes the key of the audit trail
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def in_plain_words(command: str) -> Iterator[None]:
    """Whatever goes wrong ends as a sentence and exit code 1, never as a trace: that is kept, with a reference."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as fault:
        raise CannotDo(_said(fault, command)) from None


def _said(fault: Exception, command: str) -> str:
    from enabler.cli.fault_sentences import in_words, told
    from enabler.cli.starting import CannotStart
    from enabler.config import instance_folder
    from enabler.database import DatabaseBusy
    from enabler.rules.refusal import Refused

    if isinstance(fault, Refused | CannotStart):
        return str(fault)
    if isinstance(fault, DatabaseBusy):
        return f"{in_words(fault)} Nothing was changed."
    if isinstance(fault, OSError) and fault.filename:  # a place that whoever types has named
        return in_words(fault)
    return told(fault, instance_folder(), command)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
