"""Merging with a look first: what differs, what overlaps, what changes; nothing but what was looked at goes in."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import Merge, Patient, PublishedReport, Stay, Ward
from enabler.record.merging.merging import CHANGED
from enabler.record.merging.two_records import NOT_YOURS, ONE_RECORD
from enabler.vocabulary import BirthIs
from tests import makers
from tests.browser import Browser, Page
from tests.record.merging.people import make_two

TAKES = {"show": "yes"}


def question(page: Page) -> str:
    return next(name for name in page.form().element.xpath(".//input[@type='radio']/@name") if "overlap" in name)


def shown(as_officer: Browser, address: str, answer: str) -> Page:
    page = as_officer.get(address)
    return page.form("Show what").submit(**{question(page): answer}, **TAKES)


def test_both_records_and_what_differs_stand_side_by_side(as_officer: Browser, address: str) -> None:
    main = as_officer.get(address).main
    assert "Given names Margaret Margret differ" in main
    assert "Email not recorded m@example.com only one says it" in main
    assert "1 pair of stays covers the same nights" in main


def test_the_change_is_shown_before_it_can_be_merged(
    as_officer: Browser, session: Session, twice: tuple[Stay, Stay], address: str
) -> None:
    first, second = twice
    assert "Merge the two records" not in as_officer.get(address).main
    page = shown(as_officer, address, "withdraw kept")
    assert f"still in hospital ({first.ref}) withdrawn 20 → 0 20 → 0 not in the figure" in page.main
    assert "31 March 2027 20 → 0 20 → 0" in page.main
    assert session.scalar(select(func.count()).select_from(Merge)) == 0
    done = page.form("Merge the two").submit(merge="yes")
    assert "Merged into one record" in done.main and "Take it back" in done.main
    session.expire_all()
    assert session.scalars(select(Stay)).one().ref == second.ref
    assert as_officer.get(f"/stays/{first.id}").url.endswith(f"/stays/{second.id}")


def test_what_is_typed_for_a_stay_that_was_merged_away_is_not_lost(
    as_officer: Browser, twice: tuple[Stay, Stay], address: str
) -> None:
    form = as_officer.get(f"/stays/{twice[0].id}/contacts/new").form().fill(text="The landlord rang")
    shown(as_officer, address, "withdraw kept").form("Merge the two").submit(merge="yes")
    refused = form.submit()
    assert refused.status == 410 and "Nothing was saved" in refused.main and "The landlord rang" in refused.main


def test_another_answer_is_shown_first(as_officer: Browser, session: Session, address: str) -> None:
    page = shown(as_officer, address, "withdraw kept")
    asked = page.form("Merge the two").submit(**{question(page): "withdraw merged"}, merge="yes")
    assert asked.status == 422 and "This is what your answers change" in asked.main
    assert session.scalar(select(func.count()).select_from(Merge)) == 0


def test_without_an_answer_nothing_goes_in(as_officer: Browser, address: str) -> None:
    page = as_officer.get(address).form("Show what").submit(show="yes")
    assert page.errors == ["Choose which of the two stays goes on."]


def test_an_answer_that_is_none_is_refused(as_officer: Browser, address: str) -> None:
    page = as_officer.get(address)
    wrong = page.form("Show what").submit(**{question(page): "both of them"}, show="yes")
    assert wrong.status == 422 and "Merge the two records" not in wrong.main


def test_a_birth_is_compared_as_it_is_known(
    as_officer: Browser, session: Session, twice: tuple[Stay, Stay], address: str
) -> None:
    kept, merged = (session.get_one(Stay, stay.id).patient for stay in twice)
    with atomic(session):
        kept.born_on, kept.birth_is, merged.born_on = date(1950, 7, 1), BirthIs.ESTIMATED, date(1950, 3, 22)
    page = shown(as_officer, address, "withdraw kept")
    assert "Born on about 1950 22 March 1950 differ" in page.main
    page.form("Merge the two").submit(merge="yes")
    session.expire_all()
    patient = session.get_one(Patient, kept.id)
    assert (patient.born_on, patient.birth_is) == (date(1950, 3, 22), None)


def test_what_was_changed_meanwhile_is_looked_at_again(
    as_officer: Browser, session: Session, twice: tuple[Stay, Stay], address: str
) -> None:
    page = shown(as_officer, address, "withdraw kept")
    with atomic(session):
        session.get_one(Stay, twice[1].id).bed = "B9"
    again = page.form("Merge the two").submit(merge="yes")
    assert CHANGED in again.errors
    assert "Merged into one record" in again.form("Merge the two").submit(merge="yes").main


def test_a_combination_that_is_not_offered_says_why(as_officer: Browser, session: Session, ward: Ward) -> None:
    first, second = make_two(session, ward, left=2)
    main = as_officer.get(f"/patients/{second.patient_id}/merge/{first.patient_id}").main
    assert f"moves to {second.ref}" not in main and "The one that ends first cannot take the other in" in main


def test_who_looks_at_two_that_were_merged_meanwhile_is_told_by_whom(as_officer: Browser, address: str) -> None:
    shown(as_officer, address, "withdraw kept").form("Merge the two").submit(merge="yes")
    page = as_officer.get(address)
    assert page.status == 404 and "They are one record already" in page.main and NOT_YOURS not in page.main


def test_a_double_click_merges_once(as_officer: Browser, session: Session, address: str) -> None:
    form = shown(as_officer, address, "into kept").form("Merge the two").fill(merge="yes")
    form.submit()
    assert "Merged into one record" in form.submit().main
    assert session.scalar(select(func.count()).select_from(Merge)) == 1


@pytest.mark.parametrize("who", ["oneself", "nobody", "out of reach"])
def test_what_cannot_be_merged_says_why(
    as_officer: Browser, session: Session, other_ward: Ward, twice: tuple[Stay, Stay], who: str
) -> None:
    hidden = makers.make_stay(session, other_ward, surname="Hidden").patient_id
    other = {"oneself": twice[0].patient_id, "nobody": 987654321, "out of reach": hidden}[who]
    page = as_officer.get(f"/patients/{twice[0].patient_id}/merge/{other}")
    assert page.status == 404
    assert (ONE_RECORD if who == "oneself" else NOT_YOURS) in page.main


def test_published_reports_that_count_one_of_them_are_named(
    as_officer: Browser, session: Session, twice: tuple[Stay, Stay], address: str
) -> None:
    on = makers.days_ago(40)
    named = {"ref": "DA-2345678", "frozen": f'{{"rows":[{{"ref":"{twice[0].ref}"}}]}}', "fingerprint": "f"}
    dated = {"period_from": on, "period_to": on, "as_at": on, "published_at": clock.now()}
    with atomic(session):
        session.add(PublishedReport(**named, **dated, **makers.recorded()))
    assert "DA-2345678 counts one of these stays" in shown(as_officer, address, "withdraw kept").main
    assert "DA-2345678" not in shown(as_officer, address, "withdraw merged").main
