"""Days counted from today, as people write them: tomorrow, in 3 days, 20 days ago, 2w, Weds, last Friday."""

import re
from datetime import date

from enabler.rules.refusal import Refused

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NEAR = {
    "today": 0, "now": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1,
    "tomorrow": 1, "tom": 1, "tmrw": 1, "yesterday": -1, "yest": -1, "next week": 7, "fortnight": 14,
    "day after tomorrow": 2, "the day after tomorrow": 2, "day before yesterday": -2, "the day before yesterday": -2,
}  # fmt: skip
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
LENGTHS = {"d": 1, "w": 7, "f": 14}  # by the first letter of day, week, fortnight

_SIGNED = re.compile(r"(?P<sign>[+-]) ?(?P<number>\d{1,4}) ?(?P<unit>d|days?|w|wks?|weeks?|)$", re.ASCII)
_COUNTED = re.compile(
    rf"(?P<ahead>in )?(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)}) ?(?P<unit>d|days?|w|wks?|weeks?|fortnights?)"
    r"(?P<way> ago| from now|'? time)?$",
    re.ASCII,
)
_WEEKDAY = re.compile(r"(?:(?P<which>last|next|this|on|by) )?(?P<name>[a-z]+)$", re.ASCII)
_VAGUE = re.compile(
    r"((w/?c|week commencing|end of|early|mid|late) .*|(this|last) week|((this|last|next|the|at the) )?weekend|"
    rf"(this|last|next) (month|year)|(in )?([\d.]+|{'|'.join(NUMBERS)}) ?(months?|years?)( ago)?|\d{{1,2}}/52)$",
    re.ASCII,
)


def days_from_today(plain: str, written: str, today: date) -> int | None:
    """How many days from today it says, back with a minus; nothing when it says something else.

    "Fri" is the next Friday after today, "next week" is in 7 days. What may be two days, or is more than one, is
    refused.
    """
    if plain in NEAR:
        return NEAR[plain]
    if match := _SIGNED.match(plain):
        days = _count(match["number"], match["unit"])
        return days if match["sign"] == "+" else -days
    if match := _COUNTED.match(plain):
        ago = match["way"] == " ago"
        if ago and match["ahead"]:
            raise Refused(f"“{written}” says both ahead and ago. Write in 3 days or 3 days ago.")
        return -_count(match["number"], match["unit"]) if ago else _count(match["number"], match["unit"])
    if _VAGUE.match(plain):
        raise Refused(f"“{written}” is not one day. Write the day, such as 4 Dec, fri or 2 weeks.")
    match = _WEEKDAY.match(plain)
    weekday = weekday_named(match["name"]) if match else None
    return None if match is None or weekday is None else _to_weekday(match["which"], weekday, written, today)


def _count(number: str, unit: str) -> int:
    many = NUMBERS.get(number)
    return (int(number) if many is None else many) * LENGTHS.get(unit[:1], 1)


def _to_weekday(which: str | None, weekday: int, written: str, today: date) -> int:
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    if which == "last":
        return ahead - 7 or -7
    if which == "this" and ahead == 7:
        raise Refused(f"Today is {WEEKDAYS[weekday]}. Instead of “{written}” write today or in 7 days.")
    if which == "next" and weekday > today.weekday():
        name = WEEKDAYS[weekday]
        raise Refused(
            f"“{written}” may be the {name} in {ahead} days or in {ahead + 7}: write {name} or in {ahead + 7} days."
            if ahead > 1
            else f"“{written}” may be tomorrow or in 8 days: write tomorrow or in 8 days."
        )
    return ahead


def weekday_named(written: str) -> int | None:
    """Monday is 0; from three letters on, and Weds."""
    place = place_named("wed" if written == "weds" else written, WEEKDAYS)
    return None if place is None else place - 1


def place_named(written: str, names: list[str]) -> int | None:
    """The place, from 1, of the one name that begins with at least three letters of what was written."""
    starts = [place for place, name in enumerate(names, 1) if name.lower().startswith(written)]
    return starts[0] if len(written) >= 3 and len(starts) == 1 else None
