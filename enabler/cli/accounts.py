"""Commands about accounts."""

import click

from enabler.audit import Actor
from enabler.cli import command
from enabler.database import atomic
from enabler.models import Ward
from enabler.record.directory.wards import ward_named
from enabler.record.people import accounts
from enabler.record.people.passwords import one_time_password
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.db import the_session


@command("create-user")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--ward", "wards", multiple=True, metavar="W", help="A ward they work on; may be given several times.")
def create_user(by: Actor, name: str, role: str, wards: tuple[str, ...]) -> None:
    """Make an account and print its one-time password."""
    password, password_hash = one_time_password()
    with atomic(the_session()) as session:
        ward_ids = [_ward(ward).id for ward in wards]
        user = accounts.create_user(
            session, by=by, name=name, role=Role(role), password_hash=password_hash, ward_ids=ward_ids
        )
    on = f" on {', '.join(wards)}" if wards else ""
    click.echo(f"Made the account of {user.name}, {role}{on}.")
    click.echo("It works for 72 hours, and must be changed at the first sign-in.")
    click.echo(f"One-time password, shown only now: {password}")


def _ward(name: str) -> Ward:
    ward = ward_named(the_session(), name)
    if ward is None:
        raise Refused(f"There is no ward {name}. Make it first, under Wards or with an import.")
    return ward
