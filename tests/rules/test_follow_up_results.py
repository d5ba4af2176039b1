"""Lost contact is not success, and silence is not an answer."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.follow_ups import check_result, home_was_kept
from enabler.vocabulary import Asked, FollowUpResult as Result, HomeKept

YES, NO, NOT_ASKED = Asked


@pytest.mark.parametrize(
    ("result", "home_kept", "readmitted", "related", "field"),
    [
        (Result.DONE, HomeKept.KEPT, NO, None, None),
        (Result.DONE, HomeKept.NOT_KNOWN, NOT_ASKED, None, None),
        (Result.DONE, None, NO, None, "home_kept"),
        (Result.DONE, HomeKept.KEPT, None, None, "readmitted"),
        (Result.DONE, HomeKept.KEPT, YES, None, "readmission_housing_related"),
        (Result.DONE, HomeKept.KEPT, YES, NOT_ASKED, None),
        (Result.NO_CONTACT, HomeKept.KEPT, None, None, "home_kept"),
        (Result.DECLINED, HomeKept.MOVED, None, None, "home_kept"),
        (Result.NO_CONTACT, None, None, None, None),
        (Result.NO_CONTACT, HomeKept.NOT_KNOWN, NOT_ASKED, None, None),
        (Result.READMITTED, HomeKept.LOST, NO, None, "readmitted"),
        (Result.READMITTED, HomeKept.LOST, None, None, "readmission_housing_related"),
        (Result.READMITTED, HomeKept.LOST, None, YES, None),
        (Result.DIED, None, None, None, None),
    ],
)
def test_what_a_result_can_carry(
    result: Result, home_kept: HomeKept | None, readmitted: Asked | None, related: Asked | None, field: str | None
) -> None:
    if field is None:
        check_result(result, home_kept, readmitted, related)
        return
    with pytest.raises(Refused) as refused:
        check_result(result, home_kept, readmitted, related)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("result", "home_kept", "kept"),
    [
        (Result.DONE, HomeKept.KEPT, True),
        (Result.READMITTED, HomeKept.MOVED, True),
        (Result.DONE, HomeKept.LOST, False),
        (Result.DONE, HomeKept.NOT_KNOWN, None),
        (Result.DONE, None, None),
        (Result.NO_CONTACT, HomeKept.KEPT, None),
        (Result.DECLINED, HomeKept.NOT_KNOWN, None),
        (Result.DIED, None, None),
    ],
)
def test_whether_a_home_was_kept(result: Result, home_kept: HomeKept | None, kept: bool | None) -> None:
    assert home_was_kept(result, home_kept) is kept
