"""What a figure of this room is asked for, and for whom: officers and coordinators have their own wards' figures only."""

from collections.abc import Callable
from typing import TypeVar

from enabler import clock
from enabler.figures.indicators import Wards, indicators
from enabler.models import Ward
from enabler.pages.indicators.forms import Asked
from enabler.record import wards as record_wards
from enabler.rules.disclosure import is_printable
from enabler.rules.indicators import Tally
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.db import the_session
from enabler.web.sessions import actor

ANY_ROLE = (Role.OFFICER, Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR)
ON_WARDS = (Role.OFFICER, Role.COORDINATOR)
MAY_CHANGE = (Role.EVALUATOR, Role.ADMINISTRATOR)
Answer = TypeVar("Answer")


def asked(keys: tuple[str, ...] | None = None) -> tuple[Asked, dict[str, Tally] | None]:
    """The form and, when it makes sense, the indicators."""
    own = [ward.name for ward in wards_to_choose()]
    form = Asked(own, "All my wards" if is_on_wards() else "All wards")
    if not form.validate():
        return form, None
    wards = (form.ward.data,) if form.ward.data else own_wards()
    return form, _unless_refused(form, lambda: _counted(form, wards, keys))


def _counted(form: Asked, wards: Wards, keys: tuple[str, ...] | None) -> dict[str, Tally]:
    chosen = {"keys": keys} if keys else {}
    return indicators(the_session(), period=form.period(), as_at=clock.today(), wards=wards, **chosen)


def _unless_refused(form: Asked, work_out: Callable[[], Answer]) -> Answer | None:
    try:
        return work_out()
    except Refused as refusal:
        field = form[refusal.field or "from_on"]
        field.errors = [*field.errors, refusal.sentence]
        return None


def own_wards() -> Wards:
    """The wards whose figures this person may see; None is all."""
    return tuple(ward.name for ward in wards_to_choose()) if is_on_wards() else None


def wards_to_choose() -> list[Ward]:
    if is_on_wards():
        return list(record_wards.wards_of(the_session(), actor()))
    return list(record_wards.wards(the_session()))


def is_on_wards() -> bool:
    return actor().is_a(*ON_WARDS)


def is_shown(people: int) -> bool:
    """Whether a share or median may be shown to this person: from fewer than 5 people only to those who see the stays."""
    return is_on_wards() or is_printable(people)
