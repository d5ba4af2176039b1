"""What is exported comes in again without loss: equal files, equal figures, whatever the characters."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import KEYS, Key, Keys, command_line
from enabler.database import Base, atomic
from enabler.exchange.caseload.accepting import accept_caseload
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.planning import Plan, make_plan
from enabler.exchange.caseload.reading import read_caseload
from enabler.exchange.export.taking_out import ExportAsked, Format, Level, write_export
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import Ward
from enabler.rules.method.periods import Period
from tests import makers
from tests.exchange.caseloads import WEIRD, make_everything

TODAY = date(2026, 11, 22)
BY = command_line("tests")


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False, info={KEYS: Keys((Key("a secret"),))}) as session:
        yield session
    engine.dispose()


def take_out(session: Session, to: Path, form: Format = Format.CSV) -> Path:
    write_export(session, ExportAsked(Level.IDENTIFIABLE, form), to.parent, to)
    return to


def take_in(session: Session, path: Path) -> Plan:
    caseload = read_caseload(read_source(path), TODAY)
    with atomic(session):
        plan = make_plan(session, caseload)
        assert [str(cell) for cell in plan.bad] == []
        accept_caseload(session, by=BY, plan=plan)
    return plan


def texts(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("form", "name"), [(Format.CSV, "first"), (Format.CSV, "first.zip"), (Format.XLSX, "first.xlsx")]
)
def test_out_in_and_out_again_is_the_same(
    session: Session, ward: Ward, other_ward: Ward, empty: Session, tmp_path: Path, form: Format, name: str
) -> None:
    make_everything(session, ward, other_ward)
    take_in(empty, take_out(session, tmp_path / name, form))
    assert texts(take_out(session, tmp_path / "one")) == texts(take_out(empty, tmp_path / "two"))


def test_in_again_changes_nothing(session: Session, ward: Ward, other_ward: Ward, tmp_path: Path) -> None:
    make_everything(session, ward, other_ward)
    plan = take_in(session, take_out(session, tmp_path / "out"))
    assert plan.changes_nothing
    assert plan.tables["stays"].unchanged == len(WEIRD) + 1


def test_the_figures_are_the_same(
    session: Session, ward: Ward, other_ward: Ward, empty: Session, tmp_path: Path
) -> None:
    make_everything(session, ward, other_ward)
    take_in(empty, take_out(session, tmp_path / "out"))
    period = Period(date(2026, 10, 1), date(2026, 11, 30))
    ours, theirs = (days_avoided(one, period=period, as_at=TODAY).as_json() for one in (session, empty))
    assert ours["nights"] == theirs["nights"]
    assert ours["funnel"][:-1] == theirs["funnel"][:-1], (
        "an estimate sealed elsewhere is no basis unless settings say so"
    )


def test_the_worked_example(session: Session, tmp_path: Path, empty: Session) -> None:
    folder = Path(__file__).parents[1] / "examples" / "method_example"
    take_in(session, folder)
    take_in(empty, take_out(session, tmp_path / "out"))
    assert texts(tmp_path / "out") == texts(take_out(empty, tmp_path / "again"))
    assert take_in(session, folder).changes_nothing


def test_what_was_withdrawn_or_merged_here_is_not_brought_back(session: Session, ward: Ward, tmp_path: Path) -> None:
    kept, mistake = makers.make_stay(session, ward), makers.make_stay(session, ward, surname="Cole")
    first = makers.make_stay(session, ward, surname="Coles").patient
    path = take_out(session, tmp_path / "out")
    with atomic(session):
        mistake.withdrawn_at, mistake.withdrawn_by, mistake.withdrawn_because = clock.now(), "Sam Okafor", "Doubled"
        first.merged_into_id, mistake.patient.merged_into_id = mistake.patient_id, kept.patient_id
    bad = [str(cell) for cell in make_plan(session, read_caseload(read_source(path), TODAY)).bad]
    merged = f"This record was merged into {kept.patient.ref} here. Use that reference."
    assert {ref for ref in (first.ref, mistake.patient.ref) for words in bad if ref in words and merged in words} == {
        first.ref,
        mistake.patient.ref,
    }
    assert [words for words in bad if "withdrawn here on 22 November 2026: Doubled." in words] != []
