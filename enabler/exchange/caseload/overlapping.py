"""Stays of one patient that would overlap, in the file or with those on record: refused at the later one's row."""

from collections import defaultdict

from enabler.exchange.caseload.known import KnownRows, Span
from enabler.exchange.caseload.reading import ReadCaseload, ReadRow
from enabler.rules.stay.overlaps import MAY_TOUCH, StaySpan, is_newly_overlapping, overlapping_pairs, stay_span

Spans = dict[str, StaySpan]
ALSO_OPEN = "The patient has another stay that has not ended."


def check_stays_of_each(caseload: ReadCaseload, known: KnownRows, span: dict[str, Span]) -> None:
    """Adds to the bad cells. What the record holds already, and the file does not make worse, is left."""
    rows = {row.cells.get("stay_ref") or "": row for row in caseload.of("stays").rows}
    for patient, stays in _by_patient(caseload, known, span, rows).items():
        before = known.spans.get(known.patients.get(patient, 0), {})
        for earlier, later in overlapping_pairs(stays):
            were = (before[earlier], before[later]) if earlier in before and later in before else None
            if (earlier in rows or later in rows) and is_newly_overlapping((stays[earlier], stays[later]), were):
                _refuse(caseload, rows, stays, (earlier, later))


def _by_patient(
    caseload: ReadCaseload, known: KnownRows, span: dict[str, Span], rows: dict[str, ReadRow]
) -> dict[str, Spans]:
    """The stays as they would stand, by patient and reference."""
    found: defaultdict[str, Spans] = defaultdict(dict)
    for known_patient, patient_id in known.patients.items():
        found[known_patient] |= known.spans.get(patient_id, {})
    ready = defaultdict(list)
    for row in caseload.of("ready_periods").rows:
        ready[row.cells.get("stay_ref") or ""].append(row.on("ready_on"))
    for ref, row in rows.items():
        patient = row.cells.get("patient_ref")
        if not ref or patient is None:
            continue
        before = found[patient].get(ref, StaySpan(None, None)).began
        days = [row.on("case_opened_on"), *ready[ref], None if row.cells.get("admitted_on") else before]
        found[patient][ref] = stay_span(span[ref].admitted_on, span[ref].discharged_on, days)
    return found


def _refuse(caseload: ReadCaseload, rows: dict[str, ReadRow], stays: Spans, pair: tuple[str, str]) -> None:
    earlier, later = pair
    row, other = (rows[later], earlier) if later in rows else (rows[earlier], later)
    if stays[earlier].left is None and stays[later].left is None:
        caseload.refuse("stays", row, "discharged_on", ALSO_OPEN)
        return
    column = "admitted_on" if later in rows or "discharged_on" not in row.cells else "discharged_on"
    says = f"It overlaps the stay {other}, {stays[other].in_words}. {MAY_TOUCH}"
    caseload.refuse("stays", row, column, says)
