"""What must be true of an admission date that is put in or changed later: it stands before all that followed."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full


def check_admitted_before(admitted_on: date, others: Iterable[tuple[str, date | None]]) -> None:
    """Refuse an admission after something that happened in the stay, named: ("ready date", 5 May). Same day is
    possible."""
    for what, on in others:
        if on is not None and on < admitted_on:
            raise Refused(f"Admitted after the {what}, {in_full(on)}.", "admitted_on")


def check_move_in_order(from_on: date, last_on: date | None) -> None:
    """Refuse a move before the last recorded one; two on the same day are possible."""
    if last_on is not None and from_on < last_on:
        raise Refused(f"Moved before the last move, on {in_full(last_on)}.", "from_on")


def slips(expected: Iterable[date | None]) -> int:
    """How often an expected discharge date moved to a later one, from the dates in the order they were set."""
    known = [on for on in expected if on is not None]
    return sum(later > earlier for earlier, later in pairwise(known))
