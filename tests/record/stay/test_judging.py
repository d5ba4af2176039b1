"""Judgements are only ever added, with their day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Judgement, Stay, Ward
from enabler.record.stay import judging, ready_periods, stays
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Share


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.fixture(autouse=True)
def tenth() -> Iterator[None]:
    with clock.moved_to(may(10)):
        yield


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    with atomic(session):
        return stays.quick_add(
            session, by=actor, name="SINGH", ward_id=ward.id, what_is_wrong="Arrears", admitted_on=may(1)
        )


def judge(session: Session, by: Actor, stay: Stay, **said: Any) -> list[Judgement]:
    with atomic(session):
        version = judging.version_of(judging.judgements_of(session, stay.id))
        given = {"main_barrier": None, "share": None, "expected_version": version} | said
        return judging.judge(session, by=by, stay_id=stay.id, **given)


def test_each_view_is_a_row_with_its_day(session: Session, actor: Actor, stay: Stay) -> None:
    judge(session, actor, stay, main_barrier="rent_arrears", share=Share.SOLE)
    with clock.moved_to(may(12)):
        assert len(judge(session, actor, stay, main_barrier="rent_arrears", share=Share.JOINT)) == 1
    rows = [(one.about, one.value, one.judged_on) for one in judging.judgements_of(session, stay.id)]
    assert rows == [
        ("main barrier", "rent_arrears", may(10)),
        ("share", "sole", may(10)),
        ("share", "joint", may(12)),
    ]
    standing = judging.standing_judgements(judging.judgements_of(session, stay.id))
    assert (standing["share"].value, standing["main barrier"].value) == ("joint", "rent_arrears")
    assert len(session.scalars(select(AuditLine).where(AuditLine.action == "judge")).all()) == 3


def test_a_judgement_made_from_an_older_one_is_stopped(session: Session, actor: Actor, stay: Stay) -> None:
    judge(session, actor, stay, main_barrier="rent_arrears", share=Share.SOLE)
    with pytest.raises(Stale) as refusal:
        judge(session, actor, stay, share=Share.JOINT, expected_version=0)
    rows = judging.judgements_of(session, stay.id)
    assert len(rows) == 2
    assert refusal.value.theirs == {"main_barrier": "rent_arrears", "share": "sole", "version": rows[-1].id}


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "main_barrier"), ({"main_barrier": "weather"}, "main_barrier"), ({"share": "half"}, "share")],
)
def test_what_cannot_be_judged(session: Session, actor: Actor, stay: Stay, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        judge(session, actor, stay, **said)
    assert refusal.value.field == field
    assert judging.judgements_of(session, stay.id) == []


def test_one_from_elsewhere_may_lack_its_day(session: Session, cli_actor: Actor, stay: Stay) -> None:
    with atomic(session):
        row = judging.record_judgement(
            session, by=cli_actor, stay_id=stay.id, about=judging.SHARE, value="sole", judged_on=None
        )
    assert row.judged_on is None


def test_the_judging_day_waits_for_a_ready_period(session: Session, actor: Actor, stay: Stay) -> None:
    assert judging.judging_day(stay, []) is None
    with atomic(session):
        period = ready_periods.add_ready_period(
            session, by=actor, stay_id=stay.id, ready_on=may(5), standard=None, said_by=None
        )
    assert judging.judging_day(stay, [period]) == may(12)  # two days after the case was opened
