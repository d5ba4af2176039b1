"""Frozen facts thaw to the same facts, and those to the same figures."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.figures.report import settings
from enabler.figures.report.plain_values import from_plain, to_plain
from enabler.models import Stay
from enabler.record.facts.stay_facts import stay_facts, touching
from enabler.rules.facts import StayFacts
from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.ledger import ledger
from enabler.rules.method.periods import Period

QUARTER = Period(date(2026, 4, 1), date(2026, 6, 30))


def test_facts_and_settings_come_back_exactly(example: Session) -> None:
    facts = list(stay_facts(example, select(Stay.id).where(touching(QUARTER))).values())
    given = settings.assumptions(example, 2026)
    through_json = json.loads(json.dumps(to_plain({"facts": facts, "settings": given})))
    back = [from_plain(StayFacts, one) for one in through_json["facts"]]
    assert back == facts
    again = from_plain(Assumptions, through_json["settings"])
    assert again == given
    figures = [
        ledger(stays, period=QUARTER, as_at=date(2026, 7, 1), assumptions=given).totals for stays in (facts, back)
    ]
    assert figures[0] == figures[1]
