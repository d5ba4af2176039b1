"""Judgements that are not used, in words."""

from datetime import date

import pytest

from enabler.rules.method.later_changes import LaterChange
from enabler.vocabulary import Share
from enabler.wording.later_in_words import later_in_words

MAY_12 = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            LaterChange("share", Share.JOINT, MAY_12, 3.5),
            "Share: joint, judged 12 May 2026: would count 3.5 nights instead of 7",
        ),
        (
            LaterChange("main barrier", "no_home", MAY_12, -2.04),
            "Main barrier: no home to go to, judged 12 May 2026: would count \u22122 nights instead of 7",
        ),
        (
            LaterChange("estimate", "14 nights", MAY_12, 7.0),
            "Estimate: 14 nights, sealed 12 May 2026: would change nothing",
        ),
        (
            LaterChange("share", Share.SOLE, None, 8.0),
            "Share: sole, judged on a day not known: would count 8 nights instead of 7",
        ),
    ],
)
def test_what_each_would_do(change: LaterChange, words: str) -> None:
    assert later_in_words([change], 7.0) == [words]


def test_nothing_where_no_figure_stands() -> None:
    assert later_in_words([LaterChange("share", Share.SOLE, MAY_12, 8.0)], None) == []
