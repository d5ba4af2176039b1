"""A cohort stratum by stratum: what is used, what is too small, and the curve that its mean is the area under."""

from itertools import pairwise

from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.rules.evidence.cohort_strata import curve, strata_seen
from enabler.rules.evidence.comparison import Cohort, CohortRow, restricted_mean, strata
from enabler.vocabulary import Setting

MH, ACUTE = Setting.MENTAL_HEALTH, Setting.ACUTE
COHORT = Cohort(
    "Earlier",
    "Ward book",
    4,
    (
        *[CohortRow(MH, "no_home", night) for night in range(20)],
        *[CohortRow(MH, "benefits", 5)] * 10,
        *[CohortRow(MH, "debts", 5)] * 9,
        *[CohortRow(ACUTE, "no_home", night, night == 12) for night in range(1, 13)],
        *[CohortRow(Setting.COMMUNITY, None, 3)] * 4,
    ),
)


def test_every_stratum_with_what_to_beware_of() -> None:
    seen = {(one.setting, one.kind): one for one in strata_seen(COHORT)}
    assert list(seen)[:4] == [(MH, None), (MH, "no_home"), (MH, "benefits"), (MH, "debts")]
    assert seen[MH, None].warnings == seen[MH, "no_home"].warnings == ()
    assert seen[MH, "benefits"].warnings == ("Fewer than 20 rows: the interval is too narrow.",)
    assert seen[MH, "debts"].warnings == ("Fewer than 10 rows: the whole setting is used instead.",)
    assert seen[MH, "debts"].used is None
    assert seen[Setting.COMMUNITY, None].warnings == ("Fewer than 10 rows: no basis.",)
    assert [warning[:30] for warning in seen[ACUTE, None].warnings] == [
        "Fewer than 20 rows: the interv",
        "The longest row still waits, s",
        "No row of 0 nights: patients w",
    ]


def test_means_are_those_of_the_figure() -> None:
    for horizon in (None, 7):
        table = strata(COHORT, horizon)
        assert {(one.setting, one.kind): one.used for one in strata_seen(COHORT, horizon) if one.used} == table


def test_a_horizon_before_the_longest_row_needs_no_warning_of_it() -> None:
    acute = next(one for one in strata_seen(COHORT, 5) if one.setting is ACUTE)
    assert not any("longest row" in warning for warning in acute.warnings)


def test_all_waiting() -> None:
    cohort = Cohort("Earlier", "Ward book", 4, (CohortRow(MH, None, 3, True),) * 10, None, None, None, None, 0.5, "x")
    assert "Every row still waits: nothing is known of how long these waits last." in strata_seen(cohort)[0].warnings


@given(st.lists(st.builds(CohortRow, st.just(MH), st.none(), st.integers(0, 40), st.booleans()), min_size=1))
def test_the_mean_is_the_area_under_the_curve(rows: list[CohortRow]) -> None:
    steps = curve(rows)
    pairs = pairwise(steps)
    area = sum(standing * (until - night) for (night, standing), (until, _) in pairs)
    assert abs(area - restricted_mean((row.nights, row.waiting) for row in rows)) < 1e-9
