"""The report and its comparison on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session

from enabler import models
from enabler.cli import main
from tests.pages.reports.reading import text_of
from tests.pages.reports.waits import SHORTER, add_waits

EXAMPLE = Path(__file__).parents[1] / "examples" / "method_example" / "comparison.csv"
MEASURE = ["--measure", "housing-nights"]


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


def test_report_writes_the_same_figures_to_json_and_pdf(run, example: Session, tmp_path: Path) -> None:
    example.rollback()
    pdf, figures = tmp_path / "summary.pdf", tmp_path / "figures.json"
    answer = run(
        "report", "days-avoided", "--from", "2026-04-01", "--to", "2026-06-30", "--pdf", pdf, "--json", figures
    )
    assert answer.exit_code == 0, answer.output
    found = json.loads(figures.read_text())
    assert found["totals"]["gross"] == pytest.approx(45.1923, abs=1e-4)
    assert "38.4 nights avoided (net, range 33.9 to 40.7; gross 45.2), from 6 stays, not yet confirmed" in answer.output
    assert "38.4 nights avoided" in text_of(pdf.read_bytes()) and found["reference"] in text_of(pdf.read_bytes())


def test_report_says_beside_the_figure_what_chance_and_the_cross_check_say(run, example: Session) -> None:
    add_waits(example, (*SHORTER, *[None] * 20))
    example.rollback()
    answer = run("report", "days-avoided", "--from", "2026-04-01", "--to", "2026-06-30")
    assert answer.exit_code == 0, answer.output
    assert "Chance alone: with other patients of the same kinds" in answer.output
    assert "Cross-check: they disagree: the ledger’s" in answer.output


def test_a_ward_that_is_not_there_is_said(run, example: Session) -> None:
    example.rollback()
    answer = run("report", "days-avoided", "--from", "2026-04-01", "--to", "2026-06-30", "--ward", "Nowhere")
    assert answer.exit_code == 1 and "There is no ward Nowhere." in answer.output


def test_a_comparison_is_previewed_and_then_brought_in(run, session: Session) -> None:
    words = ["import-comparison", EXAMPLE, "--name", "Earlier", "--source", "Audit 2024", "--grade", "4", *MEASURE]
    assert "Nothing was changed" in run(*words).output
    assert session.query(models.ComparisonCohort).count() == 0
    session.rollback()
    assert run(*words, "--accept").exit_code == 0
    assert session.query(models.ComparisonCohortRow).count() == 26
    session.rollback()
    assert "already a comparison" in run(*words, "--accept").output


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("acute,no_home,-3,no\n", "row 2, nights: “-3” is not a whole number"),
        ("acute,no_home,99999,no\n", "row 2, nights"),
        ("acute,no_home,1.5,no\n", "row 2, nights"),
        ("space,no_home,3,no\n", "row 2, setting: “space”"),
        ("acute,bad_kind,3,no\n", "row 2, kind"),
        ("acute,no_home,3,maybe\n", "row 2, waiting"),
        ("acute,no_home,3,no\n", "No row has 0 nights"),
        ("", "no rows"),
    ],
)
def test_bad_rows_are_named_and_nothing_comes_in(
    run, session: Session, tmp_path: Path, rows: str, sentence: str
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("setting,kind,nights,waiting\n" + rows)
    answer = run("import-comparison", file, "--name", "X", "--source", "Y", "--grade", "4", *MEASURE, "--accept")
    assert answer.exit_code == 1 and sentence in answer.output
    assert session.query(models.ComparisonCohort).count() == 0


def test_another_measure_is_refused(run) -> None:
    answer = run(
        "import-comparison", EXAMPLE, "--name", "X", "--source", "Y", "--grade", "4", "--measure", "mhs26-days"
    )
    assert answer.exit_code == 1 and "another measure" in answer.output
