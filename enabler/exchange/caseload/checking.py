"""What only several rows together can tell: references, dates in the order of the stay, overlaps."""

from datetime import date, datetime

from enabler import clock
from enabler.exchange.caseload.known import Cells, KnownRows, Span, as_they_stand, by_stay, identities, spans
from enabler.exchange.caseload.overlapping import check_stays_of_each
from enabler.exchange.caseload.reading import ReadCaseload, ReadRow
from enabler.exchange.caseload.stay_dates import check_stays, trying
from enabler.exchange.tables import BY_NAME
from enabler.rules.facts import LeaveFact, ReadyFact
from enabler.rules.stay import barriers, estimates, leave, ready_periods, stays
from enabler.rules.stay.delay_reasons import check_dates
from enabler.rules.writing.dates_as_written import in_full
from enabler.vocabulary import ReadyEnd

CHILDREN = (
    "ready_periods",
    "leave",
    "ward_moves",
    "barriers",
    "delay_reasons",
    "actions",
    "contacts",
    "follow_ups",
    "estimates",
)


def check_across(caseload: ReadCaseload, known: KnownRows) -> None:
    """Adds to the caseload's bad cells."""
    span = spans(caseload, known)
    _check_patients(caseload, known)
    check_stays(caseload, known, span)
    _check_references(caseload, known)
    _check_in_use(caseload, known)
    for table, check in IN_STAY.items():
        for _, stands in as_they_stand(caseload, known, table):
            check(caseload, stands, span)
    for row in caseload.of("estimates").rows:
        _check_estimate(caseload, row)
    _check_past(caseload)
    _check_together(caseload, known)
    _check_overlaps(caseload, known, span)
    check_stays_of_each(caseload, known, span)
    _check_barriers(caseload, known)
    _check_milestones(caseload, known)


def _check_patients(caseload: ReadCaseload, known: KnownRows) -> None:
    for row in caseload.of("patients").rows:
        born_on, number = row.on("born_on"), row.cells.get("nhs_number")
        if born_on is not None:
            trying(caseload, "patients", row, "born_on", stays.check_born_on, born_on, caseload.today)
        elif row.cells.get("birth_is"):
            caseload.refuse("patients", row, "birth_is", "This says how a date of birth is known, but there is none.")
        holder = known.numbers.get(number or "")
        if holder is not None and holder != row.cells.get("patient_ref"):
            caseload.refuse("patients", row, "nhs_number", "Another patient on record has this NHS number.")


def _check_references(caseload: ReadCaseload, known: KnownRows) -> None:
    stay_refs = {row.cells.get("stay_ref") for row in caseload.of("stays").rows} | known.stays.keys()
    barrier_of = {row.cells.get("barrier_ref"): row.cells.get("stay_ref") for row in caseload.of("barriers").rows}
    for table in CHILDREN:
        key = BY_NAME[table].key
        for row in caseload.of(table).rows:
            stay, barrier = row.cells.get("stay_ref"), row.cells.get("barrier_ref")
            if stay is not None and stay not in stay_refs:
                caseload.refuse(table, row, "stay_ref", "No stay with this reference is in the file or on record.")
                continue
            owner = known.owners.get(table, {}).get(row.cells.get(key) or "") if key else None
            if owner is not None and owner != known.stays.get(stay or ""):
                caseload.refuse(table, row, key or "", "On record this reference belongs to another stay.")
            if barrier is not None and table != "barriers":
                on_record = known.owners["barriers"].get(barrier)
                theirs = barrier_of.get(barrier) == stay or (
                    on_record is not None and on_record == known.stays.get(stay or "")
                )
                if not theirs:
                    caseload.refuse(table, row, "barrier_ref", "The stay has no barrier with this reference.")


def _check_in_use(caseload: ReadCaseload, known: KnownRows) -> None:
    """A file does not bring back what was withdrawn here, nor a record that was merged into another."""
    for table, columns in (("patients", ("patient_ref",)), ("stays", ("stay_ref", "patient_ref"))):
        for row in caseload.of(table).rows:
            for column in columns:
                if says := known.withdrawn.get(row.cells.get(column) or ""):
                    caseload.refuse(table, row, column, says)


