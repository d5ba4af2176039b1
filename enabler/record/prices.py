"""The unit cost that prices the nights of a setting in a reporting year: chosen by its settings, else by a fixed rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import UnitCost
from enabler.record.report_settings import Held, held_settings
from enabler.rules.reporting_year import year_period
from enabler.vocabulary import Setting

KEY = "unit_costs"


@dataclass(frozen=True, slots=True)
class InUse:
    """What prices a night of a setting in a year; `cost` None: no pounds.

    `chosen_for` is the year whose settings chose it, None where nobody chose and the rule holds.
    """

    setting: Setting
    cost: UnitCost | None
    chosen_for: int | None


def unit_costs_in_use(session: Session, year: int) -> dict[Setting, InUse]:
    """By setting. Where nobody chose: the newest recorded before the year began and not retired by then, else none.

    So a cost that is added or retired while the year runs changes nothing in it; only its settings do, with a reason.
    A choice lapses with the first year that begins after its cost was retired.
    """
    library = session.scalars(select(UnitCost).order_by(UnitCost.id)).all()
    return in_use(library, held_settings(session, year)[KEY], year)


def in_use(library: Sequence[UnitCost], held: Held, year: int) -> dict[Setting, InUse]:
    begins = year_period(year).from_on
    standing = {cost.id: cost for cost in library if cost.retired_on is None or cost.retired_on >= begins}
    return {setting: _of(setting, standing, held, begins) for setting in Setting}


def choices(session: Session, year: int) -> dict[str, int | None]:
    """What was chosen for a year by setting, as it is kept: the id of a unit cost, or None for no pounds."""
    found: dict[str, int | None] = held_settings(session, year)[KEY].value
    return dict(found)


def by_the_rule(library: Sequence[UnitCost], setting: Setting, year: int) -> UnitCost | None:
    """What holds for a setting as long as nobody chooses."""
    return in_use(library, Held({}, None), year)[setting].cost


def _of(setting: Setting, standing: dict[int, UnitCost], held: Held, begins: date) -> InUse:
    if setting in held.value:
        chosen = held.value[setting]
        if chosen is None or chosen in standing:
            return InUse(setting, None if chosen is None else standing[chosen], held.year)
    fitting = [
        cost for cost in standing.values() if cost.setting == setting and clock.london_date(cost.recorded_at) < begins
    ]
    return InUse(setting, max(fitting, key=_newest, default=None), None)


def _newest(cost: UnitCost) -> tuple[date, str, int]:
    """By the day it was recorded; of one day's, as when published ones are added together, by its price year."""
    return clock.london_date(cost.recorded_at), cost.price_year, cost.id
