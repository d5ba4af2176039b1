"""A date of birth as a list has it: a child's is asked about, and what may be meant can be chosen."""

from datetime import date

from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_born_on
from enabler.rules.writing.dates_as_written import MayBeSeveral, in_full, read_date, whole_years

ADULT_FROM = 16  # younger ones lie on wards of adults so seldom that a slip is likelier


def read_listed_birth(text: str, list_on: date, today: date, *, by_hand: bool) -> date:
    """A birth that a list names, or that somebody put right `by_hand`."""
    on = read_date(text, list_on, born=True)
    check_born_on(on, today)
    years = whole_years(on, today)
    if years < ADULT_FROM and not by_hand:
        raise MayBeSeveral(f"Born on {in_full(on)}, so aged {years}, on a ward of adults. Is that right?", (on,))
    return on


def choices(refused: Refused, today: date, *, born: bool) -> tuple[str, ...]:
    """What may be meant, as it can be typed; a birth with its age."""
    days = refused.days if isinstance(refused, MayBeSeveral) else ()
    return tuple(f"{in_full(on)} ({whole_years(on, today)})" if born else in_full(on) for on in days)
