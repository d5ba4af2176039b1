"""The settings of a reporting year and their changes as people read them, on the page and in every report."""

from collections.abc import Mapping
from typing import Any

from enabler.models import UnitCost
from enabler.rules.writing.money import in_pounds
from enabler.rules.writing.percents import in_percent
from enabler.vocabulary import Basis, Setting

BY_THE_RULE = "the newest recorded before the year began"
NO_POUNDS = "none: no pounds"

LABELS = {
    "basis_order": "Order of bases",
    "deadweight_low": "Deadweight, low",
    "deadweight_central": "Deadweight, central",
    "deadweight_high": "Deadweight, high",
    "sealed_grade": "Grade of sealed estimates",
    "sealed_elsewhere_counts": "Estimates sealed elsewhere",
    "horizon": "Horizon",
    "optimism": "Optimism of grade {}",
    "optimism_source": "Source of the optimism",
    "unit_costs": "Unit cost, {}",
}


def setting_in_words(key: str, value: Any) -> str:
    """A setting with one value; optimism and unit costs have one by grade and by setting."""
    if key == "basis_order":
        return ", then ".join(Basis(name).label.lower() for name in value)
    if key.startswith("deadweight"):
        return in_percent(value)
    if key == "sealed_elsewhere_counts":
        return "counted" if value else "not counted"
    if key == "horizon":
        return "the longest row" if value is None else f"{value} nights"
    return str(value)


def difference_in_words(
    key: str, before: Any, after: Any, library: Mapping[int, UnitCost]
) -> list[tuple[str, str, str]]:
    """What changed, before and after: one line for each grade or setting that differs."""
    if key == "optimism":
        return [
            (LABELS[key].format(grade), in_percent(before[grade]), in_percent(after[grade]))
            for grade in after
            if before[grade] != after[grade]
        ]
    if key == "unit_costs":
        names = [setting.value for setting in Setting if before.get(setting, "") != after.get(setting, "")]
        return [
            (LABELS[key].format(name), _choice(before, name, library), _choice(after, name, library)) for name in names
        ]
    return [(LABELS[key], setting_in_words(key, before), setting_in_words(key, after))]


def unit_cost_in_words(cost: UnitCost) -> str:
    """£564 a bed night, 2024 prices"""
    return f"{in_pounds(round(cost.pounds * 100))} a {cost.unit}, {cost.price_year} prices"


def _choice(chosen: Mapping[str, int | None], name: str, library: Mapping[int, UnitCost]) -> str:
    if name not in chosen:
        return BY_THE_RULE
    key = chosen[name]
    return NO_POUNDS if key is None else unit_cost_in_words(library[key])
