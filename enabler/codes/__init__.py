"""The reader of the code lists beside it: each list is a versioned CSV file, read once, checked as it is read."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from enabler.vocabulary import HOME_NOT_KNOWN, BarrierFamily, Counting, Duty, Setting

FOLDER = Path(__file__).parent
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a plain national list."""

    code: str
    label: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class AccommodationType(Code):
    homeless: bool


@dataclass(frozen=True, slots=True)
class BarrierKind:
    key: str
    label: str
    group: str
    family: BarrierFamily | None
    mhsds_v6: str
    dtoc: str
    acute_2024: str
    usual_levers: str

    @property
    def levers(self) -> list[str]:
        return [lever.strip() for lever in self.usual_levers.split(";")]


@dataclass(frozen=True, slots=True)
class DelayReasonCode:
    """A national delay reason; `housing` is strict, broad, or None for the other reasons."""

    list: str
    code: str
    label: str
    housing: str | None
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Label:
    """An entry of a list that has labels only."""

    label: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class DutyEnd(Label):
    secured: bool


@dataclass(frozen=True, slots=True)
class ReferralOutcome(Label):
    """`duty` is the one that the council accepted; `against` a decision that the patient may ask to have reviewed."""

    duty: Duty | None
    against: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class ReasonHomeLost(Label):
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class EvidenceGrade:
    """Grade 1 is the best; `optimism_percent` is taken off a gain resting on such evidence."""

    grade: int
    data_source: str
    optimism_percent: Decimal
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """The first version of an indicator's definition; `comparison` is what others found, with its source, or empty."""

    key: str
    name: str
    numerator: str
    denominator: str
    exclusions: str
    evidence: str
    comparison: str
    source: str


@dataclass(frozen=True, slots=True)
class LegalTimer:
    """A clock: starts on the fact named by `starts`, and runs one of days, months, working days, hours, or none.

    `means` and `say` make one sentence: what its end means for the patient, and what to say or do about it;
    `say_at_end` takes the place of `say` on its last day and after.
    """

    key: str
    clock: str
    starts: str
    counting: Counting
    days: int | None
    months: int | None
    working_days: int | None
    hours: int | None
    applies_if: str
    applies_from: date | None
    applies_to: date | None
    means: str
    say: str
    say_at_end: str
    authority: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class PublishedComparator:
    setting: Setting
    barrier_group: str
    measure: str
    nights: Decimal
    low: Decimal | None
    high: Decimal | None
    n: int | None
    grade: int
    source: str
    note: str
    status: str


@dataclass(frozen=True, slots=True)
class ListedUnitCost:
    setting: Setting
    unit: str
    pounds: Decimal
    price_year: str
    low: Decimal | None
    high: Decimal | None
    cashable: bool
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class WellbeingItem:
    instrument: str
    order: int
    text: str
    low: int
    high: int
    reverse: bool
    licence: str
    source: str


@cache
def accommodation_types() -> Mapping[str, AccommodationType]:
    return _by("code", _rows("accommodation_types", AccommodationType))


@cache
def homes() -> Mapping[str, str]:
    """The labels of the accommodation types, and of a home that nobody knows."""
    return MappingProxyType(
        {code: kind.label for code, kind in accommodation_types().items()} | {HOME_NOT_KNOWN: "Not known"}
    )


@cache
def barrier_kinds() -> Mapping[str, BarrierKind]:
    return _by("key", _rows("barrier_kinds", BarrierKind))


@cache
def delay_reasons() -> Mapping[tuple[str, str], DelayReasonCode]:
    """By (list, code)."""
    return MappingProxyType({(row.list, row.code): row for row in _rows("delay_reasons", DelayReasonCode)})


@cache
def delay_reason_lists() -> Mapping[str, str]:
    return MappingProxyType({name: f"National list {name}" for name, _ in delay_reasons()})


@cache
def delay_reason_codes() -> Mapping[str, str]:
    """The labels by list and code together, since two lists may use one code differently."""
    return MappingProxyType({f"{name} {code}": one.label for (name, code), one in delay_reasons().items()})


@cache
def discharge_destinations() -> Mapping[str, Code]:
    return _by("code", _rows("discharge_destinations", Code))


@cache
def duty_ends() -> Mapping[str, DutyEnd]:
    return _by("label", _rows("duty_ends", DutyEnd))


@cache
def ethnic_categories() -> Mapping[str, Code]:
    return _by("code", _rows("ethnic_categories", Code))


@cache
def evidence_grades() -> Mapping[int, EvidenceGrade]:
    return MappingProxyType({row.grade: row for row in _rows("evidence_grades", EvidenceGrade)})


@cache
def indicators() -> Mapping[str, Indicator]:
    """In the order of the page."""
    return _by("key", _rows("indicators", Indicator))


@cache
def legal_timers() -> Mapping[str, LegalTimer]:
    return _by("key", _rows("legal_timers", LegalTimer))


@cache
def mental_health_act_statuses() -> Mapping[str, Code]:
    return _by("code", _rows("mental_health_act_statuses", Code))


@cache
def published_comparators() -> tuple[PublishedComparator, ...]:
    return _rows("published_comparators", PublishedComparator)


@cache
def reasons_home_lost() -> Mapping[str, ReasonHomeLost]:
    return _by("label", _rows("reasons_home_lost", ReasonHomeLost))


@cache
def referral_outcomes() -> Mapping[str, ReferralOutcome]:
    return _by("label", _rows("referral_outcomes", ReferralOutcome))


@cache
def support_needs() -> Mapping[str, Label]:
    return _by("label", _rows("support_needs", Label))


@cache
def unit_costs() -> tuple[ListedUnitCost, ...]:
    return _rows("unit_costs", ListedUnitCost)


@cache
def wellbeing_items() -> tuple[WellbeingItem, ...]:
    return _rows("wellbeing_items", WellbeingItem)


@cache
def versions() -> Mapping[str, str]:
    """The SHA-256 of each list's file, by its name, for reports that must say which lists they used."""
    files = sorted(FOLDER.glob("*.csv"))
    return MappingProxyType({file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files})


def _by(name: str, rows: tuple[Row, ...]) -> Mapping[str, Row]:
    found = {getattr(row, name): row for row in rows}
    if len(found) != len(rows):
        raise ValueError(f"A code list repeats a {name}")
    return MappingProxyType(found)


def _rows(name: str, kind: type[Row]) -> tuple[Row, ...]:
    types = get_type_hints(kind)
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if set(reader.fieldnames or ()) != names:
            raise ValueError(f"{name}.csv has other columns than {kind.__name__}")
        return tuple(kind(**{key: _value(text, types[key]) for key, text in row.items()}) for row in reader)


def _value(text: str, kind: Any) -> Any:
    """A cell as its column's type; an empty cell is None where the column allows it."""
    optional = [part for part in getattr(kind, "__args__", ()) if part is not type(None)]
    if optional:
        return None if text == "" else _value(text, optional[0])
    if kind is bool:
        return {"yes": True, "no": False}[text]
    return date.fromisoformat(text) if kind is date else kind(text)
