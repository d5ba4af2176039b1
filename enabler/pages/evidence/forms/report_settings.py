"""The form of a reporting year's settings: what they are called on the page, and back again."""

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from enabler import codes
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Basis, Setting
from enabler.web.forms import EnablerForm, Line, Text
from enabler.web.number_fields import Percent, WholeNumber

BASES = {basis.value: basis.label for basis in Basis}
PLACES = ("first", "second", "third")
NOT_USED = {"": "Not used"}
BY_THE_RULE, NONE = "", "none"


def unit_cost_field(setting: Setting) -> str:
    """unit_cost_mental_health"""
    return f"unit_cost_{setting.name.lower()}"


def as_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as the fields of the form hold them."""
    order = dict(zip(PLACES, [*values["basis_order"], "", ""], strict=False))
    costs = values["unit_costs"]
    return (
        {name: values[name] for name in ("deadweight_low", "deadweight_central", "deadweight_high", "horizon")}
        | {f"basis_{place}": basis for place, basis in order.items()}
        | {f"optimism_{grade}": part for grade, part in values["optimism"].items()}
        | {unit_cost_field(one): _as_choice(costs, one) for one in Setting}
        | {
            "sealed_grade": str(values["sealed_grade"]),
            "sealed_elsewhere_counts": "yes" if values["sealed_elsewhere_counts"] else "no",
            "optimism_source": values["optimism_source"],
        }
    )


def _as_choice(costs: Mapping[str, int | None], setting: Setting) -> str:
    if setting.value not in costs:
        return BY_THE_RULE
    return str(costs[setting.value] or NONE)


def _percent(label: str, description: str = "") -> Percent:
    return Percent(label, [InputRequired("Enter a percentage, 0 if nothing is taken off.")], description=description)


def _optimism(grade: int) -> Percent:
    return _percent(f"Optimism of grade {grade}", codes.evidence_grades()[grade].data_source)


class ChangeReportSettings(EnablerForm):
    basis_first = SelectField("First basis", choices=BASES)
    basis_second = SelectField("Second basis", choices=NOT_USED | BASES)
    basis_third = SelectField("Third basis", choices=NOT_USED | BASES)
    horizon = WholeNumber(
        "Horizon",
        description="Nights of a comparison after this many are not looked at. Empty: as far as the longest row.",
        render_kw={"suffix": "nights"},
    )
    sealed_grade = SelectField("Grade of sealed estimates", choices={str(grade): str(grade) for grade in range(1, 7)})
    sealed_elsewhere_counts = RadioField(
        "Estimates sealed in another system and brought in by import",
        choices={"no": "Not counted", "yes": "Counted"},
    )
    deadweight_low = _percent("Deadweight, low")
    deadweight_central = _percent("Deadweight, central")
    deadweight_high = _percent("Deadweight, high")
    optimism_1 = _optimism(1)
    optimism_2 = _optimism(2)
    optimism_3 = _optimism(3)
    optimism_4 = _optimism(4)
    optimism_5 = _optimism(5)
    optimism_6 = _optimism(6)
    optimism_source = Line(
        "Where these percentages come from", [InputRequired("Say where these percentages come from.")]
    )
    unit_cost_acute = SelectField("Unit cost, acute")
    unit_cost_community = SelectField("Unit cost, community")
    unit_cost_mental_health = SelectField("Unit cost, mental health")
    reason = Text("Why this changes", longest=2000, render_kw={"rows": 3})
    submit_label = "Save the settings"

    def values(self, unit_costs: dict[str, int | None]) -> dict[str, Any]:
        """The settings as the record takes them; the unit costs are read apart, against what is in use."""
        return {
            "basis_order": [self[f"basis_{place}"].data for place in PLACES if self[f"basis_{place}"].data],
            "deadweight_low": self.deadweight_low.data,
            "deadweight_central": self.deadweight_central.data,
            "deadweight_high": self.deadweight_high.data,
            "sealed_grade": int(self.sealed_grade.data),
            "sealed_elsewhere_counts": self.sealed_elsewhere_counts.data == "yes",
            "horizon": self.horizon.data,
            "optimism": {str(grade): self[f"optimism_{grade}"].data for grade in codes.evidence_grades()},
            "optimism_source": self.optimism_source.data,
            "unit_costs": unit_costs,
        }

    def put_error(self, refusal: Refused) -> None:
        super().put_error(Refused(refusal.sentence, self._field_of(refusal.field)))

    def put_conflict(self, stale: Stale) -> None:
        theirs = as_form(stale.theirs) | {"version": stale.theirs["version"]}
        super().put_conflict(Stale(stale.sentence, theirs=theirs))

    def _field_of(self, name: str | None) -> str | None:
        """A rule names what is wrong among several; here it is the field that breaks it."""
        if name == "order":
            order = [self[f"basis_{place}"].data for place in PLACES]
            return next(f"basis_{place}" for at, place in enumerate(PLACES) if order[at] in order[:at])
        if name == "deadweight":
            low_first = self.deadweight_low.data <= self.deadweight_central.data
            return "deadweight_high" if low_first else "deadweight_low"
        if name == "optimism":
            pairs = ((self[f"optimism_{grade}"], self[f"optimism_{grade - 1}"]) for grade in range(2, 7))
            return next(str(worse.name) for worse, better in pairs if worse.data < better.data)
        return name
