"""An export from beginning to end: which stays, which sheets, which file, and its line in the audit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.exchange.export.pseudonymised import Pseudonymised
from enabler.exchange.export.sheets_out import Cell, Sheet, dictionary_of, sheet_of
from enabler.exchange.export.studies import study_named
from enabler.exchange.export.writers import FORMATS, whole_or_nothing
from enabler.exchange.rows import labelled_rows
from enabler.exchange.tables import TABLES
from enabler.models import DataExport, Stay
from enabler.record.keeping.snapshot import as_it_stands
from enabler.rules.method.periods import check_period
from enabler.rules.refusal import Refused
from enabler.vocabulary import Word


class Level(Word):
    IDENTIFIABLE = "identifiable", "Identifiable: names and numbers"
    PSEUDONYMISED = "pseudonymised", "Pseudonymised: keyed references, no names"


class Format(Word):
    CSV = "csv", "CSV: a text file for each table"
    XLSX = "xlsx", "Excel: a sheet for each table"
    SQLITE = "sqlite", "SQLite: one database file"
    JSON = "json", "JSON: one text file"


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What is to be taken out. Without dates: everything; with both: stays that touch the period."""

    level: Level
    format: Format
    study: str | None = None
    reason: str | None = None
    from_on: date | None = None
    to_on: date | None = None


def sheets_asked(session: Session, asked: ExportAsked, instance: Path) -> list[Sheet]:
    chosen = _chosen(asked)
    if asked.level is Level.IDENTIFIABLE:
        sheets = [sheet_of(table, partial(labelled_rows, session, table, chosen)) for table in TABLES]
    else:
        sheets = Pseudonymised(session, study_named(instance, asked.study or ""), chosen).sheets()
    return [*sheets, dictionary_of(sheets)]


def write_export(session: Session, asked: ExportAsked, instance: Path, to: Path) -> dict[str, int]:
    """Write the file or folder whole, or nothing. Rows by table; nothing is changed in the records."""
    check_place(to, asked.format)
    counts: dict[str, int] = {}
    zipped = asked.format is Format.CSV and to.suffix.lower() == ".zip"
    with as_it_stands(session, instance) as reading, whole_or_nothing(to) as part:
        sheets = [_counted(sheet, counts) for sheet in sheets_asked(reading, asked, instance)]
        FORMATS["zip" if zipped else asked.format.value](sheets, part)
    counts.pop("data_dictionary", None)
    return counts


def record_export(session: Session, *, by: Actor, asked: ExportAsked, counts: dict[str, int]) -> None:
    taken = DataExport(
        level=asked.level.value,
        format=asked.format.value,
        study=asked.study,
        reason=asked.reason,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(taken)
    session.flush()
    detail = {
        "level": taken.level,
        "format": taken.format,
        "from_on": asked.from_on,
        "to_on": asked.to_on,
        "rows": counts,
    }
    audit.record(session, by=by, action="export", subject=taken, detail=detail)


def check_asked(asked: ExportAsked) -> None:
    """What must be said before anything leaves."""
    if asked.level is Level.PSEUDONYMISED and not (asked.study or "").strip():
        raise Refused("Name the study: its key turns the references, and only its own exports fit together.", "study")
    if (asked.from_on is None) != (asked.to_on is None):
        raise Refused("Give both the first and the last day of the period, or neither.", "to_on")
    if asked.from_on and asked.to_on:
        check_period(asked.from_on, asked.to_on)
        if asked.level is Level.PSEUDONYMISED and not _whole_months(asked.from_on, asked.to_on):
            raise Refused("Take whole months: two exports a day apart would tell who left in between.", "to_on")


def _whole_months(from_on: date, to_on: date) -> bool:
    return from_on.day == 1 and (to_on + timedelta(days=1)).day == 1


def check_place(to: Path, wanted: Format) -> None:
    if not to.parent.is_dir():
        raise Refused(f"There is no folder {to.parent}.")
    empty = to.is_dir() and wanted is Format.CSV and not any(to.iterdir())
    if to.exists() and not empty:
        raise Refused(f"{to} is there already. Choose another name: an export never replaces anything.")


def _chosen(asked: ExportAsked) -> Select[Any] | None:
    if asked.from_on is None or asked.to_on is None:
        return None
    began = Stay.admitted_on.is_(None) | (Stay.admitted_on <= asked.to_on)
    return select(Stay.id).where(began, Stay.discharged_on.is_(None) | (Stay.discharged_on >= asked.from_on))


def _counted(sheet: Sheet, counts: dict[str, int]) -> Sheet:
    def rows() -> Iterator[Sequence[Cell]]:
        counts[sheet.name] = 0
        for row in sheet.rows():
            counts[sheet.name] += 1
            yield row

    return replace(sheet, rows=rows)


def file_name(asked: ExportAsked) -> str:
    """No name, no number: what it is and the day it was made."""
    ending = "zip" if asked.format is Format.CSV else asked.format.value
    return f"enabler-{asked.level.value}-{clock.today():%Y-%m-%d}.{ending}"
