"""A list that was brought in: put right in place, and accepted."""

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import Patient, PendingImport, Stay, Ward
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user
from tests.makers import make_patient, make_stay
from tests.pages.exchange.pasting import NEXT_DAY, paste

LISTS = Path(__file__).parents[2] / "examples" / "lists"


def test_accepted_rows_go_in_and_the_held_back_one_waits(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, NEXT_DAY).form().submit(do="accept")
    assert "Bosworth: 19 new. 1 held back." in page.main
    assert session.scalar(select(func.count()).select_from(Stay)) == 19
    fixed = page.form().submit(
        **{"21:hospital_number": "K580999", "21:nhs_number": "", "21:born_on": "28/02/1950", "do": "accept"}
    )
    assert session.scalar(select(func.count()).select_from(Stay)) == 20
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0, "nothing is kept once it is in"
    assert fixed.status in (200, 404)


def test_cells_are_checked_again_in_place(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, "Bed,Hosp No,NHS No,Patient,DOB\nA1,K1,9992284642,SINGH Harpreet,31/02/1950")
    again = page.form().submit(**{"2:nhs_number": "999 228 4641", "2:born_on": "31/04/1950", "do": "check"})
    assert "April 1950 has 30 days" in again.main and "check digit" not in again.main
    done = again.form().submit(**{"2:born_on": "30/4/1950", "do": "accept"})
    assert done.status in (200, 404)
    patient = session.scalar(select(Patient))
    assert patient is not None and (patient.nhs_number, str(patient.born_on)) == ("9992284641", "1950-04-30")


def test_a_double_click_takes_it_in_once(bringing_in: Browser, session: Session) -> None:
    form = paste(bringing_in, "Bed,Hosp No,Patient\nA1,K1,SINGH Harpreet").form()
    first, second = form.submit_raw(do="accept"), form.submit_raw(do="accept")
    assert first.status_code == 302 and second.status_code in (302, 404)
    assert session.scalar(select(func.count()).select_from(Patient)) == 1


def test_markup_prints_as_text(bringing_in: Browser) -> None:
    page = paste(bringing_in, 'Bed,Hosp No,Patient\n<b>{{7*7}}</b>,"<script>alert(1)</script>","O\'<i>NEIL</i>, Dave"')
    assert "<script>alert" not in page.html and "{{7*7}}" in page.main


def test_who_is_it_is_asked_where_only_the_name_fits(bringing_in: Browser, session: Session, ward: Ward) -> None:
    known = make_stay(session, ward, patient=make_patient(session, hospital_number=None), bed=None)
    page = paste(bringing_in, "Bed,Hosp No,Patient,DOB\nA1,K1,SINGH Harpreet,3/2/1961")
    assert "Is it the same person?" in page.main and "The same as SINGH, Harpreet, born 03-Feb-1961" in page.main
    page.form().submit(**{"2:decision": f"same:{known.patient_id}", "do": "accept"})
    session.refresh(known)
    assert (known.bed, known.patient.hospital_number) == ("A1", "K1")


def test_an_unclear_row_shows_both_sides_and_what_differs(bringing_in: Browser, session: Session, ward: Ward) -> None:
    known = make_stay(session, ward, patient=make_patient(session, hospital_number="A123456"), bed="A1")
    page = paste(bringing_in, "Bed,Hosp No,Patient,DOB\nA1,A123457,SINGH Harpreet,3/2/1961")
    assert "SINGH, Harpreet 3 February 1961 not said A123457 Bosworth, bed A1" in page.main
    assert "A123456 differs" in page.main and "Bosworth, bed A1" in page.main
    assert "1. The same as SINGH, Harpreet" in page.main and "2. Somebody else" in page.main
    done = page.form().submit(**{"2:decision": f"same:{known.patient_id}", "do": "check"})
    assert "The list has hospital number A123457; recorded is A123456. Kept as recorded." in done.main


