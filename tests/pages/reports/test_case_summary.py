"""One patient on one page: what blocks, who is on it, since when, next step by when; in full or with initials."""

import io
import re
from datetime import date
from typing import Any
from urllib.request import OpenerDirector, Request

import pikepdf
import pytest
from sqlalchemy.orm import Session

from enabler import models
from enabler.database import atomic
from enabler.models import AdaptationFacts, Agency, ArrearsFacts, HomelessnessFacts, Patient, Stay, User, Ward
from enabler.wording.formatting import weekday_date
from tests import makers
from tests.browser import Browser
from tests.pages.reports.reading import ends_of_words, everything_in, pages_of, text_of

LONG = "Landlord’s income officer wants the plan in writing, with statements and the care team’s letter; " * 12
NUMBER = makers.nhs_number(40)


def paper(browser: Browser, stay: Stay, **query: str) -> bytes:
    answer = browser.send("GET", f"/stays/{stay.id}/summary.pdf", query_string=query)
    assert answer.status_code == 200 and answer.mimetype == "application/pdf", answer.text
    return answer.data


@pytest.fixture
def singh(session: Session, ward: Ward, officer: User) -> Stay:
    """Harpreet Singh, ready nine nights, with arrears that wait on a landlord of the directory."""
    with atomic(session):
        officer.phone = "0116 496 0160"
        landlord = Agency(name="Riverside Homes", kind="landlord", phone="0116 496 0301", **makers.recorded())
        session.add(landlord)
    stay = makers.make_stay(session, ward, ready=9, bed="B7", officer="Sam Okafor", reasons=[{"began": 4}])
    with atomic(session):
        set_up(stay.patient)
        stay.legal_status = "section 3"
        barrier = makers.add_barrier(
            session, stay, began=20, waiting_on="Riverside Homes", waiting_agency_id=landlord.id,
            waiting_person="Joan Marsh", waiting_since=6, note="Harpreet Singh owes £4,212",
        )  # fmt: skip
        makers.add_action(session, stay, "Ring about SINGH's plan", due=-2, owner="Priya Nair", barrier_id=barrier.id)
        makers.add_action(session, stay, "Visit Harpreet at home, ring 07700 900123 first", due=-12)
    return stay


def set_up(patient: Patient) -> None:
    patient.nhs_number, patient.phone, patient.safety_alert = NUMBER, "07700900123", "Ex-partner violent"
    patient.address, patient.postcode, patient.address_protected = "12 Castle Street", "LE1 5WN", True
    patient.safe_contact, patient.email = "Do not call home", "harpreet@example.org"


def test_nothing_stands_in_the_right_margin(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, ready=9, barriers=["rent_arrears"])
    with atomic(session):
        makers.add_action(session, stay, "Ring", due=date(2027, 11, 24), barrier_id=stay.barriers[0].id)
    words = ends_of_words(paper(as_officer, stay))
    edge = next(right for right, word in words if word == "Bosworth")  # in the head of the page
    assert "Wed" in [word for _, word in words]
    assert [word for right, word in words if right > edge + 0.5] == []


def test_a_long_name_leaves_room_for_the_phone(
    as_officer: Browser, session: Session, singh: Stay, officer: User
) -> None:
    officer.display_name = "Bartholomew-Montgomery Featherstonehaugh-Cholmondeley"
    session.commit()
    assert re.search(r"Case held by Bartholomew-Montgomery [\w-]+… 0116 496 0160", text_of(paper(as_officer, singh)))


def test_it_says_what_blocks_and_who_is_on_it(as_officer: Browser, singh: Stay) -> None:
    said = text_of(paper(as_officer, singh))
    spaced = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"
    for words in (
        "SINGH, Harpreet",
        spaced,
        "bed B7",
        "9 nights so far",
        "Rent or mortgage arrears",
        "Joan Marsh",
        "6 days",
    ):
        assert words in said, words
    assert "Sam Okafor 0116 496 0160" in said
    for words in (
        "Ring about SINGH's plan",
        "Priya Nair",
        "0116 496 0301",
        "Visit Harpreet at home",
        "Do not call home",
    ):
        assert words in said, words
    assert "5 housing only, 4 housing and other" in said


def test_it_never_says_more_than_it_may(as_officer: Browser, singh: Stay) -> None:
    everything = everything_in(paper(as_officer, singh))
    for words in ("section 3", "Castle Street", "LE1 5WN", "Ex-partner", "harpreet@example.org"):
        assert words not in everything


def test_initials_leave_no_name_and_no_number(as_officer: Browser, singh: Stay) -> None:
    made = paper(as_officer, singh, names="initials")
    everything = everything_in(made).casefold()
    for words in ("singh", "harpreet", NUMBER, f"{NUMBER[:3]} {NUMBER[3:6]}", "900123", "1961", "rx0"):
        assert words not in everything, words
    said = text_of(made)
    assert "H.S." in said and "Initials only" in said and "0116 496 0301" in said
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Case summary"


def test_the_file_name_names_nobody(as_officer: Browser, singh: Stay) -> None:
    answer = as_officer.send("GET", f"/stays/{singh.id}/summary.pdf")
    assert answer.headers["Content-Disposition"] == f'inline; filename="case-summary-{singh.id}.pdf"'


