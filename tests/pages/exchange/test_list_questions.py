"""What is asked of a whole list, each once: whose it is, which line has its headings, what its columns are."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import Patient, Stay, User, Ward
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user
from tests.makers import make_stay
from tests.pages.exchange.pasting import EXAMPLES, paste

LISTS = EXAMPLES / "lists"


def example(name: str) -> str:
    return (LISTS / name).read_text(encoding="utf-8")


@pytest.fixture
def of_two_wards(app: Flask, session: Session, ward: Ward, other_ward: Ward) -> Browser:
    return Browser(app).sign_in(make_user(session, "Two Wards", Role.OFFICER, ward, other_ward))


def patients(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Patient)) or 0


def test_a_wards_code_is_said_once(bringing_in: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, bed="A9")
    page = paste(bringing_in, example("15_ward_codes.csv"))
    assert "2 rows of the list say “RT5-B3W” for the ward." in page.main and "2 of other wards" in page.main
    assert "SINGH" not in page.main, "a list that may be of another ward says of nobody that they are gone"
    assert "Nothing is taken in as it stands: 2 rows of 2 are of RT5-B3W." in page.main
    known = page.form().submit(called="RT5-B3W")
    assert "2 new" in known.main and "RT5-B3W is" not in known.main
    again = paste(bringing_in, example("15_ward_codes.csv"))
    assert "2 new" in again.main and "say “RT5-B3W”" not in again.main
    again.form().submit(do="accept")
    assert patients(session) == 3


def test_rows_of_another_ward_are_named_and_held_back(of_two_wards: Browser, session: Session) -> None:
    text = "Bed,Ward,Hosp No,Patient\nA1,Bosworth,1,SMITH Ann\nA2,Ward 12,2,PATEL Raj\nA3,Ward 12,3,OSEI Kwame"
    page = paste(of_two_wards, text)
    assert "1 new" in page.main and "2 rows of the list are of Ward 12." in page.main
    mine = page.form().submit(line="3:patient")
    assert "2 new" in mine.main and "1 row of the list is of Ward 12." in mine.main
    mine.form().submit(do="accept")
    assert patients(session) == 2


def test_the_wrong_ward_is_one_button_from_right(of_two_wards: Browser, session: Session, other_ward: Ward) -> None:
    page = paste(of_two_wards, "Ward 12\nBed,Hosp No,Patient\nA1,1,SMITH Ann")
    assert "The title of the list names Ward 12" in page.main
    right = page.form().submit(ward=str(other_ward.id))
    assert right.heading == "Ward 12 Check the list" and "Look at it as" not in right.main
    right.form().submit(do="accept")
    assert session.scalars(select(Stay.ward_id)).all() == [other_ward.id]


def test_a_ward_of_others_cannot_be_chosen_for_a_list(bringing_in: Browser, session: Session, other_ward: Ward) -> None:
    page = paste(bringing_in, "Ward 12\nBed,Hosp No,Patient\nA1,1,SMITH Ann")
    assert "Ward 12 is not one of your wards." in page.main
    values = [*page.form().values, ("ward", str(other_ward.id))]
    refused = bringing_in.post(page.url, values)
    assert refused.status == 422 and "not one of your wards" in refused.text


def test_a_heading_is_said_once(bringing_in: Browser, officer: User) -> None:
    text = "Space,Hosp No,Patient,Lives as\nA1,1,SMITH Ann,she"
    page = paste(bringing_in, text)
    assert "not used: Space, Lives as" in page.main
    said = page.form().submit(**{"heading:0": "bed", "do": "check"})
    assert "not used: Lives as" in said.main and "not used: Space" not in said.main
    assert "not used: Lives as" in paste(bringing_in, text).main, "the next list is read so too"
    back = paste(bringing_in, text).form().submit(**{"heading:0": "none", "do": "check"})
    assert "not used: Space, Lives as" in back.main


def test_without_headings_the_columns_are_chosen(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, "A1,K349514,ACHTERBERG Maureen,10/02/1983\nA2,K2,SMITH Ann,1/2/1950")
    assert page.heading == "Bosworth Say what the columns are"
    still = page.form().submit(headings="0", do="check")
    assert "Say which column has the names, or a number" in still.main
    seen = still.form().submit(
        **{"heading:0": "bed", "heading:1": "hospital_number", "heading:2": "name", "heading:3": "born_on"}
    )
    assert "2 lines read: 2 patients, 0 set aside." in seen.main and "ACHTERBERG, Maureen" in seen.main
    seen.form().submit(do="accept")
    assert patients(session) == 2


def test_headings_nobody_knows_are_said_once(bringing_in: Browser) -> None:
    text = "Ward list\nWhere,Who,When born\nA1,SMITH Ann,1/2/1950"
    page = paste(bringing_in, text)
    seen = page.form().submit(**{"headings": "2", "heading:0": "bed", "heading:1": "name", "heading:2": "born_on"})
    assert "1 new" in seen.main and "01-Feb-1950" in seen.main
    assert "1 new" in paste(bringing_in, text).main


def test_lines_set_aside_are_listed_and_can_be_taken(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, "Patient,Bed,Hosp No\nSMITH Ann,1,1\nKEY,,\nPATEL Raj,2,2")
    assert "4 lines read: 1 title or heading, 2 patients, 1 set aside." in page.main and "KEY" in page.main
    taken = page.form().submit(line="3:patient")
    assert "3 new" in taken.main
    aside = taken.form().submit(line="2:aside")
    assert "2 new" in aside.main and "You set it aside." in aside.main
    aside.form().submit(do="accept")
    assert sorted(session.scalars(select(Patient.surname))) == ["Key", "Patel"]


def test_a_status_holds_back_and_an_unread_date_does_not(bringing_in: Browser, session: Session) -> None:
    page = paste(bringing_in, example("38_status_column.csv"))
    assert "3 to put right" in page.main and "The list says “Deceased 26/11”." in page.main
    assert "2 to put right" in page.form().submit(line="2:patient").main
    dates = paste(bringing_in, example("39_edd_as_written.csv"))
    assert "4 new" in dates.main and "Left as it was: EDD, “ASAP”." in dates.main
    dates.form().submit(do="accept")
    noted = session.scalar(select(Stay).where(Stay.bed == "A1"))
    assert noted is not None and noted.list_note == "EDD: “ASAP”" and noted.expected_discharge_on is None
    assert "EDD: “ASAP”" in bringing_in.get(f"/stays/{noted.id}").text
    assert "nothing to take in" in paste(bringing_in, example("39_edd_as_written.csv")).main
