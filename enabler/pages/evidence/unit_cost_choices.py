"""The unit costs a year's settings can choose from, as a form offers them and as it is read back."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from enabler.models import UnitCost
from enabler.pages.evidence.forms.report_settings import BY_THE_RULE, NONE, ChangeReportSettings, unit_cost_field
from enabler.record.evidence.costs import unit_costs
from enabler.record.evidence.prices import by_the_rule, unit_costs_in_use
from enabler.record.evidence.settings_in_words import unit_cost_in_words
from enabler.vocabulary import Setting

SOURCE = 70


def offer_unit_costs(form: ChangeReportSettings, session: Session, year: int) -> None:
    """Put the choices into the form: the rule, none, and the library's; a retired one only where it is in use."""
    library, in_use = unit_costs(session), unit_costs_in_use(session, year)
    for setting in Setting:
        rule = by_the_rule(library, setting, year)
        held = in_use[setting]
        offered = [
            one
            for one in library
            if one.setting == setting and (one.retired_on is None or (held.chosen_for and held.cost is one))
        ]
        by_rule = (
            f"Not chosen: {unit_cost_in_words(rule)}, by the rule" if rule else "Not chosen: no pounds, by the rule"
        )
        form[unit_cost_field(setting)].choices = {
            BY_THE_RULE: by_rule,
            NONE: "None: no pounds",
        } | {str(one.id): _words(one) for one in offered}


def chosen_unit_costs(
    form: ChangeReportSettings, standing: Mapping[str, int | None], kept: Mapping[str, int | None]
) -> dict[str, int | None]:
    """What was chosen, on top of what is kept: a choice that has lapsed stays on record, untouched."""
    found = dict(kept)
    for setting in Setting:
        typed = form[unit_cost_field(setting)].data
        if typed != BY_THE_RULE:
            found[setting.value] = None if typed == NONE else int(typed)
        elif setting.value in standing:
            del found[setting.value]
    return found


def _words(cost: UnitCost) -> str:
    source = cost.source if len(cost.source) <= SOURCE else f"{cost.source[:SOURCE].rstrip()}…"
    return f"{unit_cost_in_words(cost)}{', retired' if cost.retired_on else ''}: {source}"
