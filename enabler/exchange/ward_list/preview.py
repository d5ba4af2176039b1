"""What a ward list would do, row by row, before it does anything."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.exchange.ward_list import judging
from enabler.exchange.ward_list.columns import ListColumn, is_nothing
from enabler.exchange.ward_list.items import ACCEPTED, Gone, Item, RowKind
from enabler.exchange.ward_list.known import KnownPatients, people_known
from enabler.exchange.ward_list.matching import Match, match
from enabler.exchange.ward_list.reading import Corrections, ListRow, ReadWardList
from enabler.exchange.ward_list.together import ask_about_beds, ask_about_people, rooms
from enabler.exchange.ward_list.wards_on_list import WardsOnList
from enabler.models import AuditLine, Patient, Stay, Ward
from enabler.record.directory.list_words import ward_names
from enabler.rules.writing.dates_as_written import in_full
from enabler.rules.writing.names import surname_key

WHOSE_LIST, THIS_WARD = "0:decision", "this ward"  # the answer for the whole list
TAKEN_IN = "import ward list"  # the action in the audit trail
HALF_MOVES = 3  # rows at least that come from one other ward before it is asked whose list it is


@dataclass(frozen=True, slots=True)
class Preview:
    ward: Ward
    ward_list: ReadWardList
    items: tuple[Item, ...]
    gone: tuple[Gone, ...]
    warnings: tuple[str, ...]
    known: KnownPatients
    wards: WardsOnList
    not_listed: tuple[Stay, ...] = ()  # on the ward but not on a list of names alone, which declares nobody gone
    whose_list: str = ""  # why it may be another ward's list; while it is asked nothing is taken in

    def of(self, *kinds: RowKind) -> list[Item]:
        return [item for item in self.items if item.kind in kinds]

    @property
    def accepted(self) -> list[Item]:
        return self.of(*ACCEPTED)

    @property
    def newly_gone(self) -> list[Gone]:
        return [one for one in self.gone if one.since is None]

    @property
    def changes_nothing(self) -> bool:
        return not self.accepted and not self.newly_gone


def preview(
    session: Session, *, by: Actor, ward: Ward, ward_list: ReadWardList, corrections: Corrections | None = None
) -> Preview:
    decisions = corrections or {}
    known = people_known(session, by, ward, ward_list)
    wards = WardsOnList(ward, ward_names(session), ward_list, decisions)
    listed = [_unless_elsewhere(wards, _unless_away(_item(row, known, ward_list, decisions))) for row in ward_list.rows]
    elsewhere = [item for item in listed if item.kind is RowKind.ELSEWHERE]
    items = ask_about_people([item for item in listed if item.kind is not RowKind.ELSEWHERE])
    says_who_is_gone = _has_numbers(ward_list) and not wards.all_elsewhere
    leaving = {stay.id for stay in _missing(known, items + elsewhere, ward_list)} if says_who_is_gone else set()
    items = sorted([*ask_about_beds(items, known.on_ward, leaving), *elsewhere], key=lambda item: item.row.number)
    missing = _missing(known, items, ward_list)
    gone = tuple(Gone(stay, stay.gone_from_list_on) for stay in missing) if says_who_is_gone else ()
    not_listed = () if _has_numbers(ward_list) else tuple(missing)
    warnings = _warnings(session, ward, ward_list, known, missing)
    whose = "" if decisions.get(WHOSE_LIST) == THIS_WARD else _another_wards(session, ward, ward_list, items)
    return Preview(ward, ward_list, tuple(items), gone, warnings, known, wards, not_listed, whose)


def _item(row: ListRow, known: KnownPatients, ward_list: ReadWardList, decisions: Corrections) -> Item:
    meant = match(row, known, decisions.get(f"{row.number}:decision"))
    if row.doubts:
        return Item(row, RowKind.UNCLEAR, row.doubts, match=meant)
    if row.bad:
        return Item(row, RowKind.BAD, tuple(cell.why for cell in row.bad), match=meant)
    if meant.says:
        return Item(row, RowKind.UNCLEAR, meant.says, match=meant, asks=bool(meant.candidates or meant.may_be_new))
    if meant.patient is None:
        return Item(row, RowKind.NEW, ("Not on record yet.",), match=meant)
    return _matched(row, meant.patient, meant, known, ward_list)


def _unless_away(item: Item) -> Item:
    """Somebody on leave whom nobody knows is not taken in as new without a question."""
    if item.kind is RowKind.NEW and item.row.away:
        return replace(item, kind=RowKind.UNCLEAR, says=("Not on this ward by the record: is it a new patient?",))
    return item


def _unless_elsewhere(wards: WardsOnList, item: Item) -> Item:
    """A row of another ward is held back, whoever it is."""
    says = wards.says_elsewhere(item.row)
    return replace(item, kind=RowKind.ELSEWHERE, says=(says,)) if says else item


def _matched(row: ListRow, patient: Patient, meant: Match, known: KnownPatients, ward_list: ReadWardList) -> Item:
    stay = known.open_stay(patient)
    notes = tuple(judging.differences(row, patient, stay))
    if stay is None:
        if left := judging.left_already(row, patient, known, ward_list.list_on):
            return Item(row, RowKind.UNCLEAR, (left,), match=meant)
        return Item(row, RowKind.NEW, ("On record from before; this is a new stay.",), notes, meant)
    changed = (
        *judging.filled_in_words(judging.filled_in(row, patient)),
        *judging.changes_in_words(row, stay),
    )
    if judging.is_moved(row, stay, known.ward):
        return Item(row, RowKind.MOVED, (_move(row, stay, known.ward), *changed), notes, meant, stay)
    return Item(row, RowKind.UPDATED if changed else RowKind.UNCHANGED, changed, notes, meant, stay)


def _move(row: ListRow, stay: Stay, ward: Ward) -> str:
    if stay.ward_id != ward.id:
        return f"From {stay.ward.name} to {ward.name}" + (f", bed {row.bed}." if row.bed else ".")
    return f"From bed {stay.bed} to bed {row.bed}."


def _has_numbers(ward_list: ReadWardList) -> bool:
    """A list of names alone is too weak to say that somebody has gone."""
    numbers = (ListColumn.HOSPITAL_NUMBER, ListColumn.NHS_NUMBER, ListColumn.EITHER_NUMBER)
    return any(not is_nothing(row.typed.get(number, "")) for row in ward_list.rows for number in numbers)


def _missing(known: KnownPatients, items: Sequence[Item], ward_list: ReadWardList) -> list[Stay]:
    """Who lies on the ward and is on no row, nor may be."""
    mentioned = {patient.id for item in items for patient in item.people}
    names = {surname_key(item.row.surname) for item in items if item.is_held_back and item.row.surname}
    missing = [
        stay
        for stay in known.on_ward
        if stay.patient_id not in mentioned
        and stay.patient.surname_key not in names
        and not _came_after(stay, ward_list.list_on)
    ]
    return sorted(missing, key=lambda stay: stay.bed or "")


def _came_after(stay: Stay, list_on: date) -> bool:
    came_on = stay.admitted_on or clock.london_date(stay.recorded_at)
    return came_on > list_on


def _another_wards(session: Session, ward: Ward, ward_list: ReadWardList, items: Sequence[Item]) -> str:
    """Why the list may be another ward's: by its title, or by where most of its people lie."""
    title = " ".join(ward_list.titles)
    names = [name for name in session.scalars(select(Ward.name).order_by(Ward.id)) if judging.is_named_in(name, title)]
    if names and ward.name not in names:
        return f"The title of the list names {names[0]}, not {ward.name}. Is this the right ward?"
    lie_on = Counter(item.stay.ward.name for item in items if item.stay and item.stay.ward_id != ward.id)
    for name, count in lie_on.most_common(1):
        if count >= HALF_MOVES and count * 2 > len(items):
            return f"{count} of {len(items)} people on this list lie on {name}, not {ward.name}. Is it the right ward?"
    return ""


