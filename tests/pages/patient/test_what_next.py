"""The box: what happened, what next, by when."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Action, Contact, Stay
from tests.browser import Browser, Form
from tests.cases import make_case
from tests.pages.patient.forms_of_work import furnish_work, the


@pytest.fixture
def stay(session: Session, stay: Stay) -> Stay:
    return furnish_work(session, stay)


def box(browser: Browser, stay: Stay) -> Form:
    return browser.get(f"/stays/{stay.id}").form("Save")


def counts(session: Session) -> tuple[int, int]:
    found = [session.scalar(select(func.count()).select_from(table)) or 0 for table in (Contact, Action)]
    return found[0], found[1]


def test_what_happened_what_next_by_when(as_officer: Browser, session: Session, stay: Stay) -> None:
    open_id = the(session, Action, stay, done_on=None)
    page = box(as_officer, stay).submit(
        happened="She holds the claim for a plan", with_whom="Karen", method="phone", finishes_id=str(open_id),
        next_step="Send the plan", due_on="fri",
    )  # fmt: skip
    assert "Contact noted. Done: Ring Karen. Next: Send the plan, by Fri 12 Jun. For SINGH, Harpreet." in page.main
    assert page.heading.startswith("Ready since 5 May")
    assert "Phone with Karen" in page.main and "Sam Okafor, due Fri 12 Jun" in page.main
    added = session.scalars(select(Action).where(Action.what == "Send the plan")).one()
    assert (added.owner, added.owner_kind, added.due_on) == ("Sam Okafor", "staff", date(2026, 6, 12))


def test_only_one_half(as_officer: Browser, session: Session, stay: Stay) -> None:
    before = counts(session)
    assert "Contact noted. For" in box(as_officer, stay).submit(happened="Rang out").main
    assert "Next: Visit, no date yet." in box(as_officer, stay).submit(next_step="Visit", owner="Dawn").main
    assert counts(session) == (before[0] + 1, before[1] + 1)


@pytest.fixture
def friday(stay: Stay) -> Iterator[None]:
    with clock.moved_to(date(2026, 6, 12)):
        yield


@pytest.mark.usefixtures("friday")
def test_tomorrow_on_a_friday_is_saturday_and_nothing_asks(as_officer: Browser, session: Session, stay: Stay) -> None:
    page = box(as_officer, stay).submit(next_step="Ring her sister", due_on="tomorrow")
    assert "Next: Ring her sister, by Sat 13 Jun. For" in page.main
    assert session.scalars(select(Action.due_on).where(Action.what == "Ring her sister")).one() == date(2026, 6, 13)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write what happened, what comes next, or both."),
        ({"due_on": "fri"}, "Say what is to be done by then."),
        ({"happened": "x", "happened_on": "31/2"}, "31/2 is not a date: February has 28 days."),
        ({"next_step": "y", "due_on": "Fri 13 June"}, "13 June 2026 is a Saturday, not a Friday."),
        ({"next_step": "y", "due_on": "next Fri"}, "write Friday or in 9 days."),
        ({"happened": "x", "happened_on": "+1"}, "is in the future: the contact cannot be after today."),
        ({"happened": "x", "next_step": "y", "due_on": "-1"}, "has passed: choose today or later."),
        ({"happened": "x" * 100_000}, "too long: at most 20,000 characters."),
        ({"happened": "x", "finishes_id": "999"}, "Choose one from the list."),
        ({"happened": "x", "barrier_id": "made up"}, "Choose one from the list."),
        ({"happened": "x", "method": "telepathy"}, "Choose an answer from the list."),
    ],
)
def test_refused_at_its_field_and_kept(
    as_officer: Browser, session: Session, stay: Stay, typed: dict[str, str], sentence: str
) -> None:
    before = counts(session)
    page = box(as_officer, stay).submit(**typed)
    assert page.status == 422
    assert any(sentence in error or sentence.replace("February", "February 2026") in error for error in page.errors), (
        page.errors
    )
    texts = [one.text or "" for one in page.tree.iter("textarea")] + [
        one.get("value") for one in page.tree.iter("input")
    ]
    kept = {name: value for name, value in typed.items() if name in ("happened", "happened_on", "next_step", "due_on")}
    assert all(any((text or "").strip() == value for text in texts) for value in kept.values())
    assert counts(session) == before


def test_a_double_click_saves_once(as_officer: Browser, session: Session, stay: Stay) -> None:
    before = counts(session)
    form = box(as_officer, stay).fill(happened="Rang out", next_step="Ring again")
    assert form.submit().status == form.submit().status == 200
    assert counts(session) == (before[0] + 1, before[1] + 1)


def test_typed_for_another_patient(as_officer: Browser, session: Session, stay: Stay, ward: object) -> None:
    other = make_case(session, stay.ward, surname="Brown", given_names="Dave")
    form = box(as_officer, stay).fill(happened="Something private")
    before = counts(session)
    page = as_officer.post(f"/stays/{other.id}/what-next", form.values)
    assert page.status == 422 and "made for another patient" in page.errors[0]
    assert counts(session) == before


def test_text_survives_the_lock(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = box(as_officer, stay).fill(happened="Half a sentence")
    kept = as_officer.send("POST", "/draft", data=dict(form.values) | {"_path": f"/stays/{stay.id}/what-next"})
    assert kept.status_code == 204
    page = as_officer.get(f"/stays/{stay.id}")
    assert "What you had typed here before is back" in page.main
    assert dict(page.form("Save").values)["happened"] == "Half a sentence"
    page = page.form("Save").submit()
    assert "Contact noted." in page.main
    assert "typed here before" not in page.main