def test_the_list_of_another_ward_is_asked_about(bringing_in: Browser, session: Session, other_ward: Ward) -> None:
    page = paste(bringing_in, f"{other_ward.name} list\nBed,Hosp No,Patient\nA1,K1,OSEI Kwame")
    assert "names Ward 12, not Bosworth" in page.main
    refused = page.form().submit(do="accept")
    assert "Say first whose list it is" in refused.main
    assert session.scalar(select(func.count()).select_from(Stay)) == 0
    assert "1 new" in refused.form().submit(choose="0:decision=this ward").form().submit(do="accept").main


def test_gone_says_that_nobody_is_discharged(bringing_in: Browser, session: Session, ward: Ward) -> None:
    stay = make_stay(session, ward, bed="A9")
    page = paste(bringing_in, "Bed,Hosp No,Patient\nA1,K1,OSEI Kwame")
    assert "Nobody is discharged by this" in page.main and "SINGH, Harpreet" in page.main
    page.form().submit(do="accept")
    session.refresh(stay)
    assert stay.gone_from_list_on is not None and stay.discharged_on is None


def test_a_pending_list_is_its_authors_alone(app: Flask, bringing_in: Browser, session: Session, ward: Ward) -> None:
    paste(bringing_in, NEXT_DAY)
    other = Browser(app).sign_in(make_user(session, "Other Officer", Role.OFFICER, ward))
    pending = session.scalars(select(PendingImport.id)).one()
    assert other.get(f"/ward-list/in/{pending}").status == 404
    assert other.get("/ward-list/in/999").status == 404


MONTH_FIRST = "Bed,Hosp No,Patient,DOB,Admitted\nA1,K1,SINGH Harpreet,07/22/1950,10/05/2026\nA2,K2,OSEI Kwame,,"


def test_a_month_first_column_waits_for_one_press(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, MONTH_FIRST)
    assert "DOB is written month first: 07/22/1950 cannot be read otherwise." in page.main
    assert "1 waiting for an answer" in page.main
    read = page.form().submit(choose="order=month first")
    assert "Admitted is read month first: 10/05/2026 is 5 October 2026." in read.main
    read.form().submit(do="accept")
    born = dict(session.execute(select(Patient.hospital_number, Patient.born_on)).all())
    assert (str(born["K1"]), born["K2"]) == ("1950-07-22", None)


def test_rows_that_wait_are_not_taken_in(bringing_in: Browser, session: Session) -> None:
    done = paste(bringing_in, MONTH_FIRST).form().submit(do="accept")
    assert "1 held back" in done.main
    assert session.scalars(select(Patient.hospital_number)).all() == ["K2"]


def test_a_birth_of_two_centuries_is_one_press(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, "Bed,Hosp No,Patient,DOB\nA1,K1,SINGH Harpreet,12/3/25")
    assert "12 March 1925 (" in page.main and "12 March 2025 (" in page.main
    choice = page.html.partition('value="2:born_on=12 March 1925')[2].partition('"')[0]
    page.form().submit(choose=f"2:born_on=12 March 1925{choice}").form().submit(do="accept")
    assert str(session.scalars(select(Patient.born_on)).one()) == "1925-03-12"


def test_letters_that_seem_decoded_wrongly_are_repaired_by_one_press(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, (LISTS / "31_double_encoded.csv").read_text())
    assert "Read the list as MÜLLER, Jörg" in page.main and "Take in" not in page.main
    repaired = page.form().submit(letters="repaired")
    assert "Wrongly decoded" not in repaired.main
    repaired.form().submit(do="accept")
    patient = session.scalars(select(Patient)).one()
    assert (patient.surname, patient.given_names) == ("Müller", "Jörg")


def test_letters_that_are_right_can_be_left(bringing_in: Browser) -> None:
    page = paste(bringing_in, (LISTS / "31_double_encoded.csv").read_text()).form().submit(letters="as-written")
    assert "Wrongly decoded" not in page.main and "Take in 1 row" in page.main