def _warnings(
    session: Session, ward: Ward, ward_list: ReadWardList, known: KnownPatients, missing: Sequence[Stay]
) -> tuple[str, ...]:
    found = [*ward_list.notes]
    if len(missing) > 5 and len(missing) * 2 > len(known.on_ward):
        found.append(f"More than half of {ward.name} is not on this list. Is it the whole list, and the right ward?")
    if not _has_numbers(ward_list):
        found.append("The list has names but no numbers, so nobody is taken to have gone.")
    found.extend(rooms(ward_list.rows))
    newest = _newest_taken_in(session, ward)
    if newest is not None and newest > ward_list.list_on:
        found.append(
            f"A newer list of {ward.name}, of {in_full(newest)}, was taken in before. This one would set it back."
        )
    elif ward_list.list_on < clock.today():
        found.append(f"The list is of {in_full(ward_list.list_on)}: what it says holds from that day.")
    return tuple(found)


def _newest_taken_in(session: Session, ward: Ward) -> date | None:
    lines = session.scalars(
        select(AuditLine.detail).where(
            AuditLine.subject_kind == "wards", AuditLine.subject_id == str(ward.id), AuditLine.action == TAKEN_IN
        )
    )
    return max((date.fromisoformat(json.loads(line)["list_on"]) for line in lines), default=None)


def held_back_because(item: Item, why: str) -> Item:
    """The same row, held back after all: the record refused it."""
    return replace(item, kind=RowKind.UNCLEAR, says=(why,), asks=False)
