"""What only the rows of a list together can tell: one person in two rows, two people in one bed."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from enabler.exchange.ward_list.items import Item, RowKind
from enabler.exchange.ward_list.known import facts_of_row
from enabler.exchange.ward_list.reading import ListRow
from enabler.models import Patient, Stay
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.identity.likeness import is_listed_twice, likeness
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.full_names import patient_name
from enabler.rules.writing.names import surname_key

Key = TypeVar("Key", bound=Hashable)
Member = TypeVar("Member")
IN_ONE_BED = 2  # more share a bay, not a bed


def ask_about_people(items: Sequence[Item]) -> list[Item]:
    """Nobody is matched by two rows, and nobody listed twice is made two people."""
    copies = _copies(items)
    asked = iter(_claimed_once(_listed_once(_numbered_once([item for item in items if item.row.number not in copies]))))
    return [copies[item.row.number] if item.row.number in copies else next(asked) for item in items]


def ask_about_beds(items: Sequence[Item], on_ward: Sequence[Stay], leaving: Collection[int]) -> list[Item]:
    """A row that would lay somebody into a bed where somebody else is, by the list or by the record.

    `leaving`: stays that this list takes to have gone. Whoever is asked about leaves no bed, so it is looked again.
    """
    asked = list(items)
    while True:
        moving = {one.stay.id for one in asked if one.kind is RowKind.MOVED and one.stay is not None}
        staying = [stay for stay in on_ward if stay.id not in moving and stay.id not in leaving]
        again = _beds_once(asked, staying)
        if again == asked:
            return again
        asked = again


def rooms(rows: Iterable[ListRow]) -> list[str]:
    """What is said of places that hold more than two of the list."""
    places = _grouped((bed_key(row.bed), row) for row in rows)
    shared = [same for same in places.values() if len(same) > IN_ONE_BED]
    return [f"{len(same)} people are in “{same[0].bed}”, so it is taken for a bay and not a bed." for same in shared]


def _copies(items: Sequence[Item]) -> dict[int, Item]:
    """Rows that are word for word as one before, by their number: a list pasted twice says nothing twice."""
    first: dict[Hashable, int] = {}
    copies = {}
    for item in items:
        row = item.row
        if item.kind is RowKind.BAD or not (row.hospital_number or row.nhs_number or (row.surname and row.born_on)):
            continue
        says = tuple(sorted((column, " ".join(text.split())) for column, text in row.typed.items()))
        number = first.setdefault(says, row.number)
        if number != row.number:
            copies[row.number] = replace(
                item, kind=RowKind.UNCHANGED, says=(f"The same as row {number}.",), notes=(), is_copy=True
            )
    return copies


def _numbered_once(items: list[Item]) -> list[Item]:
    """Rows that share a number with another: all of them, or, where one alone has no fault, the others."""
    groups = _grouped(
        (key, item)
        for item in items
        for key in (number_key(item.row.hospital_number), item.row.nhs_number and f"NHS {item.row.nhs_number}")
    )
    for same in groups.values():
        sound = [item for item in same if not item.row.bad and not item.row.doubts]
        exempt = sound if len(sound) == 1 else [item for item in same if item.match.decided]
        for item in same if len(same) > 1 else ():
            if len(exempt) != 1 or item is not exempt[0]:
                others = ", ".join(_place(one.row) for one in same if one is not item)
                _ask(items, item, f"The same number is in row {others} of the list.")
    return items


def _listed_once(items: list[Item]) -> list[Item]:
    """Two people whom the record has under two numbers are two."""
    for same in _grouped((surname_key(item.row.surname or ""), item) for item in items).values():
        for one, other in combinations(same, 2):
            facts, others = facts_of_row(one.row), facts_of_row(other.row)
            known_apart = one.match.by_number and other.match.by_number and one.patient is not other.patient
            if known_apart or likeness(facts, others).shares_number or not is_listed_twice(facts, others):
                continue
            for item, second in ((one, other), (other, one)):
                if not item.match.decided:
                    _ask(items, item, f"The same name is in row {_place(second.row)}. One person twice?")
    return items


def _claimed_once(items: list[Item]) -> list[Item]:
    claims = _grouped((item.patient and item.patient.id, item) for item in items if not item.is_held_back)
    for same in claims.values():
        decided = [item for item in same if item.match.decided]
        for item in same if len(same) > 1 else ():
            if len(decided) != 1 or item is not decided[0]:
                others = ", ".join(_place(one.row) for one in same if one is not item)
                _ask(items, item, f"Row {others} fits the same person on record.")
    return items


def _beds_once(items: list[Item], staying: Sequence[Stay]) -> list[Item]:
    listed = _grouped((bed_key(item.row.bed), item) for item in items if not item.is_copy)
    lying = _grouped((bed_key(stay.bed), stay) for stay in staying)
    asked = list(items)
    for key, same in listed.items():
        for item in same if len(same) <= IN_ONE_BED else ():
            if item.kind not in (RowKind.NEW, RowKind.MOVED) or item.match.decided:
                continue
            for other in same:
                if other is not item:
                    _ask(asked, item, f"Bed {item.row.bed} is also in row {other.row.number}: {other.row.name}.")
            on_list = {one.patient.id for one in same if one.patient is not None}
            others = [stay.patient for stay in lying.get(key, ()) if stay.patient_id not in on_list]
            if len(others) == 1:
                _ask(asked, item, _lies_there(item.row, others[0]), *(() if item.patient else others))
    return asked


def _ask(items: list[Item], item: Item, says: str, *others: Patient) -> None:
    """In its place: by the row, since asking makes another item of it."""
    place = next(place for place, one in enumerate(items) if one.row is item.row)
    items[place] = items[place].asked(says, *others)


def _lies_there(row: ListRow, patient: Patient) -> str:
    name = patient_name(patient)
    return f"Bed {row.bed} is where {name} lies by the record, and this list moves nobody out of it."


def _place(row: ListRow) -> str:
    return f"{row.number}" + (f" (bed {row.bed})" if row.bed else "")


def _grouped(pairs: Iterable[tuple[Key | None, Member]]) -> dict[Key, list[Member]]:
    found: defaultdict[Key, list[Member]] = defaultdict(list)
    for key, value in pairs:
        if key:
            found[key].append(value)
    return dict(found)
