"""The evaluator's export: no identity in it, the same key within a study, and the figures can be worked out from it."""

import csv
import json
import re
import sqlite3
import stat
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.exchange.export.pseudonymised import age_band
from enabler.exchange.export.studies import study_named
from enabler.exchange.export.taking_out import ExportAsked, Format, Level, check_asked, write_export
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import Patient, Stay, Ward
from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused
from enabler.rules.writing.births import Birth, birth_of
from enabler.vocabulary import BirthIs
from tests.exchange.caseloads import make_everything

TODAY = date(2026, 11, 22)
pytest_plugins = ["tests.method_example"]


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def take_out(
    session: Session, folder: Path, name: str, study: str = "Trial", **asked: object
) -> dict[str, list[dict[str, str]]]:
    form = Format.CSV
    write_export(session, ExportAsked(Level.PSEUDONYMISED, form, study, **asked), folder, folder / name)  # type: ignore[arg-type]
    found = {}
    for file in (folder / name).iterdir():
        with file.open(encoding="utf-8-sig", newline="") as opened:
            found[file.stem] = list(csv.DictReader(opened))
    return found


def test_no_identity_is_in_it(session: Session, ward: Ward, other_ward: Ward, tmp_path: Path) -> None:
    make_everything(session, ward, other_ward)
    take_out(session, tmp_path, "out")
    everything = "\n".join(file.read_text(encoding="utf-8") for file in (tmp_path / "out").iterdir())
    for patient in session.scalars(select(Patient)):
        for said in (patient.ref, patient.hospital_number, patient.surname if len(patient.surname) > 5 else None):
            assert not said or said in ("TRUE", "NULL") or said not in everything, said
    for stay in session.scalars(select(Stay)):
        assert stay.ref not in everything
    assert not re.search(r"\b(19|20)\d\d-\d\d-\d\d\b", everything), "no full date"


def test_columns_hold_no_free_text(session: Session, ward: Ward, other_ward: Ward, tmp_path: Path) -> None:
    make_everything(session, ward, other_ward)
    names = {name for rows in take_out(session, tmp_path, "out").values() for name in (rows[0] if rows else ())}
    free = {
        "surname",
        "given_names",
        "born_on",
        "nhs_number",
        "hospital_number",
        "officer",
        "bed",
        "waiting_on",
        "note",
        "what",
        "owner",
    }
    assert not names & (free | {"text", "with", "made_by", "agreed_by", "reason", "outcome", "how_resolved", "said_by"})


def test_the_nights_add_up_to_the_report(example: Session, tmp_path: Path) -> None:
    report = days_avoided(example, period=Period(date(2026, 4, 1), date(2026, 6, 30)), as_at=TODAY)
    study = study_named(tmp_path, "Trial")
    observed: defaultdict[str, int] = defaultdict(int)
    for row in take_out(example, tmp_path, "out")["nights"]:
        if row["part"] in ("housing_only", "housing_and_other"):
            observed[row["stay_ref"]] += int(row["nights"])
    rows = report.as_json()["rows"]
    assert {study.keyed("stay", row["stay"]): row["observed"] for row in rows} == {
        study.keyed("stay", row["stay"]): observed[study.keyed("stay", row["stay"])] for row in rows
    }


def test_the_share_and_kind_are_the_figures_own(example: Session, tmp_path: Path) -> None:
    stays = take_out(example, tmp_path, "out")["stays"]
    assert sorted(row["share"] for row in stays).count("sole") == 7
    assert "discharged_month" not in stays[0]


def test_a_study_keeps_its_key_and_no_other_has_it(example: Session, tmp_path: Path) -> None:
    first, again = (take_out(example, tmp_path, name) for name in ("one", "two"))
    other = take_out(example, tmp_path, "three", study="Another")
    refs = [{row["stay_ref"] for row in found["stays"]} for found in (first, again, other)]
    assert refs[0] == refs[1] and not refs[0] & refs[2]
    (key, _) = sorted((tmp_path / "studies").iterdir())
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_references_fit_across_tables(example: Session, tmp_path: Path) -> None:
    found = take_out(example, tmp_path, "out")
    stays = {row["stay_ref"] for row in found["stays"]}
    assert {row["stay_ref"] for name in ("barriers", "ready_periods", "nights") for row in found[name]} <= stays
    assert [row["stay_ref"] for row in found["stays"]] == sorted(stays), "their order tells nothing of time"


