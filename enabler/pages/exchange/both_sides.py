"""Who a row of a list is: what the list says and what the record says, side by side, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from enabler.exchange.ward_list.items import Item
from enabler.exchange.ward_list.preview import Preview
from enabler.exchange.ward_list.sides import PersonSide, list_side, record_side
from enabler.web.nhs_forms import Params
from enabler.wording.formatting import birth, patient_name


@dataclass(frozen=True, slots=True)
class SideOfRow:
    """One line of the table: whose words they are, and what they say."""

    whose: str
    side: PersonSide


def both_sides(item: Item, seen: Preview) -> list[SideOfRow]:
    """Nothing where nobody on record may be meant."""
    if not item.people or not item.is_held_back:
        return []
    records = [record_side(item.row, patient, seen) for patient in item.people]
    numbered = [
        SideOfRow(f"The record, {number}" if len(records) > 1 else "The record", side)
        for number, side in enumerate(records, 1)
    ]
    return [SideOfRow("The list", list_side(item.row, seen)), *numbered]


def who_is_it(item: Item, typed: Mapping[str, str]) -> Params | None:
    """The question who it is; its answers have the numbers of their keys."""
    if not item.asks:
        return None
    name = f"{item.row.number}:decision"
    answers = [
        (f"same:{patient.id}", f"The same as {patient_name(patient)}, born {birth(patient.born_on, patient.birth_is)}")
        for patient in item.people
    ]
    if item.match.may_be_new:
        answers.append(("new", "Somebody else: add as a new patient" if item.people else "Take in as a new patient"))
    items = [
        {"value": value, "text": f"{number}. {text}", "checked": typed.get(name) == value}
        for number, (value, text) in enumerate(answers, 1)
    ]
    legend = {"legend": {"text": "Who is it?"}}
    return {"idPrefix": input_id(name), "name": name, "items": items, "small": True, "fieldset": legend}


def input_id(name: str) -> str:
    return f"row-{name.replace(':', '-')}"
