"""Publishing freezes; verify finds a changed file, a changed figure in it, a changed row, and what has changed
since."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from enabler import clock, models
from enabler.audit import command_line
from enabler.database import atomic
from enabler.record.stay.barriers import resolve_barrier
from tests.cli.test_reports import run  # noqa: F401
from tests.pages.reports.reading import text_of

QUARTER = ("--from", "2026-04-01", "--to", "2026-06-30")


@pytest.fixture
def issued(run, example: Session, tmp_path: Path) -> Path:  # noqa: F811
    example.rollback()
    file = tmp_path / "report.pdf"
    answer = run("publish", "days-avoided", *QUARTER, "--pdf", file)
    assert answer.exit_code == 0, answer.output
    return file


def kept(session: Session) -> models.PublishedReport:
    session.rollback()
    return session.scalars(select(models.PublishedReport)).one()


def carried_by(file: Path) -> dict[str, Any]:
    return json.loads(PdfReader(file).attachments["figures.json"][0])


def test_issued_verified_and_corrected(run, example: Session, tmp_path: Path) -> None:  # noqa: F811
    """The whole way of a report that is truly printed: printing takes long."""
    example.rollback()
    full, board, second = (tmp_path / f"{name}.pdf" for name in ("full", "board", "second"))
    answer = run("publish", "days-avoided", *QUARTER, "--pdf", full, "--board-pdf", board)
    assert answer.exit_code == 0 and f"Wrote {full}." in answer.output and f"Wrote {board}." in answer.output
    report = kept(example)
    first = report.ref
    both_are_as_they_were_kept(report, full, board)
    example.rollback()
    for file, words in ((full, "the full report"), (board, "the board's copy")):
        answer = run("verify", file)
        assert answer.exit_code == 0 and f"This is the file that was issued: {words}" in answer.output
        assert "Nothing in the records has changed" in answer.output

    correct = ["publish", "days-avoided", *QUARTER, "--pdf", second, "--replaces", first]
    assert "Say what is corrected" in run(*correct).output
    assert run(*correct, "--correction", "A barrier was missing").exit_code == 0
    paper = text_of(second.read_bytes())
    assert first in paper and "A barrier was missing" in paper
    assert "replaced by DA-" in run("verify", full).output
    assert "replaced already" in run(*correct, "--correction", "Again").output


def both_are_as_they_were_kept(report: models.PublishedReport, full: Path, board: Path) -> None:
    assert (full.read_bytes(), board.read_bytes()) == (report.pdf, report.board_pdf)
    words = text_of(full.read_bytes())
    assert report.ref in words and report.fingerprint in words
    assert "S1" in words.split() and "S1" not in text_of(board.read_bytes()).split()
    carried = carried_by(full)
    assert carried["fingerprint"] == report.fingerprint and "rows" not in carried and "left_out" not in carried
    assert carried_by(board) == carried


def test_what_cannot_be_published_is_said(run, example: Session, tmp_path: Path) -> None:  # noqa: F811
    example.rollback()
    pdf = tmp_path / "report.pdf"
    with clock.moved_to(date(2026, 6, 30)):
        answer = run("publish", "days-avoided", *QUARTER, "--pdf", pdf)
        assert answer.exit_code == 1 and "This period is not over: publish it from 1 July 2026 on." in answer.output
    answer = run("publish", "days-avoided", *QUARTER, "--pdf", pdf, "--correction", "Why")
    assert answer.exit_code == 1 and "Say which report this corrects." in answer.output
    answer = run("publish", "days-avoided", *QUARTER, "--pdf", pdf, "--replaces", "DA-NOTHERE", "--correction", "Why")
    assert answer.exit_code == 1 and "There is no published report DA-NOTHERE." in answer.output
    assert not pdf.exists() and example.scalar(select(func.count()).select_from(models.PublishedReport)) == 0


@pytest.mark.usefixtures("quick_print")
def test_a_changed_figure_in_the_file_is_named(run, example: Session, issued: Path, tmp_path: Path) -> None:  # noqa: F811
    pdf = pikepdf.open(issued)
    figures = carried_by(issued)
    figures["totals"]["net"]["central"] += 10
    del pdf.attachments["figures.json"]
    pdf.attachments["figures.json"] = json.dumps(figures).encode()
    out = io.BytesIO()
    pdf.save(out)
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(out.getvalue())
    answer = run("verify", forged)
    assert answer.exit_code == 1
    assert "not the one that was issued" in answer.output and "totals.net.central" in answer.output


@pytest.mark.parametrize(
    ("before", "after"), [('"nights":30', '"nights":31'), ('"gross":45.', '"gross":46.'), ('"likely"', '"likelx"')]
)
@pytest.mark.usefixtures("quick_print")
def test_a_changed_frozen_row_is_found(run, example: Session, issued: Path, before: str, after: str) -> None:  # noqa: F811
    report = kept(example)
    if before not in report.frozen:
        before, after = '"deadweight"', '"deadweighs"'
    with atomic(example):
        example.execute(
            text("UPDATE published_reports SET frozen = :new"), {"new": report.frozen.replace(before, after)}
        )
    answer = run("verify", issued)
    assert answer.exit_code == 1 and "frozen rows" in answer.output


@pytest.mark.usefixtures("quick_print")
def test_what_changed_since_is_told(run, example: Session, issued: Path) -> None:  # noqa: F811
    example.rollback()
    barrier = example.scalars(select(models.Barrier).where(models.Barrier.ref == "B8")).one()
    opened = barrier.intervals[0].began_on
    with atomic(example):
        resolve_barrier(
            example, by=command_line("x"), barrier_id=barrier.id, expected_version=barrier.version, resolved_on=opened
        )
    answer = run("verify", issued)
    assert answer.exit_code == 0 and "S8: barriers" in answer.output and "it would be" in answer.output


def test_another_file_is_no_report(run, example: Session, tmp_path: Path) -> None:  # noqa: F811
    example.rollback()
    for name, content in (("a.pdf", b"%PDF-1.7 nothing"), ("b.pdf", b"words")):
        (tmp_path / name).write_bytes(content)
        answer = run("verify", tmp_path / name)
        assert answer.exit_code == 1 and "not a report that was published here" in answer.output