def _stay_of(row: ReadRow, span: dict[str, Span]) -> dict[str, date | None]:
    stay = span.get(row.cells.get("stay_ref") or "", Span(None, None))
    return {"admitted_on": stay.admitted_on, "discharged_on": stay.discharged_on}


def _check_ready(caseload: ReadCaseload, row: ReadRow, span: dict[str, Span]) -> None:
    ready_on = row.on("ready_on")
    if ready_on is not None:
        period = ReadyFact(ready_on, row.on("ended_on"), _reason(row))
        check, stay = ready_periods.check_ready_period, _stay_of(row, span)
        trying(caseload, "ready_periods", row, "ready_on", check, period, **stay, today=caseload.today)


def _reason(row: ReadRow) -> ReadyEnd | None:
    said = row.cells.get("end_reason")
    return ReadyEnd(said) if said else None


def _check_leave(caseload: ReadCaseload, row: ReadRow, span: dict[str, Span]) -> None:
    from_on = row.on("from_on")
    if from_on is not None:
        away = LeaveFact(from_on, row.on("to_on"))
        trying(caseload, "leave", row, "from_on", leave.check_leave, away, **_stay_of(row, span))


def _check_move(caseload: ReadCaseload, row: ReadRow, span: dict[str, Span]) -> None:
    from_on = row.on("from_on")
    if from_on is not None:
        stay = _stay_of(row, span).values()
        trying(caseload, "ward_moves", row, "from_on", stays.check_ward_moved_on, from_on, *stay, caseload.today)


def _check_reason(caseload: ReadCaseload, row: ReadRow, span: dict[str, Span]) -> None:
    from_on = row.on("from_on")
    if from_on is not None:
        stay = _stay_of(row, span)
        trying(caseload, "delay_reasons", row, "from_on", check_dates, from_on, row.on("to_on"), **stay)


IN_STAY = {
    "ready_periods": _check_ready,
    "leave": _check_leave,
    "ward_moves": _check_move,
    "delay_reasons": _check_reason,
}


def _check_estimate(caseload: ReadCaseload, row: ReadRow) -> None:
    values = [row.cells.get(name) for name in ("low", "likely", "high")]
    if None not in values:
        low, likely, high = (float(said or 0) for said in values)
        trying(caseload, "estimates", row, "likely", estimates.check_estimate, low, likely, high)
    sealed = row.cells.get("sealed_at")
    if sealed and datetime.fromisoformat(sealed) > clock.now():
        caseload.refuse("estimates", row, "sealed_at", "This is in the future.")


PAST = (
    ("stays", "judged_on"), ("stays", "main_barrier_judged_on"), ("stays", "share_judged_on"), ("barriers", "began_on"),
    ("barriers", "resolved_on"), ("barriers", "waiting_since"), ("actions", "done_on"), ("contacts", "on"),
    ("follow_ups", "done_on"),
)  # fmt: skip


def _check_past(caseload: ReadCaseload) -> None:
    for table, column in PAST:
        for row in caseload.of(table).rows:
            on = row.on(column)
            if on is not None and on > caseload.today:
                caseload.refuse(table, row, column, f"{in_full(on)} is in the future.")


def _check_together(caseload: ReadCaseload, known: KnownRows) -> None:
    """Cells that say something only together with another one."""
    for table, column, other, why in (
        ("actions", "outcome", "done_on", "There is an outcome but not the day it was done."),
        ("follow_ups", "result", "done_on", "There is a result but not the day it was done."),
    ):
        for row, stands in as_they_stand(caseload, known, table):
            if stands.cells.get(column) and not stands.cells.get(other) and not {column, other}.isdisjoint(row.cells):
                caseload.refuse(table, stands, column, why)
    for _, row in as_they_stand(caseload, known, "follow_ups"):
        if row.cells.get("done_on") and row.cells.get("cancelled_because"):
            caseload.refuse("follow_ups", row, "cancelled_because", "It was done, so it was not cancelled.")