def test_a_period_takes_the_stays_that_touch_it(example: Session, tmp_path: Path) -> None:
    found = take_out(example, tmp_path, "out", from_on=date(2026, 6, 1), to_on=date(2026, 6, 30))
    assert len(found["stays"]) == 6


def test_every_column_is_in_the_dictionary(example: Session, tmp_path: Path) -> None:
    take_out(example, tmp_path, "out")
    with (tmp_path / "out" / "data_dictionary.csv").open(encoding="utf-8-sig", newline="") as opened:
        described = {(row["table"], row["column"]) for row in csv.DictReader(opened) if row["description"]}
    for file in (tmp_path / "out").iterdir():
        if file.stem != "data_dictionary":
            with file.open(encoding="utf-8-sig", newline="") as opened:
                assert {(file.stem, name) for name in next(csv.reader(opened))} <= described


def test_sqlite_and_json_hold_the_same(example: Session, tmp_path: Path) -> None:
    csv_rows = take_out(example, tmp_path, "out")
    for form in (Format.SQLITE, Format.JSON):
        write_export(example, ExportAsked(Level.PSEUDONYMISED, form, "Trial"), tmp_path, tmp_path / f"o.{form}")
    with closing(sqlite3.connect(tmp_path / "o.sqlite")) as opened:
        refs = [row[0] for row in opened.execute("SELECT stay_ref FROM stays")]
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    as_json = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    wanted = [row["stay_ref"] for row in csv_rows["stays"]]
    assert refs == wanted and [row["stay_ref"] for row in as_json["stays"]] == wanted


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2010, 1, 1), "under 18"),
        (date(2008, 11, 22), "18 to 24"),
        (date(1961, 2, 3), "65 to 74"),
        (date(1941, 11, 23), "75 to 84"),
        (date(1941, 11, 22), "85 and over"),
        (None, None),
    ],
)
def test_age_bands(born: date | None, band: str | None) -> None:
    assert age_band(birth_of(born, None), TODAY) == band


def test_a_birth_that_may_be_of_either_of_two_bands_has_none() -> None:
    assert age_band(Birth(date(1955, 7, 1), BirthIs.ESTIMATED), TODAY) == "65 to 74"
    assert age_band(Birth(date(1951, 7, 1), BirthIs.YEAR), TODAY) is None


@pytest.mark.parametrize(
    "asked",
    [
        ExportAsked(Level.PSEUDONYMISED, Format.CSV),
        ExportAsked(Level.PSEUDONYMISED, Format.CSV, "Trial", from_on=TODAY),
        ExportAsked(Level.PSEUDONYMISED, Format.CSV, "Trial", from_on=TODAY, to_on=date(2026, 1, 1)),
    ],
)
def test_what_must_be_said_first(asked: ExportAsked) -> None:
    with pytest.raises(Refused):
        check_asked(asked)


def test_nothing_is_left_of_an_export_that_fails(session: Session, ward: Ward, tmp_path: Path) -> None:
    from tests.makers import add_contact, make_stay

    stay = make_stay(session, ward)
    add_contact(session, stay, text="x" * 40_000)
    session.commit()
    with pytest.raises(Refused, match="longer than a cell of Excel"):
        write_export(session, ExportAsked(Level.IDENTIFIABLE, Format.XLSX), tmp_path, tmp_path / "out.xlsx")
    assert not any(file.suffix in (".xlsx", ".unfinished") for file in tmp_path.iterdir())


def test_an_export_replaces_nothing(session: Session, tmp_path: Path) -> None:
    (tmp_path / "there.json").write_text("mine")
    with pytest.raises(Refused, match="never replaces"):
        write_export(session, ExportAsked(Level.IDENTIFIABLE, Format.JSON), tmp_path, tmp_path / "there.json")
    assert (tmp_path / "there.json").read_text() == "mine"
