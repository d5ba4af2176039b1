"""Bringing in a ward list: pasted or uploaded, and looked at before anything changes."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from enabler.models import Patient, PendingImport, Ward
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user
from tests.pages.exchange.pasting import EXAMPLES, NEXT_DAY, paste


def upload(browser: Browser, content: bytes, name: str = "list.csv") -> TestResponse:
    form = browser.get("/ward-list/in").form()
    data: dict[str, object] = dict(form.values) | {"file": (io.BytesIO(content), name)}
    return browser.send("POST", "/ward-list/in", data=data, content_type="multipart/form-data")


def test_a_pasted_block_is_shown_before_anything_changes(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, NEXT_DAY)
    assert page.heading == "Bosworth Check the list"
    assert "20 rows: 19 new" in page.main and "1 to put right" in page.main
    assert "its check digit does not fit" in page.main and "February 1950 has 28 days" in page.main
    assert session.scalar(select(func.count()).select_from(Patient)) == 0


def test_an_uploaded_file(bringing_in: Browser, session: Session) -> None:
    answer = upload(bringing_in, (EXAMPLES / "ward_list_pas_extract.csv").read_bytes(), "BOSWORTH.csv")
    assert answer.status_code == 302
    page = bringing_in.get(answer.headers["Location"])
    assert "18 rows: 18 new" in page.main and "MÜLLER, Jürgen" in page.main
    assert "Columns not used: Age, Cons." in page.main


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("03_lone_quote.csv", ["4 patients", "Row 3: a quotation mark is not closed", "PATEL, Raj", "KHAN, Ali"]),
        ("03b_lone_quote.tsv", ["4 patients", "PATEL, Raj", "JONES, Bo", "KHAN, Ali"]),
        ("10_cover_sheet_first.xlsx", ["The sheet Ward list was read.", "O'BRIEN, Mary"]),
        ("12_hidden_and_struck_rows.xlsx", ["is hidden in the workbook.", "is struck through.", "1 new", "2 to put"]),
        ("12b_numeric_cells.xlsx", ["zeros in front may be lost", "12345.5 as a number with a fraction"]),
        ("14a_sep_line.csv", ["SMITH, Ann"]),
        ("14b_utf16_bom_semicolon.csv", ["MÜLLER, Jörg"]),
        ("14c_utf16_no_bom.csv", ["SMITH, Ann"]),
    ],
)
def test_odd_files_are_shown_as_they_are_on_the_command_line(bringing_in: Browser, name: str, says: list[str]) -> None:
    answer = upload(bringing_in, (EXAMPLES / "lists" / name).read_bytes(), name)
    page = bringing_in.get(answer.headers["Location"])
    assert [text for text in says if text not in page.main] == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ((EXAMPLES / "lists" / "17_adt_a01.hl7").read_bytes(), "This is an HL7 message, not a list."),
        ((EXAMPLES / "lists" / "30_foreign.sqlite3").read_bytes(), "This is a database (SQLite), not a list."),
        (b"", "The file is empty."),
        (b"PK\x03\x04nothing", "cannot be read"),
        (b"Bed,Hosp No,Patient\r\n", "headings but no patients"),
        (b"one,two\r\n1,2\r\n", "names of the columns"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(
    bringing_in: Browser, session: Session, content: bytes, says: str
) -> None:
    answer = upload(bringing_in, content)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_too_large_is_refused(bringing_in: Browser) -> None:
    body = b"x" * (20 * 2**20 + 1000)
    answer = bringing_in.send("POST", "/ward-list/in", data=body, content_type="multipart/form-data; boundary=here")
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_nothing_given(bringing_in: Browser) -> None:
    assert paste(bringing_in, " ").errors == ["Paste the list here, or choose its file below."]


def test_a_ward_of_others_cannot_be_chosen(bringing_in: Browser, session: Session, other_ward: Ward) -> None:
    page = bringing_in.get("/ward-list/in").form().submit(ward=str(other_ward.id), pasted=NEXT_DAY)
    assert page.errors and session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_an_officer_without_wards_is_told_what_to_do(app: Flask, session: Session) -> None:
    page = Browser(app).sign_in(make_user(session, "New Officer", Role.OFFICER)).get("/ward-list/in")
    assert "Ask an administrator" in page.main
