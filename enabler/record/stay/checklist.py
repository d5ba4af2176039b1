"""The checklist before somebody goes home: seven lines, each looked at or not yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import DischargeCheckAnswer
from enabler.rules.refusal import Stale
from enabler.vocabulary import CheckState, DischargeCheck


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line as it stands; `state` None: nobody has looked."""

    item: DischargeCheck
    state: CheckState | None = None
    note: str | None = None

    @property
    def is_gap(self) -> bool:
        return self.state is None or self.state == CheckState.NO

    @property
    def in_words(self) -> str:
        return self.state.label if self.state else "Not looked at yet"


@dataclass(frozen=True, slots=True)
class DischargeChecklist:
    """All seven lines. `version` grows with every change, so that a form knows what it was made from."""

    lines: tuple[CheckLine, ...]
    version: int

    @property
    def gaps(self) -> list[CheckLine]:
        return [line for line in self.lines if line.is_gap]


Answers = Mapping[DischargeCheck, tuple[CheckState | None, str | None]]


def answer_checklist(
    session: Session, *, by: Actor, stay_id: int, expected_version: int, answers: Answers
) -> DischargeChecklist:
    """Write down what was found; lines that did not change leave no trace."""
    rows = _rows(session, stay_id)
    if _version(rows) != expected_version:
        raise Stale("Somebody else saved this while you were typing.", theirs=_as_fields(rows))
    for item, (state, note) in answers.items():
        row = rows.get(item)
        new = {"state": state, "note": note}
        if row is None:
            if state is None and note is None:
                continue
            row = rows[item] = DischargeCheckAnswer(stay_id=stay_id, item=item)
            session.add(row)
        detail = audit.changes(row, new)
        if not detail:
            continue
        row.state, row.note = state, note
        row.recorded_at, row.recorded_by = clock.now(), by.name
        audit.record(
            session, by=by, action="answer checklist", subject=row, stay_id=stay_id, detail={"item": item, **detail}
        )
    return checklist(session, stay_id)


def checklist(session: Session, stay_id: int) -> DischargeChecklist:
    rows = _rows(session, stay_id)
    return DischargeChecklist(tuple(_line(item, rows.get(item)) for item in DischargeCheck), _version(rows))


def _rows(session: Session, stay_id: int) -> dict[str, DischargeCheckAnswer]:
    found = session.scalars(select(DischargeCheckAnswer).where(DischargeCheckAnswer.stay_id == stay_id))
    return {row.item: row for row in found}


def _line(item: DischargeCheck, row: DischargeCheckAnswer | None) -> CheckLine:
    if row is None:
        return CheckLine(item)
    return CheckLine(item, CheckState(row.state) if row.state else None, row.note)


def _version(rows: Mapping[str, DischargeCheckAnswer]) -> int:
    return sum(row.version for row in rows.values())


def _as_fields(rows: Mapping[str, DischargeCheckAnswer]) -> dict[str, object]:
    """What now stands, by the names that a form gives its fields."""
    fields: dict[str, object] = {"version": _version(rows)}
    for item in DischargeCheck:
        line = _line(item, rows.get(item))
        fields[f"{item.name.lower()}_state"] = line.state or ""
        fields[f"{item.name.lower()}_note"] = line.note
    return fields
