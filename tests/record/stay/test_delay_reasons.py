"""National delay reasons: known codes, warnings rather than refusals outside their time, and what they do not do."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, DelayReason, Stay, Ward
from enabler.record.stay import delay_reasons, stays
from enabler.rules.refusal import Refused, Stale


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    with clock.moved_to(may(10)), atomic(session):
        return stays.quick_add(
            session, by=actor, name="SINGH", ward_id=ward.id, what_is_wrong="Arrears", admitted_on=may(1)
        )


def add(session: Session, by: Actor, stay: Stay, **said: Any) -> DelayReason:
    values: dict[str, Any] = {"list": "mhsds-v6", "code": "09", "from_on": may(5), "to_on": None} | said
    with atomic(session):
        return delay_reasons.add_delay_reason(session, by=by, stay_id=stay.id, **values)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"list": "mine"}, "list"),
        ({"code": "77"}, "code"),
        ({"to_on": may(4)}, "to_on"),
        ({"from_on": date(2026, 4, 1), "to_on": date(2026, 4, 9)}, "to_on"),
    ],
)
def test_what_cannot_be(session: Session, actor: Actor, stay: Stay, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(session, actor, stay, **said)
    assert refusal.value.field == field
    assert session.scalars(select(DelayReason)).all() == []


def test_a_reason_is_changed_and_ended(session: Session, actor: Actor, stay: Stay) -> None:
    reason = add(session, actor, stay)
    values: dict[str, Any] = {"list": "mhsds-v6", "code": "04", "from_on": may(6), "to_on": None}
    with atomic(session):
        delay_reasons.change_delay_reason(session, by=actor, delay_reason_id=reason.id, expected_version=1, **values)
    with pytest.raises(Stale), atomic(session):
        delay_reasons.end_delay_reason(session, by=actor, delay_reason_id=reason.id, expected_version=1, to_on=may(9))
    with atomic(session):
        ended = delay_reasons.end_delay_reason(
            session, by=actor, delay_reason_id=reason.id, expected_version=2, to_on=may(9)
        )
    assert (ended.code, ended.from_on, ended.to_on) == ("04", may(6), may(9))
    with pytest.raises(Refused, match="ended already"), atomic(session):
        delay_reasons.end_delay_reason(session, by=actor, delay_reason_id=reason.id, expected_version=3, to_on=may(9))
    lines = session.scalars(select(AuditLine.action).where(AuditLine.subject_kind == "delay_reasons")).all()
    assert lines == ["add delay reason", "change delay reason", "end delay reason"]


@pytest.mark.parametrize(
    ("list_name", "code", "words"),
    [
        ("mhsds-v6", "09", []),
        ("dtoc", "A", ["the code ended on 29 February 2020"]),
        ("mhsds-v6", "98", ["is not a reason"]),
        ("mhsds-v6", "15", ["record the barrier behind it"]),
        ("dtoc", "I", ["the code ended", "record the barrier"]),
    ],
)
def test_what_to_say_about_a_reason(list_name: str, code: str, words: list[str]) -> None:
    said = delay_reasons.remarks(list_name, code, may(5), None)
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))
