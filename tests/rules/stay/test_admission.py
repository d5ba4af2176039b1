"""An admission date stands before all that followed."""

from datetime import date

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.admission import check_admitted_before, check_move_in_order, slips


def may(day: int) -> date:
    return date(2026, 5, day)


def test_admitted_before_all_that_followed() -> None:
    check_admitted_before(may(5), [("ready date", may(5)), ("discharge", None), ("discharge", may(9))])
    with pytest.raises(Refused, match="Admitted after the ready date, 4 May 2026"):
        check_admitted_before(may(5), [("discharge", may(9)), ("ready date", may(4))])


def test_moves_stand_in_order() -> None:
    check_move_in_order(may(5), may(5))
    check_move_in_order(may(5), None)
    with pytest.raises(Refused, match="the last move, on 6 May 2026"):
        check_move_in_order(may(5), may(6))


@pytest.mark.parametrize(
    ("dates", "count"),
    [([], 0), ([may(1)], 0), ([may(1), may(5)], 1), ([may(5), may(1)], 0), ([may(1), None, may(5), may(9), may(3)], 2)],
)
def test_slips_are_moves_to_later(dates: list[date | None], count: int) -> None:
    assert slips(dates) == count
