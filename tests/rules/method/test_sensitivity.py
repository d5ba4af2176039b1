"""Which assumption matters most: each outcome is the ledger's own figure under that assumption."""

from dataclasses import replace

import pytest

from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.method.assumptions import Assumptions, CitedValue, Deadweight
from enabler.rules.method.ledger import ledger
from enabler.rules.method.periods import Period
from enabler.rules.method.sensitivity import Swing, sensitivity
from enabler.vocabulary import Basis, Confirmation, Setting, Share
from tests.rules.caseloads import OPTIMISM, assume, d, estimate, share
from tests.rules.services import MH, waited

PERIOD, AS_AT = Period(d("1 Apr"), d("30 Jun")), d("1 Jul")
COHORT = Cohort("Earlier", "Book", 4, tuple(CohortRow(MH, "no_home", 5 * n, n == 11) for n in range(12)))
PAPER = CitedValue("Paper", Setting.ACUTE, 25, "A paper", 90, 5)
OWN = assume(cohorts=(COHORT,), cited=(PAPER,))
STAYS = [
    waited(10, "S1", shares=(share(Share.JOINT, "5 Apr"),)),
    waited(20, "S2", estimates=(estimate(20, 40, 90, "9 Apr"),)),
    waited(30, "S3", shares=(share(Share.CONTRIBUTORY, "5 Apr"),), confirmation=Confirmation.DISPUTED),
    waited(12, "S4", setting=Setting.ACUTE, ward="Heather"),
    waited(12, "S5", case_opened_on=None),
]


def swings(assumptions: Assumptions = OWN, **more: object) -> dict[str, Swing]:
    found = sensitivity(STAYS, period=PERIOD, as_at=AS_AT, assumptions=assumptions, **more)  # type: ignore[arg-type]
    return {one.assumption: one for one in found}


def central(assumptions: Assumptions, value: Share | None = None) -> float:
    stays = [replace(one, shares=(share(value, "5 Apr"),)) if value else one for one in STAYS]
    return ledger(stays, period=PERIOD, as_at=AS_AT, assumptions=assumptions).totals.net.central


def figures(one: Swing) -> dict[str, float]:
    return {outcome.label: outcome.figure for outcome in one.outcomes}


def test_every_outcome_is_what_the_ledger_would_say() -> None:
    found = swings()
    own = {"as in the report": central(OWN)}
    assert figures(found["share"]) == own | {
        "all joint": central(OWN, Share.JOINT),
        "all sole": central(OWN, Share.SOLE),
    }
    assert figures(found["horizon"]) == own | {
        "half: 27 nights": central(replace(OWN, horizon=27)),
        "double: 110 nights": central(replace(OWN, horizon=110)),
    }
    assert figures(found["deadweight"]) == own | {
        "high: 40%": central(replace(OWN, deadweight=Deadweight(0.4, 0.4, 0.4))),
        "low: 10%": central(replace(OWN, deadweight=Deadweight(0.1, 0.1, 0.1))),
    }
    worse = {1: 0.05, 2: 0.10, 3: 0.15, 4: 0.25, 5: 0.40, 6: 0.40}
    better = {1: 0.0, 2: 0.0, 3: 0.05, 4: 0.10, 5: 0.15, 6: 0.25}
    assert figures(found["optimism"]) == own | {
        "one grade worse": central(replace(OWN, optimism=worse)),
        "one grade better": central(replace(OWN, optimism=better)),
    }
    assert len(found["order of bases"].outcomes) == 6
    first = (Basis.SEALED, Basis.COMPARISON, Basis.CITED)
    assert figures(found["order of bases"])["sealed, comparison, cited"] == central(replace(OWN, order=first))
    assert central(replace(OWN, order=first)) != central(OWN)


def test_widest_first_with_its_ends_named() -> None:
    found = list(swings().values())
    assert [one.width for one in found] == sorted((one.width for one in found), reverse=True)
    share_swing = swings()["share"]
    assert (share_swing.low.label, share_swing.high.label) == ("all joint", "all sole")
    assert share_swing.width == pytest.approx(central(OWN, Share.SOLE) - central(OWN, Share.JOINT))


def test_a_horizon_of_the_settings_is_also_tried_without() -> None:
    found = figures(swings(replace(OWN, horizon=30))["horizon"])
    assert list(found) == ["as in the report", "half: 15 nights", "double: 60 nights", "longest row"]
    assert found["longest row"] == central(OWN)


def test_where_there_is_nothing_to_choose_nothing_is_shown() -> None:
    alone = Assumptions(optimism=OPTIMISM, order=(Basis.SEALED,))
    assert set(swings(alone)) == {"share", "deadweight", "optimism"}


def test_a_ward_has_its_own() -> None:
    heather = swings(wards=frozenset({"Heather"}))["deadweight"]
    assert figures(heather)["high: 40%"] == pytest.approx((25 - 12) * 0.6 * 0.75)


def test_shares_never_judged_stay_unjudged() -> None:
    without = [replace(one, shares=()) for one in STAYS]
    found = sensitivity(without, period=PERIOD, as_at=AS_AT, assumptions=OWN)
    assert all(one.width == 0 for one in found)
