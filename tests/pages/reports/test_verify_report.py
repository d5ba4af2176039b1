"""A printed report held against what was published: each fault is caused, and found by its name."""

import io
import json

import pikepdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from enabler import models
from enabler.audit import command_line
from enabler.database import atomic
from enabler.figures.publishing.freezing import fingerprint_of
from enabler.models import AuditLine, PublishedReport, User
from enabler.record.stay.barriers import resolve_barrier
from enabler.vocabulary import Role
from tests.browser import Browser, Page
from tests.conftest import make_user
from tests.pages.reports.publishing import carried_by, change_frozen, forged, publish_example, write_columns

pytestmark = pytest.mark.usefixtures("quick_print")
ISSUED = "This is the file that was issued"
NOT_ISSUED = "not the one that was issued"


@pytest.fixture
def report(example: Session) -> PublishedReport:
    return publish_example(example)


@pytest.fixture
def evaluating(browser: Browser, evaluator: User) -> Browser:
    return browser.sign_in(evaluator)


def check(browser: Browser, content: bytes | None) -> Page:
    return Page(browser, sent(browser, content), "/verify-report")


def sent(browser: Browser, content: bytes | None) -> TestResponse:
    token = dict(browser.get("/verify-report").form().values)["csrf_token"]
    data = (
        {"csrf_token": token, "file": (io.BytesIO(content), "report.pdf")}
        if content is not None
        else {"csrf_token": token}
    )
    return browser.send("POST", "/verify-report", data=data, content_type="multipart/form-data")


@pytest.mark.parametrize(("copy", "words"), [("pdf", "the full report"), ("board_pdf", "the board's copy")])
def test_what_was_issued_holds(
    evaluating: Browser, example: Session, report: PublishedReport, copy: str, words: str
) -> None:
    page = check(evaluating, getattr(report, copy))
    assert page.status == 200
    for said in (
        "This report holds",
        f"{ISSUED}: {words}",
        report.ref,
        report.fingerprint,
        "Yes, each of them",
        "Nothing in the records has changed since",
    ):
        assert said in page.main, said
    line = last_line(example)
    assert (line.action, line.subject_id, json.loads(line.detail)) == ("verify report", report.ref, {"holds": True})


def last_line(session: Session) -> AuditLine:
    session.rollback()
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()


@pytest.mark.parametrize(
    ("path", "value", "row"),
    [
        ("totals.net.central", 48.0, "48 38.41346154"),
        ("nights.delay", 83, "83 79"),
        ("settings.deadweight.central", 0.1, "0.1 0.2"),
        ("funnel", [], "a list that differs"),
        ("counting_rule", "as we like", "as we like"),
        ("reference", None, ""),
        ("added", 12, "12 nothing"),
    ],
)
def test_each_changed_figure_in_the_file_is_named(
    evaluating: Browser, report: PublishedReport, path: str, value: object, row: str
) -> None:
    figures = carried_by(report.pdf)
    *parts, last = path.split(".")
    place = figures
    for part in parts:
        place = place[part]
    if value is None:
        place["fingerprint"] = "0" * 64
        path = "fingerprint"
    else:
        place[last] = value
    page = check(evaluating, forged(report.pdf, figures))
    assert "This report does not hold" in page.main and NOT_ISSUED in page.main
    named = [" ".join(" ".join(one.itertext()).split()) for one in page.tree.findall(".//table[2]//tbody/tr")]
    named += [" ".join(" ".join(one.itertext()).split()) for one in page.tree.iter("tr")]
    assert any(one.startswith(path) and row in one for one in named), named


def test_printed_again_without_a_change_it_is_not_the_file(evaluating: Browser, report: PublishedReport) -> None:
    page = check(evaluating, forged(report.pdf, carried_by(report.pdf)))
    assert NOT_ISSUED in page.main and "Yes, each of them" in page.main and "does not hold" in page.main


def _observed(held: dict) -> None:
    stay = next(one for one in held["stays"] if one["ref"] == "S3")
    stay["ready_periods"][0]["ended_on"] = "2026-06-01"


def _confirmed(held: dict) -> None:
    next(one for one in held["stays"] if one["ref"] == "S1")["officer"] = "Somebody Else"


def _settings(held: dict) -> None:
    held["settings"]["deadweight"]["central"] = 0.0


def _result(held: dict) -> None:
    held["results"]["totals"]["gross"] += 1


def _removed(held: dict) -> None:
    held["stays"] = [one for one in held["stays"] if one["ref"] != "S2"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_observed, ["Changed: stay S3", "stay S3.observed is 30 as published and 27 from the rows"]),
        (_confirmed, ["Changed: stay S1", "each figure is the published one"]),
        (_settings, ["Changed: settings"]),
        (_result, ["Changed: results", "totals.gross is 46.19230769 as published and 45.19230769 from the rows"]),
        (_removed, ["Changed: stay S2"]),
    ],
)
def test_each_changed_frozen_row_is_named(
    evaluating: Browser, example: Session, report: PublishedReport, change: object, said: list[str]
) -> None:
    change_frozen(example, report, change)
    page = check(evaluating, report.pdf)
    assert ISSUED in page.main and "This report does not hold" in page.main
    assert "they no longer give the fingerprint" in page.main
    for words in said:
        assert words in page.main, words


