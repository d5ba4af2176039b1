"""What is on record already of the references that a caseload names, in a few statements however many they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.exchange.caseload.reading import ReadCaseload, ReadRow
from enabler.exchange.caseload.withdrawn import said_of_withdrawn
from enabler.exchange.fields import Table
from enabler.exchange.rows import keyed_rows
from enabler.exchange.tables import BY_NAME, PATIENTS, STAYS, TABLES
from enabler.models import WITH_WITHDRAWN, Action, Barrier, Contact, Estimate, FollowUp, Judgement, Patient, Stay, Ward
from enabler.record.people.account_names import AccountNames
from enabler.record.stay.stays_apart import lock_patients, spans_by_patient
from enabler.rules.stay.overlaps import StaySpan

Cells = dict[str, str | None]
Identity = tuple[str | int | None, ...]
Item = TypeVar("Item")
CHUNK = 500
IN_STAY = ("ready_periods", "leave", "ward_moves", "delay_reasons")  # what lies within a stay's dates
WITH_REFERENCE = {
    "barriers": Barrier,
    "actions": Action,
    "contacts": Contact,
    "follow_ups": FollowUp,
    "estimates": Estimate,
}


@dataclass(slots=True)
class Existing:
    """A row on record: its id, its patient's or stay's, and its cells as an export would write them."""

    id: int
    parent_id: int
    cells: Cells


@dataclass
class KnownRows:
    accounts: AccountNames
    patients: dict[str, int] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)
    rows: dict[str, dict[Identity, Existing]] = field(default_factory=dict)  # by table and identity
    owners: dict[str, dict[str, int]] = field(default_factory=dict)  # by table: reference to the stay's id
    numbers: dict[str, str] = field(default_factory=dict)  # NHS number to the reference of who has it
    held_under_a_name: set[int] = field(default_factory=set)  # stays whose holder is no account
    wards: dict[str, Ward] = field(default_factory=dict)  # by folded name
    spans: dict[int, dict[str, StaySpan]] = field(default_factory=dict)  # stays on record by patient and reference
    judged: set[tuple[int, str, str, date | None]] = field(default_factory=set)  # stay, about, value, day
    withdrawn: dict[str, str] = field(default_factory=dict)  # references no longer in use, and why

    def existing(self, table: str, identity: Identity) -> Existing | None:
        return self.rows.get(table, {}).get(identity)

    def ward(self, name: str) -> Ward | None:
        return self.wards.get(folded(name))


def folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def what_is_known(session: Session, caseload: ReadCaseload) -> KnownRows:
    known = KnownRows(AccountNames(session), wards={folded(ward.name): ward for ward in session.scalars(select(Ward))})
    mentioned = {name: _mentioned(caseload, name) for name in ("patient_ref", "stay_ref")}
    known.patients = dict(_ids(session, Patient, mentioned["patient_ref"]))
    known.stays = dict(_ids(session, Stay, mentioned["stay_ref"]))
    for some in _chunks(sorted(set().union(*mentioned.values()))):
        known.withdrawn |= said_of_withdrawn(session, some)
    for chunk in _chunks(sorted(known.patients.values())):
        known.stays.update(session.execute(select(Stay.ref, Stay.id).where(Stay.patient_id.in_(chunk))).all())
        known.spans |= spans_by_patient(session, chunk)
    known.rows[PATIENTS.name] = dict(_existing(session, PATIENTS, list(known.patients.values())))
    for table in TABLES:
        is_dated = table.name in IN_STAY and caseload.of("stays").rows
        if table is STAYS or (table is not PATIENTS and (caseload.of(table.name).rows or is_dated)):
            known.rows[table.name] = dict(_existing(session, table, list(known.stays.values())))
    for name, model in WITH_REFERENCE.items():
        refs = {row.cells.get(f"{name.removesuffix('s')}_ref") for row in caseload.of(name).rows}
        refs |= {
            row.cells.get("barrier_ref")
            for other in ("actions", "contacts")
            for row in caseload.of(other).rows
            if name == "barriers"
        }
        known.owners[name] = dict(_owners(session, model, {ref for ref in refs if ref}))
    for chunk in _chunks(sorted(known.stays.values())):
        no_account = select(Stay.id).where(Stay.id.in_(chunk), Stay.held_under.is_not(None))
        known.held_under_a_name.update(session.scalars(no_account))
        columns = (Judgement.stay_id, Judgement.about, Judgement.value, Judgement.judged_on)
        known.judged.update(session.execute(select(*columns).where(Judgement.stay_id.in_(chunk))).all())
    numbers = {row.cells.get("nhs_number") for row in caseload.of("patients").rows}
    for some in _chunks(sorted(filter(None, numbers))):
        found = select(Patient.nhs_number, Patient.ref).where(Patient.nhs_number.in_(some))
        rows = session.execute(found, execution_options=WITH_WITHDRAWN)
        known.numbers.update((str(number), ref) for number, ref in rows)
    return known


def lock_people(session: Session, caseload: ReadCaseload) -> None:
    """Whoever adds or changes a stay of the people a caseload names waits until it is taken in."""
    by_stay_ref = select(Stay.patient_id)
    for chunk in _chunks(sorted(_mentioned(caseload, "patient_ref"))):
        lock_patients(session, Patient.ref.in_(chunk))
    for chunk in _chunks(sorted(_mentioned(caseload, "stay_ref"))):
        lock_patients(session, Patient.id.in_(by_stay_ref.where(Stay.ref.in_(chunk))))


def identities(table: Table, rows: Iterable[Cells]) -> Iterator[Identity]:
    """How each row is known again; rows without a reference that begin on one day are told apart by their order."""
    seen: Counter[Identity] = Counter()
    for cells in rows:
        identity: Identity = tuple(cells.get(name) for name in table.identity)
        if table.key is None:
            seen[identity] += 1
            identity = (*identity, seen[identity])
        yield identity


def as_they_stand(caseload: ReadCaseload, known: KnownRows, table: str) -> Iterator[tuple[ReadRow, ReadRow]]:
    """Each row of the file, and as it would stand: what the file does not say is as on record."""
    rows = caseload.of(table).rows
    for row, identity in zip(rows, identities(BY_NAME[table], (row.cells for row in rows)), strict=True):
        existing = known.existing(table, identity)
        yield row, ReadRow(row.number, existing.cells | row.cells) if existing else row


def _existing(session: Session, table: Table, ids: Sequence[int]) -> Iterator[tuple[Identity, Existing]]:
    names = [one.name for one in table.fields]
    found = [
        Existing(own, parent, dict(zip(names, row, strict=True)))
        for own, parent, row in keyed_rows(session, table, sorted(ids))
    ]
    return zip(identities(table, (one.cells for one in found)), found, strict=True)


def _mentioned(caseload: ReadCaseload, name: str) -> set[str]:
    found = {row.cells.get(name) for table in caseload.tables.values() for row in table.rows}
    return {ref for ref in found if ref}


def _ids(session: Session, model: Any, refs: set[str]) -> Iterator[tuple[str, int]]:
    for chunk in _chunks(sorted(refs)):
        yield from session.execute(select(model.ref, model.id).where(model.ref.in_(chunk)))


def _owners(session: Session, model: Any, refs: set[str]) -> Iterator[tuple[str, int]]:
    for chunk in _chunks(sorted(refs)):
        yield from session.execute(select(model.ref, model.stay_id).where(model.ref.in_(chunk)))


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


@dataclass(frozen=True, slots=True)
class Span:
    """When a stay began and ended, by the file where it says so, else by the record."""

    admitted_on: date | None
    discharged_on: date | None


def spans(caseload: ReadCaseload, known: KnownRows) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for existing in known.rows["stays"].values():
        cells = existing.cells
        found[cells["stay_ref"] or ""] = Span(_day(cells["admitted_on"]), _day(cells["discharged_on"]))
    for row in caseload.of("stays").rows:
        ref = row.cells.get("stay_ref") or ""
        before = found.get(ref, Span(None, None))
        left = row.on("discharged_on") if "discharged_on" in row.cells else before.discharged_on
        found[ref] = Span(row.on("admitted_on") if "admitted_on" in row.cells else before.admitted_on, left)
    return found


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def by_stay(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for ref, item in pairs:
        found[ref].append(item)
    return found
