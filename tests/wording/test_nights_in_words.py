"""The arithmetic of a stay in words."""

from datetime import date

import pytest

from enabler.vocabulary import Part, ReadyEnd, Share
from enabler.wording.nights_in_words import NightsLine, Spell, alternative_text, arithmetic, line_in_words

LEFT = Spell(date(2026, 5, 5), date(2026, 6, 4), ReadyEnd.DISCHARGED)
COUNTS = {Part.HOUSING_ONLY: 20, Part.HOUSING_AND_OTHER: 10, Part.OTHER_ONLY: 0, Part.NONE_RECORDED: 0}


def test_the_worked_example_reads_as_a_sentence() -> None:
    said = arithmetic([LEFT], COUNTS, other="care package", expected=23, share=Share.JOINT, observed=30, avoided=-3.5)
    assert said == (
        "Ready 5 May, left 4 June: 30 nights. 20 housing only, 10 housing and care package. "
        "Expected without help: 23. Counted: half of 23 − 30 = −3.5."
    )


@pytest.mark.parametrize(
    ("share", "observed", "avoided", "said"),
    [
        (Share.SOLE, 3, 20, "Counted: 23 − 3 = 20."),
        (Share.CONTRIBUTORY, 3, 0, "Counted: 0, because something else holds the patient."),
    ],
)
def test_the_share_is_said(share: Share, observed: int, avoided: int, said: str) -> None:
    whole = arithmetic([LEFT], COUNTS, expected=23, share=share, observed=observed, avoided=avoided)
    assert whole.endswith(said)


def test_expected_has_a_decimal_only_where_it_says_something() -> None:
    assert "Expected without help: 17.7." in arithmetic([LEFT], COUNTS, expected=17.6923)


def test_several_ready_periods() -> None:
    first = Spell(date(2026, 4, 10), date(2026, 4, 20), ReadyEnd.UNWELL_AGAIN)
    second = Spell(date(2026, 5, 1), date(2026, 5, 6), ReadyEnd.DISCHARGED)
    said = arithmetic([first, second], {Part.HOUSING_ONLY: 15})
    assert said == "Ready 10 April, unwell again 20 April; ready 1 May, left 6 May: 15 nights. 15 housing only."


def test_still_here_same_day_and_no_ready_date() -> None:
    here = arithmetic([Spell(date(2026, 6, 15), None)], {Part.NONE_RECORDED: 16}, as_at=date(2026, 7, 1))
    assert here == "Ready 15 June, still here on 1 July: 16 nights. 16 no reason recorded."
    same = Spell(date(2026, 5, 2), date(2026, 5, 2), ReadyEnd.DISCHARGED)
    assert arithmetic([same], {}) == "Ready 2 May, left the same day: 0 nights."
    assert arithmetic([], {}) == "No ready date recorded."


@pytest.mark.parametrize("end", list(ReadyEnd))
def test_every_end_of_a_ready_period_has_words(end: ReadyEnd) -> None:
    assert "ended" not in arithmetic([Spell(date(2026, 5, 5), date(2026, 5, 6), end)], {Part.HOUSING_ONLY: 1})


def test_lines_and_emptiness() -> None:
    assert (
        line_in_words(NightsLine("Arrears", date(2026, 4, 1), date(2026, 5, 20))) == "Arrears: 1 April to 20 May 2026"
    )
    assert alternative_text([]) == "No delay nights."