@pytest.mark.postgres
def test_a_row_changed_with_its_fingerprint_is_still_found(
    evaluating: Browser, example: Session, report: PublishedReport
) -> None:
    """Whoever alters the frozen rows, their results and the fingerprint is betrayed by the file and by the audit
    trail."""
    change_frozen(example, report, _result)
    example.refresh(report)
    write_columns(example, report, fingerprint=fingerprint_of(report.frozen))
    page = check(evaluating, report.pdf)
    assert "Another hash was noted when it was published, of: fingerprint" in page.main
    assert "fingerprint is" in page.main and "does not hold" in page.main


def test_a_file_slipped_into_the_register_is_found(
    evaluating: Browser, example: Session, report: PublishedReport
) -> None:
    import hashlib

    other = forged(report.pdf, carried_by(report.pdf))
    write_columns(example, report, pdf_sha256=hashlib.sha256(other).hexdigest())
    page = check(evaluating, other)
    assert "Another hash was noted when it was published, of: full report" in page.main


def test_frozen_rows_that_cannot_be_read_are_said_to_be_damaged(
    evaluating: Browser, example: Session, report: PublishedReport
) -> None:
    for frozen in ("not json", "[]", "{}"):
        write_columns(example, report, frozen=frozen)
        page = check(evaluating, report.pdf)
        assert page.status == 200 and "The frozen rows are damaged" in page.main and "does not hold" in page.main
        after = {"from_on": "1/7/2026", "to_on": "30/9/2026", "ward": "Bosworth"}  # it is printed in the trend
        assert evaluating.get("/days-avoided", after).status == 200
        assert evaluating.send("GET", "/days-avoided.pdf", query_string=after).status_code == 200


def test_what_changed_since_is_told_with_the_figure_now(
    evaluating: Browser, example: Session, report: PublishedReport
) -> None:
    barrier = example.scalars(select(models.Barrier).where(models.Barrier.ref == "B2")).one()
    with atomic(example):
        barrier.blocks_discharge = "no"
    page = check(evaluating, report.pdf)
    assert "This report holds" in page.main and "The records have changed since: S2: barriers" in page.main
    assert "Published: 38.4 nights (net). From today's records it would be" in page.main
    barrier = example.scalars(select(models.Barrier).where(models.Barrier.ref == "B8")).one()
    with atomic(example):
        resolve_barrier(
            example,
            by=command_line("x"),
            barrier_id=barrier.id,
            expected_version=barrier.version,
            resolved_on=barrier.intervals[0].began_on,
        )
    assert "S8: barriers" in check(evaluating, report.board_pdf).main


def test_a_replaced_report_says_by_which_and_why(
    evaluating: Browser, example: Session, report: PublishedReport
) -> None:
    newer = publish_example(example, replaces=report.ref, correction="A barrier was missing")
    page = check(evaluating, report.pdf)
    assert f"replaced by {newer.ref}. What was corrected: A barrier was missing" in page.main
    assert "This report holds" in page.main


def _broken(pdf: bytes) -> bytes:
    return pdf[: len(pdf) // 3]


def _locked(pdf: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="owner", user="user", **how))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda pdf: None, "Choose the PDF of the report."),
        (lambda pdf: b"", "The file is empty."),
        (lambda pdf: b"words, only words", "it is not a PDF."),
        (lambda pdf: b"%PDF-1.7 nothing", "it is a PDF, but a broken one."),
        (_broken, "it is a PDF, but a broken one."),
        (_locked, "it is locked with a password."),
        (lambda pdf: _locked(pdf, R=4, aes=False, metadata=False), "it is locked with a password."),
        (lambda pdf: forged(pdf, None), "it is a PDF that carries no figures."),
        (lambda pdf: forged(pdf, b"[1, 2"), "no figures that can be read."),
        (lambda pdf: forged(pdf, b"[1, 2]"), "no figures that can be read."),
        (lambda pdf: forged(pdf, {"reference": "DA-NOTHERE"}), "neither the file nor a reference in it is known."),
    ],
)
def test_what_is_no_report_is_told_apart(
    evaluating: Browser, example: Session, report: PublishedReport, make: object, sentence: str
) -> None:
    page = check(evaluating, make(report.pdf))
    assert page.status == 422 and sentence in page.errors[0], page.errors
    line = last_line(example)
    assert line.action == "verify report" and json.loads(line.detail) == {"known": False}


def test_a_file_that_is_too_large_is_not_read_on(evaluating: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enabler.figures.publishing.pdf_attachment.LARGEST", 2_000)
    page = check(evaluating, b"%PDF-" + b"0" * 2_000)
    assert page.status == 422 and "no report published here is" in page.errors[0]


def test_beyond_ones_wards_only_whether_it_was_issued(
    example: Session, report: PublishedReport, browser: Browser
) -> None:
    stranger = make_user(example, "Jo Marsh", Role.OFFICER)
    browser.sign_in(stranger)
    for content, words in ((report.pdf, ISSUED), (forged(report.pdf, carried_by(report.pdf)), NOT_ISSUED)):
        page = check(browser, content)
        assert words in page.main and "covers wards that are not yours" in page.main
        for hidden in ("38.4", report.fingerprint, "Bosworth", "stay S1", ">S1<", f"/published/{report.id}"):
            assert hidden not in page.main and hidden not in page.html, hidden


def test_nothing_of_the_file_is_kept(evaluating: Browser, example: Session, report: PublishedReport) -> None:
    counted = [models.Draft, models.Submission, models.PendingImport, PublishedReport]
    before = [example.query(one).count() for one in counted]
    check(evaluating, report.pdf)
    example.rollback()
    assert [example.query(one).count() for one in counted] == before