@pytest.mark.parametrize("word", [LONG, "W" * 900, "word\n" * 200])
def test_a_rich_stay_fits_on_one_page(as_officer: Browser, session: Session, ward: Ward, word: str) -> None:
    stay = makers.make_stay(
        session, ward, surname="Achterberg-Williamson-Fotheringay", given_names="Wilhelmina Rosalind Antoinette",
        admitted=210, case=180, ready=150, bed="SIDE ROOM 12B", officer=word[:120], landlord=word[:200],
        council=word[:200], leave=[{"began": 90, "ended": 80, "bed_kept": "no"}], reasons=[{"began": 60}],
    )  # fmt: skip
    kinds = ["deposit_or_furniture", "rent_arrears", "adaptations", "relationship_breakdown"]
    with atomic(session):
        stay.patient.safe_contact, stay.patient.care_coordinator = word, word[:200]
        for number in range(20):
            barrier = makers.add_barrier(
                session, stay, kinds[number % 4], began=150, note=word, waiting_on=f"{number} {word}"[:200],
                waiting_person=word[:200], waiting_since=30, facts=facts_of(kinds[number % 4]),
            )  # fmt: skip
            for _ in range(5):
                makers.add_action(session, stay, word, due=3, owner=word[:200], barrier_id=barrier.id)
    made = paper(as_officer, stay)
    assert len(pages_of(made)) == 1
    said = text_of(made)
    assert "more barriers, see the record" in said and "and 4 more, see the record" in said


def facts_of(kind: str) -> Any:
    """What starts as many clocks as a barrier can have."""
    on = makers.days_ago(-2)
    if kind == "rent_arrears":
        return ArrearsFacts(notice_expires_on=on, hearing_on=on)
    if kind == "adaptations":
        return AdaptationFacts(application_valid_on=makers.days_ago(30))
    if kind == "relationship_breakdown":
        refused = {"outcome": "Not accepted: not homeless", "decision_received_on": makers.days_ago(3)}
        return HomelessnessFacts(duty_started_on=makers.days_ago(9), **refused)
    return None


def test_each_clock_says_what_it_means_and_what_to_do(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, ready=9)
    with atomic(session):
        notice = ArrearsFacts(notice_expires_on=makers.days_ago(-9), tenancy="secure")
        makers.add_barrier(session, stay, "rent_arrears", began=20, facts=notice)
        unanswered = HomelessnessFacts(duty_started_on=makers.days_ago(9))
        makers.add_barrier(session, stay, "no_home", began=20, facts=unanswered)
    said = " ".join(text_of(paper(as_officer, stay)).split())
    ends = weekday_date(makers.days_ago(-9))
    assert f"Landlord may start court action: {ends}. Nobody has to leave on this day" in said
    assert "stay put, get advice, and ask the council for the prevention duty." in said
    assert "Has the council accepted a duty? Record which and when" in said


def test_an_empty_record_still_makes_a_sheet(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, given_names=None, admitted=None, case=None)
    said = pages_of(paper(as_officer, stay))
    assert len(said) == 1 and "Not ready to leave yet" in said[0] and "No barrier is recorded" in said[0]


def test_after_the_discharge_it_shows_the_checks(as_officer: Browser, session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, ready=12, left=3, barriers=[{"kind": "no_home", "resolved": 3}])
    with atomic(session):
        makers.add_follow_up(session, stay, due=-4)
    said = text_of(paper(as_officer, stay))
    assert "after 9 nights of delay" in said and "check 1 week after discharge" in said and "Every barrier" in said


def test_each_copy_is_numbered_in_the_audit(as_officer: Browser, session: Session, singh: Stay) -> None:
    assert "Copy 1" in text_of(paper(as_officer, singh))
    assert "Copy 2" in text_of(paper(as_officer, singh, names="initials"))
    session.rollback()
    lines = session.query(models.AuditLine).filter_by(action="print").all()
    assert [(line.subject_kind, line.subject_id, line.stay_id) for line in lines] == [
        ("case summary", singh.ref, singh.id)
    ] * 2
    assert '"initials"' in lines[1].detail


def test_who_may_print_it(
    browser: Browser, session: Session, singh: Stay, coordinator: User, evaluator: User, other_ward: Ward
) -> None:
    elsewhere = makers.make_stay(session, other_ward)
    browser.sign_in(coordinator)
    assert browser.send("GET", f"/stays/{singh.id}/summary.pdf").status_code == 200
    assert browser.send("GET", f"/stays/{elsewhere.id}/summary.pdf").status_code == 404
    assert browser.send("GET", "/stays/999999/summary.pdf").status_code == 404
    assert browser.send("GET", f"/stays/{singh.id}/summary.pdf?names=everything").status_code == 404
    browser = Browser(browser.app).sign_in(evaluator)
    assert browser.send("GET", f"/stays/{singh.id}/summary.pdf").status_code == 403


def test_markup_prints_as_text_and_fetches_nothing(
    as_officer: Browser, session: Session, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    before = OpenerDirector.open

    def watched(self: OpenerDirector, asked_for: Request, *rest: Any, **more: Any) -> Any:
        asked.append(asked_for.full_url.split(":")[0])
        return before(self, asked_for, *rest, **more)

    monkeypatch.setattr(OpenerDirector, "open", watched)
    written = '<img src="file:///etc/passwd"> <a href="http://example.org/">x</a> <h1>y</h1>'
    stay = makers.make_stay(session, ward, surname="<b>Bold</b>", ready=3)
    with atomic(session):
        barrier = makers.add_barrier(session, stay, note=written, waiting_on="<style>*{display:none}</style>")
        makers.add_action(session, stay, written, barrier_id=barrier.id)
    made = paper(as_officer, stay)
    said = text_of(made).replace(" ", "")
    assert '<imgsrc="file:///etc/passwd">' in said and 'href="http://example.org/"' in said and "<style>" in said
    assert "root:" not in said and set(asked) == {"data"}
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert all("/Annots" not in page and "/AF" not in page for page in pdf.pages)
