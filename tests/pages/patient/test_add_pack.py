"""The usual steps of a kind of barrier: edited, unticked, added all at once."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Action, Barrier, Stay
from tests.browser import Browser, Form
from tests.pages.patient.forms_of_work import the


@pytest.fixture
def form(as_officer: Browser, stay: Stay) -> Form:
    return as_officer.get(f"/stays/{stay.id}").follow("Usual steps").form()


def test_edited_before_it_is_added(form: Form, session: Session, stay: Stay) -> None:
    values = dict(form.values)
    assert (values["what_0"], values["due_on_0"], values["owner_0"]) == ("Landlord hold", "11/6/2026", "Sam Okafor")
    page = form.submit(what_0="Ring the landlord for a hold", owner_0="Dawn", due_on_1="fri", wanted_2=[], wanted_3=[])
    assert "2 actions added. For SINGH, Harpreet." in page.main
    kept = session.execute(
        select(Action.what, Action.owner, Action.owner_kind, Action.barrier_id).order_by(Action.id)
    ).all()
    barrier = the(session, Barrier, stay)
    assert [tuple(row) for row in kept] == [
        ("Ring the landlord for a hold", "Dawn", None, barrier),
        ("Repayment offer", "Sam Okafor", "staff", barrier),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence", "field"),
    [
        ({"what_1": ""}, "Say what is to be done.", "#what_1"),
        ({"due_on_1": "31/2"}, "31/2 is not a date", "#due_on_1"),
        ({"due_on_1": "-1"}, "has passed: choose today or later.", "#due_on_1"),
        ({f"wanted_{place}": [] for place in range(4)}, "Tick at least one step, or go back.", ""),
    ],
)
def test_all_of_them_or_none(form: Form, session: Session, typed: dict[str, str], sentence: str, field: str) -> None:
    page = form.submit(**typed)
    assert page.status == 422
    assert len(page.errors) == 1 and sentence in page.errors[0]
    assert not field or field in page.links.values()
    assert session.scalars(select(Action)).all() == []
