"""Nobody who is ready to leave is missing from Today: with or without a barrier, a next step or a case."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Ward
from enabler.record.worklists.today import ThingSort
from tests.makers import add_estimate, add_judgements, add_ready, make_stay
from tests.record.worklists.test_today import TODAY, only, sorts, work


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"barriers": ["no_home"], "actions": [{"due": -3}]}, ThingSort.READY),  # the next step is for another day
        ({"barriers": ["no_home"], "actions": [{"due": None}]}, ThingSort.READY),  # a step without a day
        ({"barriers": ["no_home"], "actions": [{"due": 2, "snoozed": -1}]}, ThingSort.READY),  # put off
        ({"barriers": ["no_home"], "actions": [{"due": 0}]}, ThingSort.ACTION),
        ({"barriers": ["no_home"]}, ThingSort.NEXT_STEP),
        ({"barriers": [{"kind": "no_home", "blocks": None}]}, ThingSort.NEXT_STEP),
        ({"barriers": [{"kind": "no_home", "resolved": 1}]}, ThingSort.NEXT_STEP),
        ({"actions": [{"due": -3}]}, ThingSort.READY),
        ({}, ThingSort.NEXT_STEP),
        ({"case": None}, ThingSort.NEXT_STEP),  # nobody has taken them on
        ({"case": None, "actions": [{"due": -3}]}, ThingSort.READY),
        ({"contacts": [9], "actions": [{"due": -3}]}, ThingSort.QUIET),
        ({"gone_from_list_on": TODAY}, ThingSort.GONE),
    ],
)
def test_nobody_ready_is_missing(
    session: Session, ward: Ward, actor: Actor, facts: dict[str, Any], expected: ThingSort
) -> None:
    stay = make_stay(session, ward, ready=3, **({"contacts": [1]} | facts))
    with atomic(session):
        add_judgements(session, stay, judged=3)
        add_estimate(session, stay)
    assert only(session, actor).things[0].sort == expected


def test_not_ready_yet_and_no_longer_ready_ask_for_nothing(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, ready=-1, case=0, contacts=[1])
    again = make_stay(session, ward, case=0, contacts=[1])
    with atomic(session):
        add_ready(session, again, 9, 2)
        add_judgements(session, again)
        add_estimate(session, again)
    make_stay(session, ward, case=None)
    assert sorts(session, actor) == {}


def test_who_is_no_case_is_in_no_figure_beside_the_list(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, ready=3, case=None, barriers=["no_home"])
    found = work(session, actor)
    assert (found.ready_and_blocked, found.lost.delay, found.cards[0].is_case) == (0, 0, False)
