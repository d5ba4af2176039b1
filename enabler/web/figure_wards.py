"""Whose wards' figures somebody may see: officers and coordinators their own, evaluators and administrators all."""

from enabler.models import Ward
from enabler.record.directory.wards import wards, wards_of
from enabler.vocabulary import Role
from enabler.web.db import the_session
from enabler.web.sessions import actor

ANY_ROLE = (Role.OFFICER, Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR)
ON_WARDS = (Role.OFFICER, Role.COORDINATOR)


def is_on_wards() -> bool:
    return actor().is_a(*ON_WARDS)


def wards_to_choose() -> list[Ward]:
    return list(wards_of(the_session(), actor()) if is_on_wards() else wards(the_session()))


def all_wards_in_words() -> str:
    return "All my wards" if is_on_wards() else "All wards"


def wards_asked(ward: str | None) -> tuple[str, ...] | None:
    """The one that was chosen, else all of this person's; None is every ward."""
    if ward:
        return (ward,)
    return tuple(one.name for one in wards_to_choose()) if is_on_wards() else None
