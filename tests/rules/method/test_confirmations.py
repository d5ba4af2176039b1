"""Confirmations: who may say it, and how long it stands."""

import pytest

from enabler.rules.method.confirmations import check_confirmation, standing_confirmation
from enabler.rules.refusal import Refused
from enabler.vocabulary import Confirmation

YES, NO = Confirmation.CONFIRMED, Confirmation.DISPUTED


@pytest.mark.parametrize(
    ("has_held", "left", "state", "note", "sentence"),
    [
        (False, True, YES, None, None),
        (False, True, NO, "The flat was offered already", None),
        (False, True, NO, None, "what is disputed"),
        (False, True, NO, "", "what is disputed"),
        (False, False, YES, None, "has not left"),
        (True, True, YES, None, "Somebody else"),
        (True, True, NO, "Mine", "Somebody else"),
    ],
)
def test_who_may_say_what(
    has_held: bool, left: bool, state: Confirmation, note: str | None, sentence: str | None
) -> None:
    if sentence is None:
        check_confirmation(has_held=has_held, left=left, state=state, note=note)
        return
    with pytest.raises(Refused, match=sentence):
        check_confirmation(has_held=has_held, left=left, state=state, note=note)


@pytest.mark.parametrize(
    ("state", "looked_at", "avoided", "stands"),
    [(None, 0, 3, None), (YES, 7.0, 7.0, YES), (YES, 7.0, 7.5, None), (NO, 7.0, 7.0, NO), (NO, 7.0, 9.0, NO)],
)
def test_how_long_it_stands(
    state: Confirmation | None, looked_at: float, avoided: float, stands: Confirmation | None
) -> None:
    assert standing_confirmation(state, looked_at, avoided) is stands
