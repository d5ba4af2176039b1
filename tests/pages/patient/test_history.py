"""Who can see a record, and what was done to it, in sentences."""

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Stay, User, Ward
from enabler.pages.patient.history_words import past, what_changed, what_was_done
from enabler.record.stay_page.history import Happened
from tests.browser import Browser
from tests.cases import make_case


def test_who_can_see_it(as_officer: Browser, coordinator: User, stay: Stay) -> None:
    page = as_officer.get(f"/stays/{stay.id}/history")
    assert "Sam Okafor, officer" in page.main
    assert "Priya Nair, coordinator" in page.main


def test_who_has_held_the_case(as_officer: Browser, session: Session, officer: User, stay: Stay) -> None:
    as_officer.get(f"/stays/{stay.id}/change").form().submit(officer_id=str(officer.id))
    as_officer.get(f"/stays/{stay.id}/change").form().submit(officer_id="")
    page = as_officer.get(f"/stays/{stay.id}/history")
    assert "Sam Okafor, from 10 June 2026Nobody, from 10 June 2026" in page.main
    assert "officer: not recorded → Sam Okafor" in page.main


def test_what_was_done_and_who_looked(as_officer: Browser, app: object, coordinator: User, stay: Stay) -> None:
    as_officer.get(f"/stays/{stay.id}/expected").form().submit(expected_on="15/6")
    Browser(as_officer.app).sign_in(coordinator).get(f"/stays/{stay.id}")
    page = as_officer.get(f"/stays/{stay.id}/history")
    assert "Priya Nair looked at this record" in page.main
    assert "changed the expected discharge" in page.main
    assert "expected discharge on: not recorded → 15 June 2026" in page.main
    changes = page.follow("Changes only")
    assert "looked at this record" not in changes.main
    assert "changed the expected discharge" in changes.main


def test_out_of_reach_and_roles(as_officer: Browser, session: Session, other_ward: Ward, evaluator: User) -> None:
    hidden = make_case(session, other_ward)
    assert as_officer.get(f"/stays/{hidden.id}/history").status == 404
    assert Browser(as_officer.app).sign_in(evaluator).get(f"/stays/{hidden.id}/history").status == 403


def line(action: str, **detail: object) -> Happened:
    return Happened(1, clock.now(), "Sam Okafor", action, "stays", detail)


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (line("add ready period"), "added a ready period"),
        (line("add action"), "added an action"),
        (line("resolve barrier"), "resolved the barrier"),
        (line("re-open barrier"), "re-opened the barrier"),
        (line("judge", about="share", value="sole"), "judged the share: Sole: housing alone holds the patient"),
        (line("open form", form="change stay"), "opened the form “change stay”"),
        (line("lock"), "locked"),
    ],
)
def test_what_was_done_in_words(happened: Happened, words: str) -> None:
    assert what_was_done(happened) == words


def test_what_changed_in_words() -> None:
    happened = line(
        "change stay",
        admitted_on=[None, "2026-05-03"],
        household=["…", "…"],
        legal_status=["02", "03"],
        address_protected=[False, True],
        recorded=["surname", "nhs_number"],
        empty=None,
    )
    assert what_changed(happened) == [
        "address protected: no → yes",
        "admitted on: not recorded → 3 May 2026",
        "household: changed",
        "legal status: Section 2 → Section 3",
        "recorded: surname, NHS number",
    ]


@pytest.mark.parametrize(
    ("verb", "words"), [("change", "changed"), ("end", "ended"), ("log", "logged"), ("set", "set")]
)
def test_past(verb: str, words: str) -> None:
    assert past(verb) == words