def _merged(
    caseload: ReadCaseload, known: KnownRows, table: str, column: str
) -> dict[str, list[tuple[Cells, ReadRow | None]]]:
    """Rows of each stay as they would stand: the file's, and those on record that the file does not touch."""
    rows = caseload.of(table).rows
    named = set(identities(BY_NAME[table], (row.cells for row in rows)))
    pairs: list[tuple[str, tuple[Cells, ReadRow | None]]] = [
        (row.cells.get("stay_ref") or "", (row.cells, row)) for row in rows if row.cells.get(column)
    ]
    for identity, existing in known.rows.get(table, {}).items():
        if identity not in named and existing.cells.get(column):
            pairs.append((existing.cells["stay_ref"] or "", (existing.cells, None)))
    return by_stay(pairs)


def _check_overlaps(caseload: ReadCaseload, known: KnownRows, span: dict[str, Span]) -> None:
    for table, start, end in (("ready_periods", "ready_on", "ended_on"), ("leave", "from_on", "to_on")):
        for stay, rows in _merged(caseload, known, table, start).items():
            left = span[stay].discharged_on if stay in span else None
            before_end, before = None, None
            for cells, row in sorted(rows, key=lambda one: (one[0][start] or "", one[0].get(end) or "9999")):
                if before is not None and (cells[start] or "") < (before_end or "9999") and (row or before[1]):
                    began = in_full(date.fromisoformat(before[0][start] or ""))
                    caseload.refuse(
                        table, row or before[1] or ReadRow(0, {}), start, f"It overlaps the one from {began}."
                    )
                before_end, before = cells.get(end) or (left.isoformat() if left else None), (cells, row)


def _check_barriers(caseload: ReadCaseload, known: KnownRows) -> None:
    """Intervals of one barrier in order, of one stay and one kind."""
    named = set(identities(BY_NAME["barriers"], (row.cells for row in caseload.of("barriers").rows)))
    stand = [row for _, row in as_they_stand(caseload, known, "barriers")]
    refs = {row.cells.get("barrier_ref") for row in stand}
    stand += [
        ReadRow(0, existing.cells)
        for identity, existing in known.rows.get("barriers", {}).items()
        if identity not in named and existing.cells["barrier_ref"] in refs
    ]
    found: dict[str, list[ReadRow]] = by_stay((row.cells.get("barrier_ref") or "", row) for row in stand)
    for rows in found.values():
        _check_intervals(caseload, sorted(rows, key=lambda row: row.cells.get("began_on") or ""))
        _check_same_barrier(caseload, [row for row in rows if row.number])


def _check_intervals(caseload: ReadCaseload, ordered: list[ReadRow]) -> None:
    """In order; rows on record (number 0) are not refused, but the file's row beside them is."""
    for place, row in enumerate(ordered):
        began, resolved = row.on("began_on"), row.on("resolved_on")
        if row.number and began and resolved:
            trying(caseload, "barriers", row, "resolved_on", barriers.check_resolved_on, resolved, began, date.max)
        sent = row if row.number or not place else ordered[place - 1]
        if place and began and sent.number:
            column, last = "began_on" if sent is row else "resolved_on", ordered[place - 1].on("resolved_on")
            trying(caseload, "barriers", sent, column, barriers.check_reopened_on, began, last, date.max)


def _check_same_barrier(caseload: ReadCaseload, rows: list[ReadRow]) -> None:
    for row in rows[1:]:
        for column in ("stay_ref", "kind"):
            if row.cells.get(column) != rows[0].cells.get(column):
                why = f"Row {rows[0].number} has the same barrier with another {column.removesuffix('_ref')}."
                caseload.refuse("barriers", row, column, why)


def _check_milestones(caseload: ReadCaseload, known: KnownRows) -> None:
    for rows in _merged(caseload, known, "follow_ups", "milestone").values():
        seen: set[str | None] = set()
        for cells, row in sorted(rows, key=lambda one: one[1] is not None):
            if cells["milestone"] in seen and row is not None:
                caseload.refuse(
                    "follow_ups", row, "milestone", f"The stay has a follow-up at {cells['milestone']} already."
                )
            seen.add(cells["milestone"])
