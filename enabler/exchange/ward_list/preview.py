"""What a ward list would do, row by row, before it does anything."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.exchange.ward_list import judging
from enabler.exchange.ward_list.known import KnownPatients, people_known
from enabler.exchange.ward_list.reading import Corrections, ListRow, ReadWardList
from enabler.models import AuditLine, Patient, Stay, Ward
from enabler.rules.writing.dates_as_written import in_full
from enabler.rules.writing.names import surname_key


class RowKind(StrEnum):
    NEW = "new"
    MOVED = "moved"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    UNCLEAR = "unclear"
    BAD = "bad"


TAKEN_IN = "import ward list"  # the action in the audit trail
ACCEPTED = (RowKind.NEW, RowKind.MOVED, RowKind.UPDATED)
HELD_BACK = (RowKind.UNCLEAR, RowKind.BAD)


@dataclass(frozen=True, slots=True)
class Item:
    """One row with what it would do. `says` are sentences: why it is held back, or what changes."""

    row: ListRow
    kind: RowKind
    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what differs and is left as recorded
    patient: Patient | None = None
    stay: Stay | None = None
    candidates: tuple[Patient, ...] = ()  # people to choose from when only the name fits


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody on the ward who is not on the list. Nobody is discharged: Today asks where to."""

    stay: Stay
    since: date | None  # already marked on an earlier list


@dataclass(frozen=True, slots=True)
class Preview:
    ward: Ward
    ward_list: ReadWardList
    items: tuple[Item, ...]
    gone: tuple[Gone, ...]
    warnings: tuple[str, ...]

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
    known = people_known(session, by, ward, ward_list)
    repeats = _repeats(ward_list.rows)
    items = tuple(_unless_away(_item(row, known, repeats, ward_list, corrections or {})) for row in ward_list.rows)
    gone = _gone(known, items, ward_list.list_on)
    return Preview(ward, ward_list, items, gone, _warnings(session, ward, ward_list, known, gone))


def _item(
    row: ListRow, known: KnownPatients, repeats: Mapping[int, str], ward_list: ReadWardList, decisions: Corrections
) -> Item:
    found = known.found(row)
    patient = found[0] if len(found) == 1 else None
    unclear = [*filter(None, (repeats.get(row.number), _other_ward(row, known.ward), *row.doubts))]
    if unclear:
        return Item(row, RowKind.UNCLEAR, tuple(unclear), patient=patient)
    if row.bad:
        return Item(row, RowKind.BAD, tuple(cell.why for cell in row.bad), patient=patient)
    if len(found) > 1:
        return Item(
            row, RowKind.UNCLEAR, ("Its numbers belong to different people on record.",), candidates=tuple(found)
        )
    if patient is None:
        return _by_name(row, known, ward_list, decisions.get(f"{row.number}:decision"))
    return _matched(row, patient, known, ward_list)


def _unless_away(item: Item) -> Item:
    """Somebody on leave whom nobody knows is not taken in as new without a question."""
    if item.kind is RowKind.NEW and item.row.away:
        return replace(item, kind=RowKind.UNCLEAR, says=("Not on this ward by the record: is it a new patient?",))
    return item


def _by_name(row: ListRow, known: KnownPatients, ward_list: ReadWardList, decision: str | None) -> Item:
    candidates = known.namesakes_of(row)
    chosen = next((candidate for candidate in candidates if decision == f"same:{candidate.id}"), None)
    if chosen is None and candidates and not (row.hospital_number or row.nhs_number) and decision != "new":
        here = [
            candidate
            for candidate in candidates
            if (stay := known.open_stay(candidate)) and stay.ward_id == known.ward.id
        ]
        chosen = here[0] if len(here) == 1 else None  # a list without numbers means whoever lies there
    if chosen is not None:
        return _matched(row, chosen, known, ward_list)
    if candidates and decision != "new":
        says = "Somebody of this name is on record without these numbers. Is it the same person?"
        return Item(row, RowKind.UNCLEAR, (says,), candidates=tuple(candidates))
    if not row.surname:
        return Item(
            row, RowKind.UNCLEAR, ("Nobody on record has this number, and the row has no name to add one with.",)
        )
    return Item(row, RowKind.NEW, ("Not on record yet.",))


