"""Comparison cohorts: means with waits not over, strata and their fallback, what is refused. Method, section 2."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import tests.rules.caseloads  # noqa: F401  settings of the properties
from enabler.rules.evidence.comparison import (
    MOST_ROWS,
    Cohort,
    CohortRow,
    check_cohort,
    check_grade,
    check_measure,
    check_row,
    find_stratum,
    restricted_mean,
    strata,
)
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting

MH = Setting.MENTAL_HEALTH
rows = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40)


def plain_mean(given_rows: list[tuple[int, bool]], horizon: int | None) -> Fraction:
    """Kaplan-Meier in its plainest form: one night at a time, in fractions."""
    limit = max(nights for nights, _ in given_rows) if horizon is None else horizon
    survival, area = Fraction(1), Fraction(0)
    for night in range(limit):
        at_risk = sum(nights >= night for nights, _ in given_rows)
        ended = sum(nights == night and not waiting for nights, waiting in given_rows)
        survival *= 1 - Fraction(ended, at_risk) if at_risk else 1
        area += survival
    return area


@given(rows, st.none() | st.integers(1, 90))
def test_area_under_the_curve(given_rows: list[tuple[int, bool]], horizon: int | None) -> None:
    assert restricted_mean(given_rows, horizon) == pytest.approx(float(plain_mean(given_rows, horizon)), rel=1e-12)


@given(rows)
def test_all_waits_over_is_the_plain_mean_exactly(given_rows: list[tuple[int, bool]]) -> None:
    nights = [nights for nights, _ in given_rows]
    assert restricted_mean([(night, False) for night in nights]) == sum(nights) / len(nights)


@given(rows, st.integers(1, 30))
def test_waiting_never_lowers_the_mean(given_rows: list[tuple[int, bool]], horizon: int) -> None:
    over = [(nights, False) for nights, _ in given_rows]
    assert restricted_mean(given_rows, horizon) >= restricted_mean(over, horizon) - 1e-9


@pytest.mark.parametrize(
    ("given_rows", "horizon", "mean"),
    [
        ([(10, False), (20, True)], None, 15.0),  # half leave at 10; the other half to 20
        ([(10, False), (10, True), (20, False)], None, 10 + 10 * 2 / 3),  # ended before waiting on the same night
        ([(10, True), (10, False)], 20, 15.0),  # beyond the longest row the curve stays
        ([(10, True)], None, 10.0),
        ([(10, False), (30, False)], 20, 15.0),
        ([(0, False), (0, False)], None, 0.0),
    ],
)
def test_by_hand(given_rows: list[tuple[int, bool]], horizon: int | None, mean: float) -> None:
    assert restricted_mean(given_rows, horizon) == pytest.approx(mean, rel=1e-14)


def cohort(*groups: tuple[Setting, str | None, list[int]], waiting: int = 0, **more: float | str) -> Cohort:
    made = [CohortRow(setting, kind, night) for setting, kind, nights in groups for night in nights]
    made += [CohortRow(MH, "no_home", 30, True)] * waiting
    return Cohort("Earlier", "Ward book", 4, tuple(made), **more)  # type: ignore[arg-type]


def test_stratum_then_setting_then_nothing() -> None:
    table = strata(cohort((MH, "no_home", [10] * 10), (MH, "benefits", [30] * 9), (Setting.ACUTE, "no_home", [5] * 9)))
    found = find_stratum(table, MH, "no_home")
    assert found is not None
    assert (found.label, found.nights, found.rows, found.horizon) == ("mental health, no_home", 10, 10, 10)
    for kind in ("benefits", "debts", None):
        whole = find_stratum(table, MH, kind)
        assert whole is not None
        assert (whole.label, whole.rows, whole.horizon) == ("mental health", 19, 30)
        assert whole.nights == pytest.approx((10 * 10 + 30 * 9) / 19)
    assert find_stratum(table, Setting.ACUTE, "no_home") is None
    assert find_stratum(table, Setting.COMMUNITY, None) is None


def test_waiting_rows_count_towards_the_ten() -> None:
    found = find_stratum(strata(cohort((MH, "no_home", [10] * 7), waiting=3)), MH, "no_home")
    assert found is not None
    assert (found.rows, found.waiting, found.horizon) == (10, 3, 30)
    assert found.nights == pytest.approx(10 + 20 * 0.3)


def test_a_share_delayed_multiplies_the_mean() -> None:
    table = strata(cohort((MH, "no_home", [20] * 10), delayed_share=0.25, delayed_source="Audit 2025"))
    assert table[MH, "no_home"].nights == table[MH, None].nights == 5


@pytest.mark.parametrize("measure", ["all-causes", "mhs26", "", "housing nights"])
def test_another_measure_is_refused(measure: str) -> None:
    check_measure("housing-nights")
    with pytest.raises(Refused, match="another measure") as refused:
        check_measure(measure)
    assert refused.value.field == "measure"


@pytest.mark.parametrize(
    ("nights", "share", "source", "field"),
    [
        ([0, 5], None, None, None),
        ([1, 5], 0.4, "Audit 2025", None),
        ([0, 5], 0.4, "Audit 2025", None),
        ([1, 5], None, None, "delayed_share"),
        ([1, 5], 0.4, None, "delayed_source"),
        ([1, 5], 0.4, "", "delayed_source"),
        ([0, 5], None, "Audit 2025", "delayed_source"),
        ([1, 5], 0.0, "Audit 2025", "delayed_share"),
        ([1, 5], 1.5, "Audit 2025", "delayed_share"),
        ([], None, None, "rows"),
    ],
)
def test_patients_with_no_delay_belong_in_it(
    nights: list[int], share: float | None, source: str | None, field: str | None
) -> None:
    made = [CohortRow(MH, "no_home", night) for night in nights] * 5
    if field is None:
        check_cohort(made, share, source)
        return
    with pytest.raises(Refused) as refused:
        check_cohort(made, share, source)
    assert refused.value.field == field


def test_somebody_still_waiting_at_0_nights_is_not_a_patient_with_no_delay() -> None:
    with pytest.raises(Refused, match="No row has 0 nights"):
        check_cohort([CohortRow(MH, "no_home", 0, True), CohortRow(MH, "no_home", 5)], None, None)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ([CohortRow(MH, None, 0)] * 9 + [CohortRow(Setting.ACUTE, None, 3)] * 9, "mental health 9, acute 9"),
        ([CohortRow(MH, None, 3, True)] * 12, "Every row still waits"),
        ([CohortRow(MH, None, 0)] * (MOST_ROWS + 1), "at most 10,000 rows"),
    ],
)
def test_what_could_never_be_a_basis_is_refused(made: list[CohortRow], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        check_cohort(made, 0.5, "Audit 2025")
    assert refused.value.field == "rows"


def test_few_rows_in_one_setting_are_no_reason_to_refuse_the_others() -> None:
    check_cohort([CohortRow(MH, None, 0)] * 10 + [CohortRow(Setting.ACUTE, None, 3)], None, None)


@pytest.mark.parametrize(
    ("kind", "nights", "field"),
    [("no_home", -1, "nights"), ("no_home", 40_000, "nights"), ("moon", 3, "kind")],
)
def test_rows_that_cannot_be_are_refused(kind: str, nights: int, field: str) -> None:
    check_row(CohortRow(MH, "no_home", 3), {"no_home"})
    check_row(CohortRow(MH, None, 0), {"no_home"})
    with pytest.raises(Refused) as refused:
        check_row(CohortRow(MH, kind, nights), {"no_home"})
    assert refused.value.field == field


@pytest.mark.parametrize("grade", [0, 7])
def test_grades_run_from_1_to_6(grade: int) -> None:
    check_grade(1)
    with pytest.raises(Refused, match="from 1 to 6"):
        check_grade(grade)
