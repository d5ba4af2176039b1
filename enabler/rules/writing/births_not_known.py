"""What stands for a date of birth that nobody knows: 1/1/1900, 31/12/9999, 00/00/0000, DOB unknown."""

import re

_SAYS_SO = re.compile(
    r"(?:(?:dob|d\.o\.b\.?|date of birth|birth|age)[ :,\-]*(?:is |was )?)?"
    r"(?:unknown|not (?:known|given|recorded|stated|available|disclosed)|unk|u/k|n/?k|refused|declined|\?+|[x*]{2,}"
    r"|[x*?]{1,2}/[x*?]{1,2}/[x*?]{2,4}|dd/mm/yy(?:yy)?)$"
)
_NUMBERS = re.compile(
    r"(?:(?P<year>\d{4})[/.\- ]?(?P<month>\d\d?)[/.\- ]?(?P<day>\d\d?)"
    r"|(?P<first>\d\d?)[/.\- ](?P<second>\d\d?)[/.\- ](?P<last>\d{4}|\d\d))(?:[ t]00:00(?::00)?(?:\.0+)?z?)?$",
    re.ASCII,
)
_PLACES = (("day", "first"), ("month", "second"), ("year", "last"))
_EDGES = {(1, 1), (31, 12), (12, 31), (30, 12), (12, 30)}
_ALIVE = range(1902, 2200)


def is_no_birth(text: str) -> bool:
    """Whether a cell says in words that the birth is not known, or holds a day that stands for that.

    None of these days is the birth of anybody alive: the first or last of a year up to 1901 or far ahead, zeros, and
    one digit over and over.
    """
    plain = " ".join(text.casefold().split())
    if _SAYS_SO.match(plain):
        return True
    match = _NUMBERS.match(plain)
    if match is None:
        return False
    day, month, year = (match[name] or match[other] for name, other in _PLACES)
    if not int(day) and not int(month):
        return int(year) not in _ALIVE
    repeated = len(year) == 4 and len({*f"{int(day)}{int(month)}{year}"}) == 1
    return repeated or (len(year) == 4 and int(year) not in _ALIVE and (int(day), int(month)) in _EDGES)
