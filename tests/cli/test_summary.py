"""A case summary and a ward list printed from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session

from enabler import models
from enabler.cli import main
from enabler.models import Stay, Ward
from enabler.pages.reports.printing import pdf as pdf_maker
from tests import makers
from tests.pages.reports.reading import text_of


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):
    settings = app.config["ENABLER"]
    monkeypatch.setenv("ENABLER_INSTANCE", str(settings.instance))
    monkeypatch.setenv("ENABLER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ENABLER_SECRET", settings.secret)
    monkeypatch.setattr("enabler.cli.starting.bring_up_to_date", lambda settings: None)

    def command(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return command


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    made = makers.make_stay(session, ward, ready=9, bed="B7", barriers=["rent_arrears"])
    session.rollback()
    return made


def test_summary_of_a_stay(run, session: Session, stay: Stay, tmp_path: Path) -> None:
    ref, file = stay.ref, tmp_path / "one.pdf"
    session.rollback()
    answer = run("summary", "stay", ref, "--pdf", file, "--by", "Night shift")
    assert answer.exit_code == 0 and "case summary, full names" in answer.output
    said = text_of(file.read_bytes())
    assert (
        "SINGH, Harpreet" in said and "Printed by command line: Night shift" in said
    ) or "Printed by Night shift" in said
    line = session.query(models.AuditLine).filter_by(action="print").one()
    assert line.subject_id == ref and line.stay_id == stay.id


def test_summary_of_a_ward_with_initials(run, session: Session, stay: Stay, ward: Ward, tmp_path: Path) -> None:
    file = tmp_path / "ward.pdf"
    session.rollback()
    answer = run("summary", "ward", "bosworth", "--pdf", file, "--names", "initials")
    assert answer.exit_code == 0, answer.output
    said = text_of(file.read_bytes())
    assert "H.S." in said and "SINGH" not in said and "1 patient" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("stay", "S-NONE"), "There is no stay S-NONE."), (("ward", "Nowhere"), "There is no ward Nowhere.")],
)
def test_what_is_not_there_is_said(run, words: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    answer = run("summary", *words, "--pdf", tmp_path / "x.pdf")
    assert answer.exit_code == 1 and sentence in answer.output and not (tmp_path / "x.pdf").exists()


def test_wrong_usage(run, tmp_path: Path) -> None:
    assert run("summary", "planet", "X", "--pdf", tmp_path / "x.pdf").exit_code == 2
    assert run("summary", "ward", "Bosworth").exit_code == 2
    assert run("summary", "ward", "Bosworth", "--pdf", tmp_path / "x.pdf", "--names", "all").exit_code == 2


def test_without_pango_it_says_what_to_install(
    run, session: Session, stay: Stay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> None:
        raise pdf_maker.PdfMissing

    ref = stay.ref
    session.rollback()
    monkeypatch.setattr(pdf_maker, "_renderer", missing)
    answer = run("summary", "stay", ref, "--pdf", tmp_path / "x.pdf")
    assert answer.exit_code == 1 and "apt-get install libpango-1.0-0" in answer.output
    assert not (tmp_path / "x.pdf").exists()
    assert session.query(models.AuditLine).filter_by(action="print").count() == 0
