"""What patients say of themselves at the start, at discharge and after: free instruments, and who asked."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.codes import WellbeingItem
from enabler.models import WellbeingAnswer
from enabler.rules.refusal import Refused, Stale
from enabler.rules.stay.stays import check_not_future
from enabler.rules.stay.wellbeing import WellbeingChange, change, check_answer, field_name
from enabler.vocabulary import Milestone

START, DISCHARGE = "start", "discharge"
OCCASIONS = (START, DISCHARGE, *(milestone.value for milestone in Milestone))
Key = tuple[str, int]  # instrument and order


@dataclass(frozen=True, slots=True)
class Asking:
    """One occasion: who asked, when, and each answer; an item that was not answered is None."""

    occasion: str
    asked_on: date | None
    asked_by: str | None
    answers: Mapping[Key, int | None]
    version: int

    @property
    def answered(self) -> int:
        return sum(answer is not None for answer in self.answers.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """One item that was answered at the start and later."""

    item: WellbeingItem
    before: int
    after: int
    change: WellbeingChange


def record_wellbeing(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    occasion: str,
    expected_version: int,
    asked_on: date,
    asked_by: str | None,
    answers: Mapping[Key, int | None],
) -> Asking:
    """Write down one asking; saving it again puts it right. Items left out of `answers` count as not answered."""
    _check(occasion, asked_on, answers)
    rows = _rows(session, stay_id).get(occasion, {})
    if _version(rows) != expected_version:
        raise Stale("Somebody else saved this while you were typing.", theirs=_as_fields(rows))
    detail: dict[str, object] = {}
    for key in _items():
        row = rows.get(key)
        before = row.answer if row else None
        if row is None or before != answers.get(key):
            detail[" ".join(map(str, key))] = [before, answers.get(key)]
        if row is None:
            row = WellbeingAnswer(stay_id=stay_id, occasion=occasion, instrument=key[0], item=key[1])
            session.add(row)
        row.asked_on, row.asked_by, row.answer = asked_on, asked_by, answers.get(key)
        row.recorded_at, row.recorded_by = clock.now(), by.name
    detail |= {"asked_on": asked_on, "asked_by": asked_by}
    subject = ("wellbeing_answers", occasion)
    audit.record(session, by=by, action="record wellbeing", subject=subject, stay_id=stay_id, detail=detail)
    return asking(session, stay_id, occasion)


def asking(session: Session, stay_id: int, occasion: str) -> Asking:
    """One occasion as it stands; nothing asked yet is an asking without a date."""
    return _asking(occasion, _rows(session, stay_id).get(occasion, {}))


def askings(session: Session, stay_id: int) -> Sequence[Asking]:
    """Every occasion on which something was asked, in order; one statement."""
    found = _rows(session, stay_id)
    return [_asking(occasion, found[occasion]) for occasion in OCCASIONS if occasion in found]


def pairs(before: Asking, after: Asking) -> list[Pair]:
    """Matched pairs only: an item that was not answered on both occasions says nothing about change."""
    found = []
    for key, item in _items().items():
        one, other = before.answers.get(key), after.answers.get(key)
        moved = change(one, other, reverse=item.reverse)
        if one is not None and other is not None and moved is not None:
            found.append(Pair(item, one, other, moved))
    return found


def _items() -> dict[Key, WellbeingItem]:
    return {(item.instrument, item.order): item for item in codes.wellbeing_items()}


def _check(occasion: str, asked_on: date, answers: Mapping[Key, int | None]) -> None:
    if occasion not in OCCASIONS:
        raise Refused(f"“{occasion}” is not an occasion for these questions.")
    check_not_future(asked_on, clock.today(), "asked_on", "asking")
    items = _items()
    for key, answer in answers.items():
        if key not in items:
            raise Refused("There is no such question.")
        check_answer(answer, items[key].low, items[key].high, field_name(*key))


def _rows(session: Session, stay_id: int) -> dict[str, dict[Key, WellbeingAnswer]]:
    found: dict[str, dict[Key, WellbeingAnswer]] = {}
    for row in session.scalars(select(WellbeingAnswer).where(WellbeingAnswer.stay_id == stay_id)):
        found.setdefault(row.occasion, {})[row.instrument, row.item] = row
    return found


def _asking(occasion: str, rows: Mapping[Key, WellbeingAnswer]) -> Asking:
    first = next(iter(rows.values()), None)
    return Asking(
        occasion=occasion,
        asked_on=first.asked_on if first else None,
        asked_by=first.asked_by if first else None,
        answers={key: row.answer for key, row in rows.items()},
        version=_version(rows),
    )


def _version(rows: Mapping[Key, WellbeingAnswer]) -> int:
    """A number that changes when any answer, the date or the asker does."""
    facts = sorted((key, row.answer, row.asked_on.isoformat(), row.asked_by) for key, row in rows.items())
    return zlib.crc32(repr(facts).encode()) if facts else 0


def _as_fields(rows: Mapping[Key, WellbeingAnswer]) -> dict[str, object]:
    stands = _asking("", rows)
    fields: dict[str, object] = {"version": stands.version, "asked_on": stands.asked_on, "asked_by": stands.asked_by}
    for key in _items():
        answer = stands.answers.get(key)
        fields[field_name(*key)] = "" if answer is None else str(answer)
    return fields
