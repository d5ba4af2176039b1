"""What to do first: nights at stake, then due dates."""

import pytest

from enabler.rules.facts import BarrierFact, ReadyFact
from enabler.rules.stay.worklist import is_ready, nights_at_stake, urgency
from tests.rules.caseloads import a_stay, d

TODAY = d("19 Apr")
HERE = {"discharged_on": None, "discharge_outcome": None}
STILL = (BarrierFact("no_home", d("1 Apr"), None, True),)


@pytest.mark.parametrize(
    ("changes", "expected_on", "nights"),
    [
        ({"ready_periods": (ReadyFact(d("10 Apr")),), "barriers": STILL}, "1 May", 9),
        ({"ready_periods": (ReadyFact(d("19 Apr")),), "barriers": STILL}, "1 May", 0),
        ({"ready_periods": (ReadyFact(d("10 Apr")),), "barriers": ()}, "24 Apr", -5),
        ({"ready_periods": (ReadyFact(d("10 Apr"), d("15 Apr")),), "barriers": STILL}, "24 Apr", -5),
        ({"ready_periods": (), "barriers": STILL}, "16 Apr", 3),
        ({"ready_periods": (), "barriers": STILL}, None, None),
    ],
)
def test_nights_at_stake(changes: dict[str, object], expected_on: str | None, nights: int | None) -> None:
    assert nights_at_stake(a_stay(**HERE | changes), TODAY, d(expected_on) if expected_on else None) == nights


def test_nobody_is_ready_after_leaving() -> None:
    assert not is_ready(a_stay(ready_periods=(ReadyFact(d("10 Apr")),), discharged_on=d("15 Apr")), TODAY)


def test_order() -> None:
    things = {
        "most": (9, d("30 Apr")),
        "tie, due first": (3, d("20 Apr")),
        "tie, due later": (3, d("25 Apr")),
        "tie, never due": (3, None),
        "leaves in five days": (-5, d("1 Apr")),
        "nothing known": (None, d("1 Apr")),
    }
    assert sorted(things, key=lambda name: urgency(*things[name])) == list(things)
