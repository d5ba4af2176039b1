"""The evaluator's export page: the own password once more, a file without names, a line in the audit."""

import csv
import io
import json
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, DataExport, User
from tests.browser import PASSWORD, Browser, Form

pytest_plugins = ["tests.method_example"]
ASKED = {"study": "Bradgate 2026", "reason": "Quarterly review", "password": PASSWORD}


@pytest.fixture
def signed_in(app: Flask, evaluator: User) -> Browser:
    return Browser(app).sign_in(evaluator)


def form_of(browser: Browser) -> Form:
    return browser.get("/export").form()


def test_the_file_comes_with_the_password(signed_in: Browser, example: Session) -> None:
    answer = form_of(signed_in).submit_raw(**ASKED)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="enabler-pseudonymised-20')
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as packed:
        rows = list(csv.DictReader(io.TextIOWrapper(packed.open("stays.csv"), encoding="utf-8-sig", newline="")))
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert len(rows) == 9
    assert b"Example1" not in everything and b"9999367577" not in everything
    line = example.scalars(select(AuditLine).where(AuditLine.action == "export")).one()
    detail = json.loads(line.detail)
    assert (line.by, detail["rows"]["stays"]) == ("Evan Lloyd", 9)
    taken = example.scalars(select(DataExport)).one()
    assert (str(taken.id), taken.study, taken.reason) == (line.subject_id, "Bradgate 2026", "Quarterly review")


@pytest.mark.parametrize("form", ["sqlite", "xlsx", "json"])
def test_the_other_formats(signed_in: Browser, example: Session, form: str) -> None:
    answer = form_of(signed_in).submit_raw(**ASKED, format=form)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert len(answer.get_data()) == int(answer.headers["Content-Length"]) > 1000


def test_nothing_is_left_on_the_server(signed_in: Browser, app: Flask, example: Session) -> None:
    answer = form_of(signed_in).submit_raw(**ASKED)
    answer.get_data()
    answer.close()
    assert not [one for one in app.config["ENABLER"].instance.iterdir() if "export" in one.name]


def test_a_wrong_password_gives_no_file(signed_in: Browser, example: Session) -> None:
    page = form_of(signed_in).submit(**(ASKED | {"password": "a wrong one"}))
    assert page.errors == ["The name or the password is not right."] or "password" in page.errors[0]
    assert example.scalars(select(AuditLine).where(AuditLine.action == "export")).all() == []
    assert page.form().values, "what was typed is still there"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"study": ""}, "Name the study."),
        ({"reason": ""}, "Say in a line what it is for"),
        ({"from_on": "1/4/2026"}, "Give both the first and the last day"),
        ({"from_on": "30/6/2026", "to_on": "1/4/2026"}, "The last day of the period is before its first."),
        ({"from_on": "31/2/2026"}, "February 2026 has 28 days"),
        ({"format": "exe"}, "valid choice"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    signed_in: Browser, example: Session, typed: dict[str, str], says: str
) -> None:
    page = form_of(signed_in).submit(**(ASKED | typed))
    assert page.status == 422
    assert any(says in error for error in page.errors), page.errors


def test_a_study_with_a_hostile_name(signed_in: Browser, app: Flask, example: Session) -> None:
    answer = form_of(signed_in).submit_raw(**(ASKED | {"study": "../../<b>x</b>"}))
    assert answer.status_code == 200
    (key,) = (app.config["ENABLER"].instance / "studies").iterdir()
    assert key.name.startswith("b-x-b-")


def test_officers_cannot_export(app: Flask, officer: User) -> None:
    assert Browser(app).sign_in(officer).get("/export").status == 403
