"""The dates of stays as they would stand, the file's over the record's, and what on record lies within them."""

from collections.abc import Callable, Iterator
from datetime import date

from enabler.exchange.caseload.known import IN_STAY, Cells, KnownRows, Span, as_they_stand, identities
from enabler.exchange.caseload.reading import ReadCaseload, ReadRow
from enabler.exchange.tables import BY_NAME
from enabler.rules.facts import LeaveFact, ReadyFact
from enabler.rules.refusal import Refused
from enabler.rules.stay import leave, ready_periods, stays
from enabler.rules.stay.delay_reasons import check_dates
from enabler.rules.stay.patients import check_born_before
from enabler.rules.writing.births import Birth, birth_of
from enabler.rules.writing.dates_as_written import in_full

NO_DISCHARGE = "There is an outcome but no date of discharge."


def check_stays(caseload: ReadCaseload, known: KnownRows, span: dict[str, Span]) -> None:
    """Adds to the bad cells, at a cell that the file changes; what it leaves as it is on record is not its fault."""
    born = {ref: _birth(existing.cells) for (ref,), existing in known.rows["patients"].items()}
    born |= {
        row.cells.get("patient_ref"): _birth(row.cells)
        for row in caseload.of("patients").rows
        if "born_on" in row.cells
    }
    for row, stands in as_they_stand(caseload, known, "stays"):
        existing = known.existing("stays", (row.cells.get("stay_ref"),))
        before = existing.cells if existing else {}
        if existing is not None and "patient_ref" in row.cells and before["patient_ref"] != row.cells["patient_ref"]:
            caseload.refuse("stays", row, "patient_ref", "On record this stay is another patient's.")
        _check_span(caseload, row, stands, before, born.get(stands.cells.get("patient_ref")))
    _check_births(caseload, known, span)
    _check_within(caseload, known, span)


def _check_span(caseload: ReadCaseload, row: ReadRow, stands: ReadRow, before: Cells, birth: Birth | None) -> None:
    today, admitted, left = caseload.today, stands.on("admitted_on"), stands.on("discharged_on")
    opened, expected = stands.on("case_opened_on"), stands.on("expected_discharge_on")

    def at(column: str, *columns: str) -> str | None:
        """Where to say it: the first of these columns that the file changes."""
        return next((name for name in (column, *columns) if _is_changed(name, row, before)), None)

    if admitted is not None and (column := at("admitted_on")):
        trying(caseload, "stays", row, column, stays.check_admitted_on, admitted, today, birth)
    if opened is not None and (column := at("case_opened_on", "admitted_on")):
        trying(caseload, "stays", row, column, stays.check_case_opened_on, opened, admitted, today)
    if expected is not None and (column := at("expected_discharge_on", "admitted_on")):
        trying(caseload, "stays", row, column, stays.check_expected_discharge_on, expected, admitted)
    if left is not None and (column := at("discharged_on", "admitted_on")):
        trying(caseload, "stays", row, column, stays.check_discharged_on, left, admitted, today)
    if left is None and stands.cells.get("discharge_outcome") and (column := at("discharge_outcome", "discharged_on")):
        caseload.refuse("stays", row, column, NO_DISCHARGE)


def _is_changed(name: str, row: ReadRow, before: Cells) -> bool:
    return name in row.cells and row.cells[name] != before.get(name)


def trying(
    caseload: ReadCaseload,
    table: str,
    row: ReadRow,
    default: str,
    check: Callable[..., object],
    *values: object,
    **more: object,
) -> None:
    """The rule's sentence at the column it names, when the row has such a cell."""
    try:
        check(*values, **more)
    except Refused as refused:
        column = refused.field if refused.field in row.cells else default
        caseload.refuse(table, row, column or default, refused.sentence)


def _check_births(caseload: ReadCaseload, known: KnownRows, span: dict[str, Span]) -> None:
    """A birth that the file changes, by the admissions on record that it leaves."""
    sent = {row.cells.get("stay_ref") for row in caseload.of("stays").rows}
    for row in caseload.of("patients").rows:
        existing = known.existing("patients", (row.cells.get("patient_ref"),))
        birth = _birth(row.cells)
        if existing is None or birth is None or not _is_changed("born_on", row, existing.cells):
            continue
        theirs = known.spans.get(existing.id, {})
        check, admissions = check_born_before, [span[ref].admitted_on for ref in theirs if ref not in sent]
        trying(caseload, "patients", row, "born_on", check, birth, admissions)


def _check_within(caseload: ReadCaseload, known: KnownRows, span: dict[str, Span]) -> None:
    """What the file leaves as it is on record still lies within a stay whose dates it changes."""
    before = {
        ref: Span(_day(existing.cells["admitted_on"]), _day(existing.cells["discharged_on"]))
        for (ref, *_), existing in known.rows["stays"].items()
    }
    rows = {row.cells.get("stay_ref"): row for row in caseload.of("stays").rows}
    for table in IN_STAY:
        for cells in _left_on_record(caseload, known, table):
            row = rows.get(cells["stay_ref"])
            if row is None:
                continue
            ref = cells["stay_ref"] or ""
            was, now = before[ref], span[ref]
            if _why_not(table, cells, was, caseload.today) is None:
                for column, stay in (("admitted_on", Span(now.admitted_on, was.discharged_on)), ("discharged_on", now)):
                    if why := _why_not(table, cells, stay, caseload.today):
                        caseload.refuse("stays", row, column, why)
                        break


def _left_on_record(caseload: ReadCaseload, known: KnownRows, table: str) -> Iterator[Cells]:
    named = set(identities(BY_NAME[table], (row.cells for row in caseload.of(table).rows)))
    begun: set[str | None] = set()
    for identity, existing in known.rows.get(table, {}).items():
        is_admission = table == "ward_moves" and existing.cells["stay_ref"] not in begun  # which changes with the stay
        begun.add(existing.cells["stay_ref"])
        if identity not in named and not is_admission:
            yield existing.cells


def _why_not(table: str, cells: Cells, stay: Span, today: date) -> str | None:
    try:
        _check_row(table, cells, stay, today)
    except Refused as refused:
        begins = cells[BY_NAME[table].begins or ""]
        what = {
            "ready_periods": "ready period",
            "leave": "leave",
            "ward_moves": "move",
            "delay_reasons": "delay reason",
        }
        return f"On record is a {what[table]} from {in_full(date.fromisoformat(begins or ''))}. {refused.sentence}"
    return None


def _check_row(table: str, cells: Cells, stay: Span, today: date) -> None:
    dates = {"admitted_on": stay.admitted_on, "discharged_on": stay.discharged_on}
    row = ReadRow(0, cells)
    begins = row.on(BY_NAME[table].begins or "")
    if begins is None:
        return
    if table == "ready_periods":
        ready_periods.check_ready_period(ReadyFact(begins, row.on("ended_on")), **dates, today=today)
    elif table == "leave":
        leave.check_leave(LeaveFact(begins, row.on("to_on")), **dates)
    elif table == "ward_moves":
        stays.check_ward_moved_on(begins, stay.admitted_on, stay.discharged_on, today)
    else:
        check_dates(begins, row.on("to_on"), **dates)


def _birth(cells: Cells) -> Birth | None:
    return birth_of(_day(cells.get("born_on")), cells.get("birth_is"))


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
