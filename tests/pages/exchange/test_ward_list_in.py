"""Bringing in a ward list on its pages: pasted or uploaded, looked at, put right in place, accepted."""

import io
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from enabler.models import Patient, PendingImport, Stay, User, Ward
from enabler.vocabulary import Role
from tests.browser import Browser, Page
from tests.conftest import make_user
from tests.makers import make_patient, make_stay

EXAMPLES = Path(__file__).parents[2] / "examples"
NEXT_DAY = (EXAMPLES / "ward_list_next_day_pasted.tsv").read_text(encoding="utf-8")


@pytest.fixture
def signed_in(app: Flask, officer: User) -> Browser:
    return Browser(app).sign_in(officer)


def paste(browser: Browser, text: str) -> Page:
    return browser.get("/ward-list/in").form().submit(pasted=text)


def upload(browser: Browser, content: bytes, name: str = "list.csv") -> TestResponse:
    form = browser.get("/ward-list/in").form()
    data: dict[str, object] = dict(form.values) | {"file": (io.BytesIO(content), name)}
    return browser.send("POST", "/ward-list/in", data=data, content_type="multipart/form-data")


def test_a_pasted_block_is_shown_before_anything_changes(signed_in: Browser, session: Session) -> None:
    page = paste(signed_in, NEXT_DAY)
    assert page.heading == "Bosworth Check the list"
    assert "20 rows: 19 new" in page.main and "1 to put right" in page.main
    assert "its check digit does not fit" in page.main and "February 1950 has 28 days" in page.main
    assert session.scalar(select(func.count()).select_from(Patient)) == 0


def test_accepted_rows_go_in_and_the_held_back_one_waits(signed_in: Browser, session: Session) -> None:
    page = paste(signed_in, NEXT_DAY).form().submit(do="accept")
    assert "Bosworth: 19 new. 1 held back." in page.main
    assert session.scalar(select(func.count()).select_from(Stay)) == 19
    fixed = page.form().submit(
        **{"21:hospital_number": "K580999", "21:nhs_number": "", "21:born_on": "28/02/1950", "do": "accept"}
    )
    assert session.scalar(select(func.count()).select_from(Stay)) == 20
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0, "nothing is kept once it is in"
    assert fixed.status in (200, 404)


def test_cells_are_checked_again_in_place(signed_in: Browser, session: Session) -> None:
    page = paste(signed_in, "Bed,Hosp No,NHS No,Patient,DOB\nA1,K1,9992284642,SINGH Harpreet,31/02/1950")
    again = page.form().submit(**{"2:nhs_number": "999 228 4641", "2:born_on": "31/04/1950", "do": "check"})
    assert "April 1950 has 30 days" in again.main and "check digit" not in again.main
    done = again.form().submit(**{"2:born_on": "30/4/1950", "do": "accept"})
    assert done.status in (200, 404)
    patient = session.scalar(select(Patient))
    assert patient is not None and (patient.nhs_number, str(patient.born_on)) == ("9992284641", "1950-04-30")


def test_a_double_click_takes_it_in_once(signed_in: Browser, session: Session) -> None:
    form = paste(signed_in, "Bed,Hosp No,Patient\nA1,K1,SINGH Harpreet").form()
    first, second = form.submit_raw(do="accept"), form.submit_raw(do="accept")
    assert first.status_code == 302 and second.status_code in (302, 404)
    assert session.scalar(select(func.count()).select_from(Patient)) == 1


def test_an_uploaded_file(signed_in: Browser, session: Session) -> None:
    answer = upload(signed_in, (EXAMPLES / "ward_list_pas_extract.csv").read_bytes(), "BOSWORTH.csv")
    assert answer.status_code == 302
    page = signed_in.get(answer.headers["Location"])
    assert "18 rows: 18 new" in page.main and "MÜLLER, Jürgen" in page.main
    assert "Columns not used: Age, Cons." in page.main


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04nothing", "cannot be read"),
        (b"Bed,Hosp No,Patient\r\n", "headings but no patients"),
        (b"one,two\r\n1,2\r\n", "names of the columns"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(
    signed_in: Browser, session: Session, content: bytes, says: str
) -> None:
    answer = upload(signed_in, content)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_too_large_is_refused(signed_in: Browser) -> None:
    body = b"x" * (20 * 2**20 + 1000)
    answer = signed_in.send("POST", "/ward-list/in", data=body, content_type="multipart/form-data; boundary=here")
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_nothing_given(signed_in: Browser) -> None:
    assert paste(signed_in, " ").errors == ["Paste the list here, or choose its file below."]


def test_markup_prints_as_text(signed_in: Browser) -> None:
    page = paste(signed_in, 'Bed,Hosp No,Patient\n<b>A1</b>,"<script>alert(1)</script>","O\'<i>NEIL</i>, {{7*7}}"')
    assert "<script>alert" not in page.html and "{{7*7}}" in page.main


def test_who_is_it_is_asked_where_only_the_name_fits(signed_in: Browser, session: Session, ward: Ward) -> None:
    known = make_stay(session, ward, patient=make_patient(session, hospital_number=None), bed=None)
    page = paste(signed_in, "Bed,Hosp No,Patient,DOB\nA1,K1,SINGH Harpreet,3/2/1961")
    assert "Is it the same person?" in page.main and "The same as SINGH, Harpreet, born 03-Feb-1961" in page.main
    page.form().submit(**{"2:decision": f"same:{known.patient_id}", "do": "accept"})
    session.refresh(known)
    assert (known.bed, known.patient.hospital_number) == ("A1", "K1")


def test_gone_says_that_nobody_is_discharged(signed_in: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, bed="A9")
    page = paste(signed_in, "Bed,Hosp No,Patient\nA1,K1,OSEI Kwame")
    assert "Nobody is discharged by this" in page.main and "SINGH, Harpreet" in page.main
    page.form().submit(do="accept")
    session.refresh(stay)
    assert stay.gone_from_list_on is not None and stay.discharged_on is None


def test_a_pending_list_is_its_authors_alone(app: Flask, signed_in: Browser, session: Session, ward: Ward) -> None:
    paste(signed_in, NEXT_DAY)
    other = Browser(app).sign_in(make_user(session, "Other Officer", Role.OFFICER, ward))
    pending = session.scalars(select(PendingImport.id)).one()
    assert other.get(f"/ward-list/in/{pending}").status == 404
    assert other.get("/ward-list/in/999").status == 404


def test_a_ward_of_others_cannot_be_chosen(signed_in: Browser, session: Session, other_ward: Ward) -> None:
    page = signed_in.get("/ward-list/in").form().submit(ward=str(other_ward.id), pasted=NEXT_DAY)
    assert page.errors and session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_an_officer_without_wards_is_told_what_to_do(app: Flask, session: Session) -> None:
    page = Browser(app).sign_in(make_user(session, "New Officer", Role.OFFICER)).get("/ward-list/in")
    assert "Ask an administrator" in page.main