def _matched(row: ListRow, patient: Patient, known: KnownPatients, ward_list: ReadWardList) -> Item:
    stay = known.open_stay(patient)
    doubts = judging.doubts(row, patient, stay, known, ward_list.list_on)
    if doubts:
        return Item(row, RowKind.UNCLEAR, tuple(doubts), patient=patient, stay=stay)
    notes = tuple(judging.differences(row, patient, stay))
    filled = judging.filled_in(row, patient)
    if stay is None:
        return Item(row, RowKind.NEW, ("On record from before; this is a new stay.",), notes, patient)
    changed = (*judging.filled_in_words(filled), *judging.changes_in_words(row, stay))
    if judging.is_moved(row, stay, known.ward):
        return Item(row, RowKind.MOVED, (_move(row, stay, known.ward), *changed), notes, patient, stay)
    return Item(row, RowKind.UPDATED if changed else RowKind.UNCHANGED, changed, notes, patient, stay)


def _move(row: ListRow, stay: Stay, ward: Ward) -> str:
    if stay.ward_id != ward.id:
        return f"From {stay.ward.name} to {ward.name}" + (f", bed {row.bed}." if row.bed else ".")
    return f"From bed {stay.bed} to bed {row.bed}."


def _repeats(rows: Sequence[ListRow]) -> dict[int, str]:
    """Rows that share a number with another: all of them, or, where one alone has no fault, the others."""
    groups: defaultdict[str, list[ListRow]] = defaultdict(list)
    for row in rows:
        for number in filter(None, (row.hospital_number, row.nhs_number)):
            groups[number].append(row)
    found: dict[int, str] = {}
    for same in groups.values():
        if len(same) < 2:
            continue
        sound = [row for row in same if not row.bad]
        for row in same:
            if len(sound) != 1 or row is not sound[0]:
                others = [f"{one.number}" + (f" (bed {one.bed})" if one.bed else "") for one in same if one is not row]
                found[row.number] = f"The same number is in row {', '.join(others)} of the list."
    return found


def _other_ward(row: ListRow, ward: Ward) -> str | None:
    if row.ward is None:
        return None
    theirs, ours = judging.ward_key(row.ward), judging.ward_key(ward.name)
    alike = len(theirs) >= 3 and (ours.startswith(theirs) or theirs.startswith(ours))
    return None if alike or theirs == ours else f"The row says {row.ward}, not {ward.name}."


def _gone(known: KnownPatients, items: Sequence[Item], list_on: date) -> tuple[Gone, ...]:
    mentioned = {item.patient.id for item in items if item.patient is not None}
    mentioned |= {candidate.id for item in items for candidate in item.candidates}
    names = Counter(surname_key(item.row.surname) for item in items if item.kind in HELD_BACK and item.row.surname)
    missing = [
        stay
        for stay in known.on_ward
        if stay.patient_id not in mentioned and stay.patient.surname_key not in names and not _came_after(stay, list_on)
    ]
    return tuple(Gone(stay, stay.gone_from_list_on) for stay in sorted(missing, key=lambda stay: stay.bed or ""))


def _came_after(stay: Stay, list_on: date) -> bool:
    came_on = stay.admitted_on or clock.london_date(stay.recorded_at)
    return came_on > list_on


def _warnings(
    session: Session, ward: Ward, ward_list: ReadWardList, known: KnownPatients, gone: Sequence[Gone]
) -> tuple[str, ...]:
    found = [*ward_list.notes]
    title = " ".join(ward_list.titles)
    others = [
        name for name in session.scalars(select(Ward.name)) if judging.is_named_in(name, title) and name != ward.name
    ]
    if others and not judging.is_named_in(ward.name, title):
        found.append(f"The title of the list names {others[0]}, not {ward.name}. Is this the right ward?")
    if len(gone) > 5 and len(gone) * 2 > len(known.on_ward):
        found.append(f"More than half of {ward.name} is not on this list. Is it the whole list, and the right ward?")
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
    return replace(item, kind=RowKind.UNCLEAR, says=(why,))
