"""The words of an indicator are versions: a change is a new one, with who, when and why; the old ones stay."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, IndicatorVersion
from enabler.record.evidence import indicators
from enabler.record.evidence.indicators import TEXTS
from enabler.rules.refusal import Refused, Stale

KEY = "home_kept_13_weeks"


def change(session: Session, by: Actor, version: int = 1, **texts: Any) -> indicators.Definition:
    held = indicators.definition(session, KEY)
    words = {name: getattr(held, name) for name in TEXTS} | {"reason": "The commissioner asked"} | texts
    with atomic(session):
        return indicators.change_indicator(session, by=by, key=KEY, expected_version=version, **words)


def test_the_list_is_version_1_until_somebody_changes_it(session: Session) -> None:
    assert list(indicators.definitions(session)) == list(indicators.codes.indicators())
    one = indicators.definition(session, KEY)
    assert (one.version, one.by, one.at, one.name) == (1, "supplied with the program", None, "Home kept at 13 weeks")
    assert session.scalars(select(IndicatorVersion)).all() == []


def test_a_change_is_a_new_version_beside_the_old(session: Session, cli_actor: Actor) -> None:
    change(session, cli_actor, name="Still  at home after 91 days")
    change(session, cli_actor, 2, exclusions="", reason="Said twice")
    first, second, third = indicators.versions(session, KEY)
    assert [one.version for one in (first, second, third)] == [1, 2, 3]
    assert (first.name, first.by, first.at, first.reason) == ("Home kept at 13 weeks", indicators.SUPPLIED, None, None)
    assert (second.name, second.by, second.reason) == (
        "Still at home after 91 days",
        cli_actor.name,
        "The commissioner asked",
    )
    assert second.at is not None and clock.london_date(second.at) == clock.today()
    assert (third.name, third.exclusions, third.reason) == ("Still at home after 91 days", None, "Said twice")
    assert indicators.definitions(session)[KEY].version == 3
    assert indicators.definitions(session)["duty_to_refer"].version == 1


def test_each_change_has_its_line(session: Session, cli_actor: Actor) -> None:
    change(session, cli_actor, name="Still at home")
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "change indicator")).all()
    assert len(lines) == 1 and '"version":[1,2]' in lines[0].detail.replace(" ", "")


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({}, "name"),  # nothing changed
        ({"name": " "}, "name"),
        ({"numerator": None}, "numerator"),
        ({"denominator": ""}, "denominator"),
        ({"name": "Other", "reason": None}, "reason"),
    ],
)
def test_refused(session: Session, cli_actor: Actor, texts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        change(session, cli_actor, **texts)
    assert refusal.value.field == field
    assert session.scalars(select(IndicatorVersion)).all() == []


def test_a_stale_form_loses_nobodys_words(session: Session, cli_actor: Actor) -> None:
    change(session, cli_actor, name="Still at home")
    with pytest.raises(Stale) as stale:
        change(session, cli_actor, 1, name="Mine")
    assert stale.value.theirs["name"] == "Still at home" and stale.value.theirs["version"] == 2
    assert len(indicators.versions(session, KEY)) == 2


def test_there_is_no_other(session: Session) -> None:
    with pytest.raises(Refused):
        indicators.versions(session, "days_avoided")
