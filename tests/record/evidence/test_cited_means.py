"""Cited values: only with what a reader needs to judge them; retired with a reason."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.evidence.cited_means import add_cited_value, cited_means, cited_values, retire_cited_value
from enabler.rules.method.assumptions import CitedValue
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

VALUE = CitedValue("Earlier audit", Setting.ACUTE, 12.5, "An audit that was never made", 40, 5, "no_home", 10, 15)


def test_kept_as_the_rules_take_it_and_retired(session: Session, cli_actor: Actor) -> None:
    with atomic(session):
        kept = add_cited_value(session, by=cli_actor, value=VALUE)
    assert cited_values(session) == [VALUE]
    with pytest.raises(Refused, match="Say why"), atomic(session):
        retire_cited_value(session, by=cli_actor, cited_value_id=kept.id, why=" ")
    with atomic(session):
        retire_cited_value(session, by=cli_actor, cited_value_id=kept.id, why="Too old")
    assert cited_values(session) == []
    assert [(one.name, one.retired_why, one.retired_by) for one in cited_means(session)] == [
        ("Earlier audit", "Too old", cli_actor.name)
    ]
    with pytest.raises(Refused, match="before"), atomic(session):
        retire_cited_value(session, by=cli_actor, cited_value_id=kept.id, why="Again")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Earlier audit"}, "name"),
        ({"citation": ""}, "citation"),
        ({"nights": -1.0}, "nights"),
        ({"nights": 3661.0, "high": None}, "nights"),
        ({"n": 0}, "n"),
        ({"kind": "ghosts"}, "kind"),
        ({"low": 13.0}, "low"),
        ({"low": 13.0, "high": None}, "low"),
        ({"high": 12.0}, "high"),
        ({"grade": 7}, "grade"),
    ],
)
def test_refused(session: Session, cli_actor: Actor, changes: dict[str, Any], field: str) -> None:
    with atomic(session):
        add_cited_value(session, by=cli_actor, value=VALUE)
    with pytest.raises(Refused) as refused, atomic(session):
        add_cited_value(session, by=cli_actor, value=replace(VALUE, **{"name": "Another", **changes}))
    assert refused.value.field == field
    assert cited_values(session) == [VALUE]
