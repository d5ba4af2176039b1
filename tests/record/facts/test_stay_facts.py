"""The facts of any choice of stays: the same whoever asks, in as many statements for one stay as for many."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from enabler.record.facts.stay_facts import judging_facts, night_facts, stay_facts
from enabler.rules.facts import BarrierFact, StayFacts
from tests import makers
from tests.makers import days_ago
from tests.record.stay_page.test_page import full_stay
from tests.statements import statements

Gather = Callable[[Session, list[int]], dict[int, StayFacts]]


def test_as_many_statements_for_one_as_for_many(session: Session, ward: Ward) -> None:
    first = full_stay(session, ward, 1, 0, 0)
    with statements(session) as few:
        stay_facts(session, [first.id])
    others = [full_stay(session, ward, 3, 0, 0) for _ in range(12)]
    with statements(session) as many:
        found = stay_facts(session, [stay.id for stay in others])
    assert len(found) == 12
    assert len(few) == len(many)


def test_a_list_of_ids_and_a_select_of_them_are_the_same_choice(session: Session, ward: Ward) -> None:
    here = [full_stay(session, ward, 2, 0, 0).id for _ in range(3)]
    left_out = makers.make_stay(session, ward, left=1).id
    by_ids = stay_facts(session, here)
    assert by_ids == stay_facts(session, select(Stay.id).where(Stay.discharged_on.is_(None)))
    assert list(by_ids) == here and left_out not in by_ids
    assert stay_facts(session, []) == {}


def test_each_kind_of_fact_is_there(session: Session, ward: Ward) -> None:
    stay = full_stay(session, ward, 1, 0, 0)
    facts = stay_facts(session, [stay.id])[stay.id]
    assert [name for name in facts.__dataclass_fields__ if getattr(facts, name) == ()] == []
    assert facts.barriers == (BarrierFact("rent_arrears", days_ago(20), None, True, None),)


@pytest.mark.parametrize(
    ("gather", "lacking"),
    [
        (night_facts, {"ward_moves", "main_barriers", "shares", "estimates"}),
        (judging_facts, {"ward_moves", "leave", "barriers", "reasons", "estimates"}),
    ],
)
def test_fewer_facts_are_the_same_facts(session: Session, ward: Ward, gather: Gather, lacking: set[str]) -> None:
    stay = full_stay(session, ward, 3, 0, 0)
    whole = stay_facts(session, [stay.id])[stay.id]
    assert gather(session, [stay.id])[stay.id] == replace(whole, **dict.fromkeys(lacking, ()))
