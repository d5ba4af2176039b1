"""Sheets without identities: keyed references, age bands, days since admission, nights by stay and part."""

# No free text. No row of a stay or person carries a calendar date or month: beside days since the admission it would
# give the date away.

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.exchange.export.sheets_out import Cell, Sheet, SheetColumn, columns_of, with_labels
from enabler.exchange.export.studies import Study
from enabler.exchange.fields import Apart, Field, Sort, Table, code
from enabler.exchange.rows import CHUNK, Row, keyed_rows
from enabler.exchange.tables import PATIENTS, STAYS, TABLES, WARD_MOVES
from enabler.models import LEFT_OUT, Patient, Stay
from enabler.record.facts.stay_facts import stay_facts
from enabler.rules.facts import StayFacts
from enabler.rules.method import nights
from enabler.rules.method.disclosure import FEWEST_PEOPLE, is_printable
from enabler.rules.method.periods import Period
from enabler.rules.writing.births import Birth, birth_of
from enabler.rules.writing.dates_as_written import whole_years
from enabler.vocabulary import Part, labels

BANDS = ((18, "under 18"), (25, "18 to 24"), (35, "25 to 34"), (45, "35 to 44"), (55, "45 to 54"),
         (65, "55 to 64"), (75, "65 to 74"), (85, "75 to 84"))  # fmt: skip
OLDEST_BAND = "85 and over"
ROUNDED_TO = 5
KINDS = {"stay_ref": "stay", "patient_ref": "patient", "barrier_ref": "barrier"}
PART = code("part", "Which part of the delay", None, partial(labels, Part))
AGE = SheetColumn("age_band", Sort.TEXT, "Age at admission, in bands of ten years")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a stay's rows are turned by."""

    admitted_on: date | None
    age_band: str | None


class Pseudonymised:
    """The sheets of one study. The stays come in the order of their keyed references, which says nothing of time."""

    def __init__(self, session: Session, study: Study, chosen: Select[Any] | None) -> None:
        self.session, self.study = session, study
        statement = select(Stay.id, Stay.ref)
        if chosen is not None:
            statement = statement.where(Stay.id.in_(chosen))
        keyed = sorted(
            (study.keyed("stay", ref), stay_id)
            for stay_id, ref in session.connection().execute(statement.options(*LEFT_OUT))
        )
        self.ids = array("q", (stay_id for _, stay_id in keyed))

    def sheets(self) -> list[Sheet]:
        return [self._sheet(table) for table in TABLES if table is not PATIENTS] + [
            self._nights(),
            self._nights_by_month(),
        ]

    def _sheet(self, table: Table) -> Sheet:
        kept = [
            (place, one)
            for place, one in enumerate(table.fields)
            if one.apart is not Apart.DROPPED and one.name != "admitted_on"
        ]
        fields = [_field(one) for _, one in kept]
        extra = (AGE,) if table is STAYS else ()

        def rows() -> Iterator[Sequence[Cell]]:
            for anchor, row in self._in_keyed_order(table):
                cells = [self._cell(one, row[place], anchor) for place, one in kept]
                yield (*cells, anchor.age_band) if extra else cells

        def labelled() -> Iterator[Sequence[Cell]]:
            return with_labels(table.name, fields, rows())

        key = table.key if table.name != "barriers" else None
        return Sheet(table.name, table.says, (*columns_of(fields), *extra), labelled, key)

    def _in_keyed_order(self, table: Table) -> Iterator[tuple[Anchor, Row]]:
        for chunk in self._chunks():
            anchors = _anchors(self.session, chunk)
            found: dict[int, list[Row]] = {stay_id: [] for stay_id in chunk}
            for _, stay_id, row in keyed_rows(self.session, table, chunk):
                found[stay_id].append(row)
            yield from ((anchors[stay_id], row) for stay_id, rows in found.items() for row in rows)

    def _chunks(self) -> Iterator[list[int]]:
        for start in range(0, len(self.ids), CHUNK):
            yield self.ids[start : start + CHUNK].tolist()

    def _cell(self, field: Field, said: Cell, anchor: Anchor) -> Cell:
        if said is None:
            return None
        if field.apart is Apart.KEYED:
            return self.study.keyed(KINDS.get(field.name, field.name), said)
        if field.apart is not Apart.DAYS:
            return said
        on = clock.london_date(datetime.fromisoformat(said)) if field.sort is Sort.INSTANT else date.fromisoformat(said)
        return str((on - anchor.admitted_on).days) if anchor.admitted_on else None

    def _nights(self) -> Sheet:
        fields = [_field(STAYS.field("stay_ref")), WARD_MOVES.field("ward"), PART]
        count = SheetColumn("nights", Sort.NUMBER, "Delay nights by the midnight rule")
        says = (
            "Delay nights by stay, ward and part; the two housing parts of a stay are its observed nights. "
            "Stays that are not over are left out: counted up to the day of the export they "
            "would give their dates away."
        )

        def labelled() -> Iterator[Sequence[Cell]]:
            return with_labels("nights", fields, self._night_rows())

        return Sheet("nights", says, (*columns_of(fields), count), labelled)

    def _night_rows(self) -> Iterator[Sequence[Cell]]:
        for facts in self._facts():
            if facts.discharged_on is None:
                continue
            ref = self.study.keyed("stay", facts.ref)
            counts: Counter[tuple[str, str]] = Counter()
            for run in nights.runs(facts, clock.today()):
                counts[run.ward, run.part.value] += run.nights
            yield from ((ref, *key, str(count)) for key, count in sorted(counts.items()))

    def _nights_by_month(self) -> Sheet:
        month = Field("month", Sort.TEXT, "Calendar month, YYYY-MM")
        fields = [month, PART]
        says = "Delay nights of all stays together by calendar month and part."
        count = SheetColumn(
            "nights", Sort.TEXT, f"To the nearest {ROUNDED_TO}; * where fewer than {FEWEST_PEOPLE} stays make them up"
        )

        def labelled() -> Iterator[Sequence[Cell]]:
            return with_labels("nights_by_month", fields, iter(_months(self._facts())))

        return Sheet("nights_by_month", says, (*columns_of(fields), count), labelled)

    def _facts(self) -> Iterator[StayFacts]:
        for chunk in self._chunks():
            found = stay_facts(self.session, chunk)
            yield from (found[stay_id] for stay_id in chunk)


