"""Answers as given, silence as silence, change in matched pairs only."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, Ward
from enabler.record.stay.wellbeing import Asking, asking, askings, pairs, record_wellbeing
from enabler.rules.refusal import Refused, Stale
from tests.cases import make_case
from tests.makers import days_ago

ANXIOUS, LIFE, HOME = ("ONS4", 4), ("ONS4", 1), ("I statements", 1)


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


def ask(session: Session, by: Actor, stay: Stay, occasion: str, answers: dict[Any, int | None], **said: Any) -> Asking:
    expected = said.pop("expected_version", asking(session, stay.id, occasion).version)
    given: dict[str, Any] = {"asked_on": date(2026, 4, 3), "asked_by": "Sam Okafor", **said}
    with atomic(session):
        return record_wellbeing(
            session, by=by, stay_id=stay.id, occasion=occasion, expected_version=expected, answers=answers, **given
        )


def test_nothing_asked_yet(session: Session, stay: Stay) -> None:
    empty = asking(session, stay.id, "start")
    assert (empty.asked_on, empty.answered, empty.version) == (None, 0, 0)
    assert askings(session, stay.id) == []


def test_no_answer_is_not_a_low_answer(session: Session, actor: Actor, stay: Stay) -> None:
    asked = ask(session, actor, stay, "start", {LIFE: 0, HOME: 2})
    assert asked.answered == 2 and asked.answers[LIFE] == 0 and asked.answers[ANXIOUS] is None
    assert len(asked.answers) == 10 and asked.asked_by == "Sam Okafor"


def test_matched_pairs_only(session: Session, actor: Actor, stay: Stay) -> None:
    start = ask(session, actor, stay, "start", {LIFE: 3, ANXIOUS: 8, HOME: 2})
    later = ask(session, actor, stay, "13 weeks", {LIFE: 3, ANXIOUS: 5, ("I statements", 2): 4})
    found = {(pair.item.instrument, pair.item.order): pair.change for pair in pairs(start, later)}
    assert found == {LIFE: "same", ANXIOUS: "better"}
    assert [one.occasion for one in askings(session, stay.id)] == ["start", "13 weeks"]


@pytest.mark.parametrize(("answers", "field"), [({LIFE: 11}, "ons4_1"), ({HOME: 0}, "i_statements_1")])
def test_off_the_scale(session: Session, actor: Actor, stay: Stay, answers: dict[Any, int | None], field: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(session, actor, stay, "start", answers)
    assert refused.value.field == field


def test_unknown_occasion_question_and_a_future_date(session: Session, actor: Actor, stay: Stay) -> None:
    with pytest.raises(Refused, match="not an occasion"):
        ask(session, actor, stay, "christmas", {})
    with pytest.raises(Refused, match="no such question"):
        ask(session, actor, stay, "start", {("ONS4", 9): 1})
    with pytest.raises(Refused, match="future"):
        ask(session, actor, stay, "start", {}, asked_on=days_ago(-1))


def test_an_old_form_is_stale(session: Session, actor: Actor, stay: Stay) -> None:
    ask(session, actor, stay, "start", {LIFE: 3})
    with pytest.raises(Stale) as stale:
        ask(session, actor, stay, "start", {LIFE: 4}, expected_version=0)
    assert stale.value.theirs["ons4_1"] == "3"
