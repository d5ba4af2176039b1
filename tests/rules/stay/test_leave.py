"""Leave: inside the stay, in order, one at a time; it may be planned ahead."""

import pytest

from enabler.rules.facts import LeaveFact
from enabler.rules.refusal import Refused
from enabler.rules.stay.leave import check_leave, check_no_overlap
from tests.rules.caseloads import d


def leave(start: str, end: str | None = None) -> LeaveFact:
    return LeaveFact(d(start), d(end) if end else None)


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (leave("5 Apr", "9 Apr"), None),
        (leave("5 Apr"), None),
        (leave("31 Mar"), "from_on"),
        (leave("21 Apr"), "from_on"),
        (leave("5 Apr", "4 Apr"), "to_on"),
        (leave("5 Apr", "21 Apr"), "to_on"),
    ],
)
def test_inside_the_stay(one: LeaveFact, field: str | None) -> None:
    if field is None:
        check_leave(one, admitted_on=d("1 Apr"), discharged_on=d("20 Apr"))
        check_leave(one, admitted_on=None, discharged_on=None)
        return
    with pytest.raises(Refused) as refused:
        check_leave(one, admitted_on=d("1 Apr"), discharged_on=d("20 Apr"))
    assert refused.value.field == field


def test_one_at_a_time() -> None:
    check_no_overlap([leave("9 Apr"), leave("5 Apr", "9 Apr")])
    for overlapping in ([leave("5 Apr", "9 Apr"), leave("8 Apr")], [leave("5 Apr"), leave("8 Apr", "9 Apr")]):
        with pytest.raises(Refused, match="Overlaps the leave from 5 April 2026"):
            check_no_overlap(overlapping)
