"""What a caseload would do: rows that are new, rows that change, rows that are as before. It changes nothing yet."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from enabler.exchange.caseload.checking import check_across
from enabler.exchange.caseload.files import BadCell
from enabler.exchange.caseload.known import Existing, KnownRows, folded, identities, what_is_known
from enabler.exchange.caseload.reading import ReadCaseload, ReadRow, ReadTable
from enabler.exchange.fields import Table
from enabler.exchange.tables import ESTIMATES, STAYS, TABLES
from enabler.rules.writing.phone import tidy_phone
from enabler.vocabulary import Setting

JUDGED = (
    ("main barrier", "main_barrier_kind", "main_barrier_judged_on"),
    ("share", "share", "share_judged_on"),
)
JUDGED_COLUMNS = ("main_barrier_kind", "share", "judged_on", "main_barrier_judged_on", "share_judged_on")
Differing = dict[str, tuple[str | None, str | None]]


@dataclass(slots=True)
class RowChange:
    """A row on record that the file says otherwise: the cells that differ, before and after."""

    existing: Existing
    row: ReadRow
    cells: Differing


@dataclass
class TablePlan:
    table: Table
    file: str
    new: list[ReadRow] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    unchanged: int = 0


@dataclass
class Plan:
    """`bad`: nothing is taken in while anything is in it."""

    caseload: ReadCaseload
    known: KnownRows
    tables: dict[str, TablePlan]
    wards: dict[str, Setting]  # to be made, by name
    strangers: list[str]  # patients known by their reference only

    @property
    def bad(self) -> list[BadCell]:
        return sorted(self.caseload.bad, key=lambda cell: (cell.file, cell.row))

    @property
    def changes_nothing(self) -> bool:
        return not any(table.new or table.changed for table in self.tables.values())


def make_plan(session: Session, caseload: ReadCaseload) -> Plan:
    known = what_is_known(session, caseload)
    plan = Plan(caseload, known, {}, {}, [])
    for table in TABLES:
        plan.tables[table.name] = _plan_table(caseload, known, caseload.of(table.name))
    _plan_patients(plan)
    _plan_wards(plan)
    check_across(caseload, known)
    return plan


def _plan_table(caseload: ReadCaseload, known: KnownRows, read: ReadTable) -> TablePlan:
    plan = TablePlan(read.table, read.file)
    for row, identity in zip(read.rows, identities(read.table, (row.cells for row in read.rows)), strict=True):
        existing = known.existing(read.table.name, identity)
        if existing is None:
            plan.new.append(row)
            _check_complete(caseload, read, row)
        elif differing := _differing(row, existing, read, known):
            plan.changed.append(RowChange(existing, row, differing))
            if read.table is ESTIMATES:
                caseload.refuse(
                    read.table.name, row, next(iter(differing)), "A sealed estimate is never changed; send another one."
                )
        else:
            plan.unchanged += 1
    return plan


def _check_complete(caseload: ReadCaseload, read: ReadTable, row: ReadRow) -> None:
    for one in read.table.fields:
        needs_ward = read.table is STAYS and one.name == "setting"
        if one.needed and one.name not in read.present and not needs_ward:
            caseload.refuse(read.table.name, row, one.name, "This column is missing, and a new row needs it.")


def _differing(row: ReadRow, existing: Existing, read: ReadTable, known: KnownRows) -> Differing:
    before = existing.cells
    found = {name: (before.get(name), said) for name, said in row.cells.items() if said != before.get(name)}
    if "phone" in found and tidy_phone(found["phone"][0]) == found["phone"][1]:
        del found["phone"]  # on record from before numbers were spaced: it is the same one
    if read.table is ESTIMATES and row.cells.get("agreed_by") is None:
        found.pop("agreed_by", None)  # somebody has agreed since the file was made: that changes no estimate
    if read.table is not STAYS:
        return found
    account = known.accounts.account_of(row.cells.get("officer"))
    if account is not None and existing.id in known.held_under_a_name:
        found["officer"] = (before["officer"], row.cells["officer"])  # an account is called so by now
    elif account is not None and account == known.accounts.account_of(before["officer"]):
        found.pop("officer", None)  # the same account by another name: it goes on holding the case
    for name in JUDGED_COLUMNS:
        found.pop(name, None)
    return found | _judged_otherwise(row, existing, known)


def _judged_otherwise(row: ReadRow, existing: Existing, known: KnownRows) -> Differing:
    """Judgements are only ever added: one that is on record already, or is empty, changes nothing."""
    differs: Differing = {}
    for about, value, own in JUDGED:
        said, day = row.cells.get(value), own if own in row.cells else "judged_on"
        if not said:
            continue
        same_value = said == existing.cells.get(value)
        if day not in row.cells and same_value:
            continue
        if (existing.id, about, said, row.on(day)) not in known.judged:
            differs[day if same_value else value] = (existing.cells.get(value), said)
    return differs


def _plan_patients(plan: Plan) -> None:
    """Without a file of patients those of new stays are made by their reference alone; with one, each must be in it."""
    listed = {row.cells.get("patient_ref") for row in plan.caseload.of("patients").rows}
    strangers: dict[str, None] = {}
    for row in plan.caseload.of("stays").rows:
        ref = row.cells.get("patient_ref")
        if ref is None or ref in listed or ref in plan.known.patients:
            continue
        if plan.caseload.of("patients").present:
            plan.caseload.refuse(
                "stays", row, "patient_ref", "No patient with this reference is in the file or on record."
            )
        strangers[ref] = None
    plan.strangers = list(strangers)


def _plan_wards(plan: Plan) -> None:
    """Wards that are new are made with the setting of the stay that names them first."""
    settings = {row.cells.get("stay_ref"): row.cells.get("setting") for row in plan.caseload.of("stays").rows}
    settings |= {
        existing.cells["stay_ref"]: existing.cells["setting"]
        for existing in plan.known.rows["stays"].values()
        if settings.get(existing.cells["stay_ref"]) is None
    }
    made: dict[str, str] = {}
    for name in ("stays", "ward_moves"):
        for row in plan.caseload.of(name).rows:
            ward, setting = row.cells.get("ward"), settings.get(row.cells.get("stay_ref"))
            if ward is None or plan.known.ward(ward) is not None or folded(ward) in made:
                continue
            if setting is None:
                plan.caseload.refuse(
                    name, row, "ward", f"There is no ward {ward}, and the stay has no setting to make it with."
                )
                continue
            made[folded(ward)] = ward
            plan.wards[" ".join(ward.split())] = Setting(setting)
