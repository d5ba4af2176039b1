"""Patients of a caseload who fit somebody on record under another reference, or do not fit the one under theirs."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from enabler.exchange.caseload.known import CHUNK, Cells
from enabler.exchange.caseload.planning import Plan
from enabler.exchange.caseload.reading import ReadRow
from enabler.exchange.tables import PATIENTS
from enabler.models import Patient
from enabler.record.merging.merged_numbers import merged_numbers
from enabler.rules.identity.likeness import PersonFacts, facts_of, is_another_person, is_listed_twice, likeness
from enabler.rules.identity.number_key import number_key
from enabler.rules.writing.births import Birth, birth_of
from enabler.rules.writing.dates_as_written import in_full
from enabler.rules.writing.names import surname_key

MOST_NOTES = 10
MOST_ALIKE = 50  # in a larger group of one name nobody is compared with everybody
Keyed = dict[tuple[Hashable, ...], list[tuple[str, PersonFacts]]]


def refuse_namesakes(session: Session, plan: Plan, *, new: Collection[str] = (), same: Collection[str] = ()) -> None:
    """Adds to the caseload's bad cells and notes. `new` and `same`: references of which somebody has said it."""
    rows = [row for row in plan.tables[PATIENTS.name].new if row.cells.get("patient_ref") not in new]
    _refuse_known(plan, rows, _on_record(session, rows))
    for change in plan.tables[PATIENTS.name].changed:
        ref, told, recorded = change.row.cells.get("patient_ref"), change.row.cells, change.existing.cells
        if ref not in same and is_another_person(_facts(told), _facts(recorded)):
            says = (
                f"{ref} on record is {_who(_facts(recorded))}. Is this another person? "
                f"Then give them another reference; if not, say --same {ref}."
            )
            plan.caseload.refuse(PATIENTS.name, change.row, "patient_ref", says)
    _note_within(plan)


def _refuse_known(plan: Plan, rows: Sequence[ReadRow], on_record: Keyed) -> None:
    notes = []
    for row in rows:
        facts = _facts(row.cells)
        people = {ref: theirs for key in _keys(facts) for ref, theirs in on_record.get(key, ())}
        for ref, theirs in people.items():
            alike = likeness(facts, theirs)
            fits = alike.shares_number or (alike.is_unclear and alike.same_birth)
            if fits and not _is_told_already(plan, row, facts, theirs):
                own = row.cells.get("patient_ref")
                says = (
                    f"{ref} on record may be this person: {_who(theirs)}. Use that reference, or say --new {own} "
                    "if it is somebody else."
                )
                plan.caseload.refuse(PATIENTS.name, row, "patient_ref", says)
                break
            if alike.is_unclear and alike.same_name:
                notes.append(f"Row {row.number} of the patients has the name of {ref} on record: is it another person?")
    _note(plan, notes)


def _is_told_already(plan: Plan, row: ReadRow, facts: PersonFacts, theirs: PersonFacts) -> bool:
    """An NHS number of somebody else is refused at its own cell."""
    return (
        bool(facts.nhs_number)
        and facts.nhs_number == theirs.nhs_number
        and any(cell.row == row.number and cell.column == "nhs_number" for cell in plan.caseload.bad)
    )


def _note_within(plan: Plan) -> None:
    """Rows of the file that may be one person: somebody should look, but a file may have namesakes."""
    rows = plan.caseload.of(PATIENTS.name).rows
    facts = {row.number: _facts(row.cells) for row in rows}
    notes = []
    for numbers in _grouped((number_key(row.cells.get("hospital_number")), row.number) for row in rows).values():
        if len(numbers) > 1:
            listed = ", ".join(map(str, numbers))
            notes.append(f"Rows {listed} of the patients have the same hospital number. Are they one person?")
    for numbers in _grouped((surname_key(row.cells.get("surname") or ""), row.number) for row in rows).values():
        for one, other in combinations(numbers[:MOST_ALIKE], 2):
            if is_listed_twice(facts[one], facts[other]):
                notes.append(f"Rows {one} and {other} of the patients fit one person. Are they two?")
    _note(plan, notes)


def _note(plan: Plan, notes: Sequence[str]) -> None:
    more = [f"{len(notes) - MOST_NOTES} notes more of the same kind."] if len(notes) > MOST_NOTES else []
    plan.caseload.notes.extend([*notes[:MOST_NOTES], *more])


def _on_record(session: Session, rows: Sequence[ReadRow]) -> Keyed:
    """By what they are looked up by, which are also the numbers of records that were merged into theirs."""
    columns = (Patient.id, Patient.ref, Patient.surname, Patient.given_names, Patient.known_as, Patient.born_on,
               Patient.birth_is, Patient.nhs_number, Patient.hospital_number)  # fmt: skip
    found: Keyed = defaultdict(list)
    for start in range(0, len(rows), CHUNK):
        some = [_facts(row.cells) for row in rows[start : start + CHUNK]]
        nhs = {facts.nhs_number for facts in some if facts.nhs_number}
        hospital = {key for facts in some if (key := number_key(facts.hospital_number))}
        also = merged_numbers(session, hospital, nhs)
        condition = or_(
            Patient.id.in_(also),
            Patient.nhs_number.in_(nhs),
            Patient.hospital_number_key.in_(hospital),
            Patient.surname_key.in_({surname_key(facts.surname) for facts in some if facts.surname}),
            Patient.born_on.in_({facts.born_on for facts in some if facts.born_on}),
        )
        for person in session.execute(select(*columns).where(condition)):
            theirs = facts_of(person, also.get(person.id, ()))
            for looked in _keys(theirs):
                if (person.ref, theirs) not in found[looked]:
                    found[looked].append((person.ref, theirs))
    return found


def _keys(facts: PersonFacts) -> Iterator[tuple[Hashable, ...]]:
    """How somebody is looked up: by a number, by day of birth, by the whole name."""
    if facts.nhs_number:
        yield "nhs", facts.nhs_number
    if hospital := number_key(facts.hospital_number):
        yield "hospital", hospital
    for number in facts.also:
        yield "nhs", number
        yield "hospital", number
    if facts.surname:
        surname, given = surname_key(facts.surname), surname_key((facts.given_names or "").partition(" ")[0])
        if facts.born_on:
            yield "born", facts.born_on
        if given:
            yield "named", surname, given


def _facts(cells: Cells) -> PersonFacts:
    born_on = cells.get("born_on")
    return PersonFacts(
        surname=cells.get("surname"),
        given_names=cells.get("given_names"),
        born_on=date.fromisoformat(born_on) if born_on else None,
        nhs_number=cells.get("nhs_number"),
        hospital_number=cells.get("hospital_number"),
        known_as=cells.get("known_as"),
        birth_is=cells.get("birth_is"),
    )


def _who(facts: PersonFacts) -> str:
    name = ", ".join(filter(None, ((facts.surname or "").upper(), facts.given_names))) or "somebody without a name"
    birth = birth_of(facts.born_on, facts.birth_is)
    return name + (f", born {_born(birth)}" if birth else "")


def _born(birth: Birth) -> str:
    return in_full(birth.on) if birth.is_exact else birth.year


def _grouped(pairs: Iterable[tuple[str | None, int]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        if key:
            found[key].append(number)
    return found
