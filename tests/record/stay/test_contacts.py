"""Contacts: added and changed."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Stay, Ward
from enabler.record.stay.contacts import add_contact, change_contact
from enabler.rules.refusal import Refused, Stale
from tests import makers
from tests.makers import days_ago


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(session, ward)


def test_added_and_changed(session: Session, actor: Actor, stay: Stay) -> None:
    with atomic(session):
        contact = add_contact(session, by=actor, stay_id=stay.id, on=days_ago(1), text="Said no", method="phone")
    version = contact.version
    with atomic(session):
        change_contact(
            session, by=actor, contact_id=contact.id, expected_version=version, on=days_ago(2), text="Said yes",
            with_whom="Karen", method="", barrier_id=None,
        )  # fmt: skip
    assert (contact.on, contact.text, contact.with_whom, contact.method) == (days_ago(2), "Said yes", "Karen", None)
    assert not [line for line in session.scalars(select(AuditLine)) if "Said" in line.detail or "Karen" in line.detail]
    with pytest.raises(Stale) as stale, atomic(session):
        change_contact(
            session, by=actor, contact_id=contact.id, expected_version=version, on=days_ago(2), text="Said maybe",
            with_whom=None, method=None, barrier_id=None,
        )  # fmt: skip
    assert stale.value.theirs["text"] == "Said yes"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({}, "text"), ({"text": "Later", "on": days_ago(-1)}, "on"), ({"text": "x", "barrier_id": 99}, "barrier_id")],
)
def test_refused(session: Session, actor: Actor, stay: Stay, facts: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused, atomic(session):
        add_contact(session, by=actor, stay_id=stay.id, **({"on": days_ago(0)} | facts))  # type: ignore[arg-type]
    assert refused.value.field == field
