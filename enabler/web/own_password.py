"""Somebody signed in gives their own password once more, before what matters is done."""

from enabler.database import atomic
from enabler.record.people.password_checks import CheckedPassword, check_own_password, settle
from enabler.record.people.throttle import Door
from enabler.rules.refusal import Refused
from enabler.web.db import the_session
from enabler.web.devices import origin
from enabler.web.sessions import actor


def own_password(door: Door, password: str, *, field: str) -> CheckedPassword:
    """What it was held against; raises Refused at the field, once the wrong try is kept."""
    checked = check_own_password(the_session(), by=actor(), door=door, password=password, origin=origin())
    with atomic(the_session()) as session:
        wrong = settle(session, by=actor(), checked=checked)
    if wrong:
        raise Refused(wrong, field)
    return checked
