"""A date of birth as a list has it: a child's is asked about, and what may be meant can be chosen."""

from datetime import date

from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_born_on
from enabler.rules.writing.births import ADULT_FROM, Birth, read_birth
from enabler.rules.writing.dates_as_written import MayBeSeveral, in_full, whole_years


class AskedAbout(Refused):
    """A birth that somebody has to confirm, by choosing this text."""

    def __init__(self, sentence: str, text: str) -> None:
        super().__init__(sentence)
        self.text = text


def read_listed_birth(text: str, list_on: date, today: date, *, by_hand: bool) -> Birth:
    """A birth that a list names, or that somebody put right `by_hand`."""
    birth = read_birth(text, list_on)
    check_born_on(birth.on, today)
    years = whole_years(birth.on, today)
    if years < ADULT_FROM and not by_hand:
        born, age = (f"on {in_full(birth.on)}", years) if birth.is_exact else (f"in {birth.year}", f"about {years}")
        raise AskedAbout(f"Born {born}, so aged {age}, on a ward of adults. Is that right?", _with_age(birth, today))
    return birth


def choices(refused: Refused, today: date, *, born: bool) -> tuple[str, ...]:
    """What may be meant, as it can be typed; a birth with its age."""
    if isinstance(refused, AskedAbout):
        return (refused.text,)
    days = refused.days if isinstance(refused, MayBeSeveral) else ()
    return tuple(_with_age(Birth(on), today) if born else in_full(on) for on in days)


def _with_age(birth: Birth, today: date) -> str:
    years = whole_years(birth.on, today)
    return f"{in_full(birth.on)} ({years})" if birth.is_exact else f"{birth.year} (about {years})"
