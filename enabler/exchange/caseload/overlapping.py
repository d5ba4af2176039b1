"""Stays of one patient that would overlap, in the file or with those on record: refused at the later one's row."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from enabler.exchange.caseload.known import KnownRows, Span, by_stay
from enabler.exchange.caseload.reading import ReadCaseload, ReadRow
from enabler.rules.stay.overlaps import MAY_TOUCH, StaySpan, is_newly_overlapping, overlapping_pairs, stay_span

Spans = dict[str, StaySpan]
ALSO_OPEN = "The patient has another stay that has not ended."


def check_stays_of_each(caseload: ReadCaseload, known: KnownRows, span: dict[str, Span]) -> None:
    """Adds to the bad cells. What the record holds already, and the file does not make worse, is left."""
    sent = _Sent(
        {row.cells.get("stay_ref") or "": row for row in caseload.of("stays").rows},
        by_stay((row.cells.get("stay_ref") or "", row) for row in caseload.of("ready_periods").rows),
    )
    for patient, stays in _by_patient(known, span, sent).items():
        before = known.spans.get(known.patients.get(patient, 0), {})
        for pair in overlapping_pairs(stays):
            earlier, later = pair
            were = (before[earlier], before[later]) if before.keys() >= set(pair) else None
            if sent.names(*pair) and is_newly_overlapping((stays[earlier], stays[later]), were):
                _refuse(caseload, sent, stays, pair)


@dataclass(frozen=True, slots=True)
class _Sent:
    """The rows of the file by the reference of their stay."""

    stays: dict[str, ReadRow]
    ready: dict[str, list[ReadRow]]

    def names(self, *refs: str) -> bool:
        return any(ref in self.stays or ref in self.ready for ref in refs)

    def ready_days(self, ref: str) -> list[date | None]:
        return [row.on("ready_on") for row in self.ready.get(ref, ())]


def _by_patient(known: KnownRows, span: dict[str, Span], sent: _Sent) -> dict[str, Spans]:
    """The stays as they would stand, by patient and reference."""
    found: defaultdict[str, Spans] = defaultdict(dict)
    for known_patient, patient_id in known.patients.items():
        found[known_patient] |= known.spans.get(patient_id, {})
    for existing in known.rows["stays"].values():
        ref, patient = existing.cells["stay_ref"] or "", existing.cells["patient_ref"] or ""
        if not existing.cells["admitted_on"] and ref in found[patient]:
            days = [found[patient][ref].began, *sent.ready_days(ref)]
            found[patient][ref] = stay_span(None, span[ref].discharged_on, days)
    for ref, row in sent.stays.items():
        of_patient = row.cells.get("patient_ref")
        if not ref or of_patient is None:
            continue
        before = found[of_patient].get(ref, StaySpan(None, None)).began
        days = [row.on("case_opened_on"), *sent.ready_days(ref), None if row.cells.get("admitted_on") else before]
        found[of_patient][ref] = stay_span(span[ref].admitted_on, span[ref].discharged_on, days)
    return found


def _refuse(caseload: ReadCaseload, sent: _Sent, stays: Spans, pair: tuple[str, str]) -> None:
    here, other = next((pair for pair in (pair[::-1], pair) if pair[0] in sent.stays), pair[::-1])
    says = f"It overlaps the stay {other}, {stays[other].in_words}. {MAY_TOUCH}"
    row = sent.stays.get(here)
    if row is None:
        here = next(ref for ref in pair if ref in sent.ready)
        caseload.refuse("ready_periods", sent.ready[here][0], "ready_on", says)
    elif stays[here].left is None and stays[other].left is None:
        caseload.refuse("stays", row, "discharged_on", ALSO_OPEN)
    else:
        is_later = here == pair[1] or "discharged_on" not in row.cells
        caseload.refuse("stays", row, "admitted_on" if is_later else "discharged_on", says)
