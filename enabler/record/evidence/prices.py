"""The unit cost that prices the nights of a setting in a year: chosen by its settings, else by a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import UnitCost
from enabler.record.evidence.report_settings import SettingHeld, held_by_year, held_settings
from enabler.rules.evidence.reporting_year import year_of, year_period
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


def in_use(library: Sequence[UnitCost], held: SettingHeld, year: int) -> dict[Setting, InUse]:
    begins = year_period(year).from_on
    standing = {cost.id: cost for cost in library if cost.retired_on is None or cost.retired_on >= begins}
    return {setting: _of(setting, standing, held, begins) for setting in Setting}


def standing_choices(session: Session, year: int) -> dict[str, int | None]:
    """By setting the id that was chosen for a year, or None for no pounds; a choice that lapsed is none."""
    found = unit_costs_in_use(session, year)
    return {
        setting.value: one.cost.id if one.cost else None for setting, one in found.items() if one.chosen_for is not None
    }


def years_in_use(session: Session, until: int) -> dict[int, list[int]]:
    """By unit cost the reporting years whose nights it prices, from the first that could have one to `until`."""
    library = session.scalars(select(UnitCost).order_by(UnitCost.id)).all()
    first = min((year_of(clock.london_date(cost.recorded_at)) for cost in library), default=until)
    found: dict[int, list[int]] = {}
    for year, held in held_by_year(session, KEY, since=first, until=until).items():
        for one in in_use(library, held, year).values():
            if one.cost is not None:
                found.setdefault(one.cost.id, []).append(year)
    return found


def by_the_rule(library: Sequence[UnitCost], setting: Setting, year: int) -> UnitCost | None:
    """What holds for a setting as long as nobody chooses."""
    return in_use(library, SettingHeld({}, None), year)[setting].cost


def _of(setting: Setting, standing: dict[int, UnitCost], held: SettingHeld, begins: date) -> InUse:
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
