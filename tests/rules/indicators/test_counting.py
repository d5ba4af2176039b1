"""How findings become an indicator: nobody twice, nobody lost, and who is not known where the measure says."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from enabler import codes
from enabler.rules.indicators.counting import MEASURES, IndicatorKind, Measure, Tally, tally
from enabler.rules.indicators.indicator_facts import Evidence, Finding, IndicatorStanding, ScreeningFact
from enabler.rules.method.periods import Period
from enabler.vocabulary import ScreeningResult
from tests.rules.indicator_cases import LEFT, LONG_AFTER, a_case

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))


def finding(standing: IndicatorStanding, value: float | None = None) -> Finding:
    return Finding("S1", "Bosworth", LEFT, standing, "", (), value)


def answer(stay: str, on: int, result: ScreeningResult) -> ScreeningFact:
    return ScreeningFact(stay, "Bosworth", date(2026, 5, on), result, Evidence("Screening answer"))


def test_every_measure_has_words_and_all_words_a_measure() -> None:
    assert list(MEASURES) == list(codes.indicators())
    assert all(measure.unit for measure in MEASURES.values() if measure.kind is IndicatorKind.MEDIAN)


@given(st.lists(st.sampled_from(IndicatorStanding)), st.booleans())
def test_the_parts_add_up(standings: list[IndicatorStanding], unknown_counts: bool) -> None:
    found = Tally(Measure("x", unknown_counts=unknown_counts), tuple(map(finding, standings)))
    not_counted = len(found.standing(IndicatorStanding.NOT_COUNTED))
    assert found.numerator + not_counted + found.not_known + found.excluded == len(standings)
    assert found.denominator == found.numerator + not_counted + (found.not_known if unknown_counts else 0)
    assert (found.value is None) == (found.denominator == 0)
    assert found.value is None or 0 <= found.value <= 1


def test_not_known_in_the_denominator_only_where_the_measure_says() -> None:
    three = tuple(map(finding, (IndicatorStanding.COUNTED, IndicatorStanding.NOT_KNOWN, IndicatorStanding.EXCLUDED)))
    assert Tally(Measure("x", unknown_counts=True), three).value == 0.5
    assert Tally(Measure("x"), three).value == 1


def test_people_are_counted_once_however_many_their_stays() -> None:
    said = [
        Finding(stay, "Bosworth", LEFT, standing, "", person=person)
        for stay, person, standing in (
            ("S1", "7", IndicatorStanding.COUNTED),
            ("S2", "7", IndicatorStanding.NOT_COUNTED),
            ("S3", "8", IndicatorStanding.NOT_KNOWN),
            ("", "", IndicatorStanding.COUNTED),  # two who are no longer on record
            ("", "", IndicatorStanding.COUNTED),
            ("S4", "9", IndicatorStanding.EXCLUDED),
        )
    ]
    assert (Tally(Measure("x"), tuple(said)).denominator, Tally(Measure("x"), tuple(said)).people) == (4, 3)
    assert Tally(Measure("x", unknown_counts=True), tuple(said)).people == 4


def test_a_median_is_of_those_with_a_value() -> None:
    values = [finding(IndicatorStanding.COUNTED, value) for value in (0, 9, 4, 1)] + [
        finding(IndicatorStanding.NOT_KNOWN)
    ]
    assert Tally(MEASURES["median_housing_nights"], tuple(values)).value == 2.5
    assert Tally(MEASURES["median_housing_nights"], ()).value is None


@pytest.mark.parametrize(
    ("period", "n"), [(MAY, 1), (Period(LEFT, LEFT), 1), (Period(date(2026, 6, 1), LONG_AFTER), 0)]
)
def test_a_period_includes_both_its_dates(period: Period, n: int) -> None:
    assert tally(MEASURES["outcome_recorded"], [a_case()], [], period, LONG_AFTER).denominator == n


def test_screening_counts_each_stay_once_by_its_last_answer_in_the_period() -> None:
    said = [
        answer("S1", 1, ScreeningResult.NO_ISSUE),
        answer("S2", 2, ScreeningResult.DECLINED),
        answer("", 2, ScreeningResult.NO_ISSUE),  # no longer on record
        answer("", 3, ScreeningResult.ISSUE),  # somebody else, no longer on record
        answer("S1", 9, ScreeningResult.ISSUE),
    ]
    issue = tally(MEASURES["screened_issue"], [], said, MAY, LONG_AFTER)
    assert (issue.numerator, issue.denominator, issue.not_known) == (2, 4, 1)
    declined = tally(MEASURES["screening_declined"], [], said, MAY, LONG_AFTER)
    assert (declined.numerator, declined.denominator, declined.not_known) == (1, 4, 0)
    early = tally(MEASURES["screened_issue"], [], said, Period(date(2026, 5, 1), date(2026, 5, 8)), LONG_AFTER)
    assert (early.numerator, early.denominator) == (1, 4)
