"""Two stays of one person: apart, touching or overlapping, in either order of entry; and what is one spell."""

from datetime import date

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.overlaps import (
    StaySpan,
    check_stays_apart,
    do_overlap,
    is_newly_overlapping,
    nights_in_common,
    overlapping_pairs,
    spells,
    stay_span,
    whole_span,
)


def may(day: int) -> date:
    return date(2026, 5, day)


def stay(began: int | None, left: int | None) -> StaySpan:
    return StaySpan(may(began) if began else None, may(left) if left else None)


@pytest.mark.parametrize(
    ("one", "other", "nights"),
    [
        ((1, 9), (9, 12), None),  # discharged on the day the next begins
        ((1, 9), (10, 12), None),
        ((1, 9), (8, 12), 1),
        ((1, 12), (5, 6), 1),  # one within the other
        ((1, 9), (1, 9), 8),
        ((1, 9), (1, 4), 3),  # admitted on one day
        ((1, 9), (5, 5), 0),  # in and out on one day, in the middle of another stay
        ((1, 9), (1, 1), None),  # in and out on the day of another's admission
        ((1, 9), (9, 9), None),
        ((5, 5), (5, 5), None),
        ((10, 20), (5, None), 10),  # an open stay that began before a closed one
        ((10, 20), (12, None), 8),
        ((10, 20), (20, None), None),
        ((10, 20), (25, None), None),
        ((None, 9), (1, None), 0),  # an unknown admission: the day of the discharge is sure
        ((None, 9), (9, 20), None),
        ((None, 9), (1, 9), None),
        ((None, 9), (1, 12), 0),
        ((None, 9), (None, 9), None),
        ((None, None), (1, 9), None),  # an open one of which nothing is known
    ],
)
def test_pairs(one: tuple[int | None, int | None], other: tuple[int | None, int | None], nights: int | None) -> None:
    for first, second in ((stay(*one), stay(*other)), (stay(*other), stay(*one))):
        assert do_overlap(first, second) is (nights is not None)
        assert nights_in_common(first, second) == (nights or 0)


@pytest.mark.parametrize(("one", "other"), [((1, None), (20, None)), ((None, None), (5, None)), ((None, None),) * 2])
def test_nobody_is_in_two_beds(one: tuple[int | None, None], other: tuple[int | None, None]) -> None:
    assert do_overlap(stay(*one), stay(*other)) and do_overlap(stay(*other), stay(*one))


def test_an_admission_not_known_begins_with_what_is_known() -> None:
    assert stay_span(None, may(20), [None, may(7), may(5)]) == stay(5, 20)
    assert stay_span(may(9), may(20), [may(5)]) == stay(9, 20)
    assert stay_span(None, None) == stay(None, None)


@pytest.mark.parametrize(
    ("before", "now", "refused"),
    [
        (None, (8, 12), True),
        ((9, 12), (8, 12), True),
        ((8, 12), (8, 15), False),  # as it was: an older record may hold it
        ((7, 12), (8, 12), False),  # made smaller
        ((8, 12), (7, 12), True),
        ((8, 12), (9, 12), False),
        ((8, 12), (8, None), False),
        ((2, 5), (2, None), True),  # a discharge taken back under a later stay
    ],
)
def test_a_change_makes_no_overlap_and_none_larger(
    before: tuple[int, int] | None, now: tuple[int, int | None], refused: bool
) -> None:
    other = stay(1, 9) if before != (2, 5) else stay(6, 9)
    were = (stay(*before), other) if before else None
    assert is_newly_overlapping((stay(*now), other), were) is refused


@pytest.mark.parametrize(
    ("new", "other", "sentence"),
    [
        (stay(10, None), stay(1, None), "a stay that has not ended, since 1 May 2026. Record the discharge first."),
        (stay(5, 7), stay(1, 9), "There is a stay from 1 May 2026 to 9 May 2026."),
        (stay(5, None), stay(8, 9), "a later stay, from 8 May 2026 to 9 May 2026: this one must have ended by then."),
        (stay(5, 12), stay(8, None), "a stay from 8 May 2026, which has not ended."),
    ],
)
def test_the_sentence_has_the_days(new: StaySpan, other: StaySpan, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_stays_apart(new, [stay(20, 21), other])
    assert sentence in refusal.value.sentence and refusal.value.field == "admitted_on"


def test_every_pair_of_a_person_the_earlier_first() -> None:
    stays = {"late": stay(30, None), "a": stay(1, 9), "long": stay(2, 20), "b": stay(9, 12), "c": stay(20, 25)}
    assert set(overlapping_pairs(stays)) == {("a", "long"), ("long", "b")}


def test_stays_that_touch_are_one_spell() -> None:
    stays = {
        "here now": stay(20, None),
        "first": stay(1, 9),
        "same day": stay(9, 12),
        "next day": stay(13, 15),
        "two days later": stay(17, 19),
        "unknown": stay(None, 26),
    }
    assert spells(stays) == [["first", "same day", "next day"], ["two days later", "here now"], ["unknown"]]
    assert whole_span([stay(1, 9), stay(9, 12)]) == stay(1, 12)
