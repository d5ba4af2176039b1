"""Finding somebody: from the header of any page, in the body of the request, audited without the words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, User, Ward
from tests.browser import Browser
from tests.makers import make_patient, make_stay


def test_from_the_header_of_a_page(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward, bed="4")
    make_stay(session, ward, surname="Singleton", bed="5")
    page = as_officer.get("/caseload").form("Find").submit(words="sing")
    assert "2 patients" in page.main and "SINGH, Harpreet" in page.main and "Bosworth, bed 4" in page.main
    assert page.url.endswith("/search")
    line = session.scalars(select(AuditLine).where(AuditLine.action == "search")).one()
    assert "sing" not in line.detail.lower() and '"found":2' in line.detail


def test_the_one_who_is_found_is_opened(as_officer: Browser, session: Session, ward: Ward) -> None:
    patient = make_patient(session, "Nowak", "Łukasz", known_as="Luke")
    stay = make_stay(session, ward, patient=patient)
    page = as_officer.get("/caseload").form("Find").submit(words="łukasz NOWAK")
    assert page.url.endswith(f"/stays/{stay.id}")
    assert "NOWAK, Łukasz (known as Luke)" in page.text
    actions = session.scalars(select(AuditLine.action).order_by(AuditLine.id.desc()).limit(2)).all()
    assert actions == ["view case", "search"]


def test_nobody_found_says_what_else_to_try(as_officer: Browser) -> None:
    page = as_officer.get("/search").form().submit(words="zzz")
    assert "Nobody on your wards" in page.main
    form = page.form()
    assert dict(form.values)["words"] == "zzz"


def test_too_little_to_go_by(as_officer: Browser) -> None:
    for words in ("", " ", "a", "%", "'"):
        page = as_officer.get("/search").form().submit(words=words)
        assert page.errors == ["Enter at least two letters of the name, or a number."], words
    assert as_officer.get("/search").form().submit(words="x" * 500).errors == [
        "This is too long: at most 200 characters."
    ]


def test_out_of_reach_looks_like_nobody(as_officer: Browser, session: Session, other_ward: Ward) -> None:
    make_stay(session, other_ward, surname="Hidden")
    assert "Nobody on your wards" in as_officer.get("/search").form().submit(words="hidden").main


def test_words_in_the_address_find_nobody(as_officer: Browser, session: Session, ward: Ward) -> None:
    make_stay(session, ward)
    assert "SINGH" not in as_officer.get("/search?words=singh").main


def test_not_for_evaluators(browser: Browser, evaluator: User) -> None:
    page = browser.sign_in(evaluator).get("/search")
    assert page.status == 403 and "Find a patient" not in page.text