def _months(stays: Iterable[StayFacts]) -> list[tuple[str, str, str]]:
    """Month, part and rounded nights over all stays; too few of them are not told by their nights."""
    counts: Counter[tuple[str, str]] = Counter()
    people: Counter[tuple[str, str]] = Counter()
    for stay in stays:
        own = nights_by_month(stay, clock.today())
        counts.update(own)
        people.update(own.keys())
    return [
        (*key, str(ROUNDED_TO * round(count / ROUNDED_TO)) if is_printable(people[key]) else "*")
        for key, count in sorted(counts.items())
    ]


def nights_by_month(stay: StayFacts, as_at: date) -> Counter[tuple[str, str]]:
    """The nights of a stay by month and part, whatever the period of the export."""
    runs = nights.runs(stay, as_at)
    counts: Counter[tuple[str, str]] = Counter()
    if runs:
        period = Period(date.fromordinal(runs[0].start), date.fromordinal(runs[-1].end - 1))
        for month, found in nights.by_month(runs, period).items():
            for run in found:
                counts[f"{month.from_on:%Y-%m}", run.part.value] += run.nights
    return counts


def age_band(birth: Birth | None, on: date) -> str | None:
    """Not known where a birth that is not exact might be of either of two bands."""
    if birth is None:
        return None
    bands = {_band(whole_years(born_on, on)) for born_on in (birth.earliest, birth.latest)}
    return bands.pop() if len(bands) == 1 else None


def _band(age: int) -> str:
    return next((band for below, band in BANDS if age < below), OLDEST_BAND)


def _anchors(session: Session, stay_ids: Sequence[int]) -> dict[int, Anchor]:
    columns = (Stay.id, Stay.admitted_on, Patient.born_on, Patient.birth_is)
    statement = select(*columns).join(Patient, Stay.patient_id == Patient.id).where(Stay.id.in_(stay_ids))
    return {
        stay_id: Anchor(
            admitted_on,
            age_band(birth_of(born_on, birth_is), admitted_on or clock.today()),
        )
        for stay_id, admitted_on, born_on, birth_is in session.connection().execute(statement)
    }


def _field(field: Field) -> Field:
    """A date becomes the number of days since the admission."""
    if field.apart is not Apart.DAYS:
        return (
            replace(field, says="Keyed reference, the same within the study") if field.apart is Apart.KEYED else field
        )
    name = "day" if field.name == "on" else field.name.removesuffix("_on").removesuffix("_at").removesuffix("_since")
    named = name if name == "day" else f"{name}_day"
    return replace(field, name=named, sort=Sort.NUMBER, says=f"{field.says}: days since the admission")
