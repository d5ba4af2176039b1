"""Phone numbers as people type them: spaced as they are read out, doubted where a digit seems to be missing."""

import re
import unicodedata

LENGTH = 11  # of a number of the United Kingdom with its 0; a few old ones have one digit less
SHORTEST_OUTSIDE = 7  # shorter ones are extensions, and services such as 111
# How a number is read out, by its first digits; the longest that fits. From Ofcom's telephone numbering plan
# (https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbering-policy): the rest follows in one group.
_GROUPS: dict[str, tuple[int, ...]] = {
    "02": (3, 4), "03": (4, 3), "05": (5,), "07": (5,), "08": (4, 3), "09": (4, 3), "01": (5,),
    **dict.fromkeys((f"011{digit}" for digit in range(10)), (4, 3)),
    **dict.fromkeys((f"01{digit}1" for digit in range(10)), (4, 3)),
    **dict.fromkeys(
        ("013873", "015242", "015394", "015395", "015396", "016973", "016974", "016977", "017683", "017684", "017687",
         "019467", "019755"),
        (6,),
    ),
}  # fmt: skip
_SIGNS = re.compile(r"[\s().\-/\u2010-\u2015\u200b-\u200f\u202a-\u202e\ufeff]+")
_FROM_ABROAD = re.compile(r"(?:\+|00)44(?:0)?(?=[1-9]\d{8,9}\Z)")


def tidy_phone(typed: str | None) -> str | None:
    """A number of the United Kingdom with 0 in front and its usual spaces; anything else as it was typed."""
    tidy = " ".join((typed or "").split())
    number = _number(tidy)
    if number is None or not _is_whole(number):
        return tidy or None
    return _spaced(number)


def phone_doubt(typed: str | None) -> str | None:
    """Why somebody should look at a number again; None for whole ones, extensions, foreign ones and words."""
    number = _number(typed or "")
    if number is None or number.startswith("+") or _is_whole(number) or len(number) < SHORTEST_OUTSIDE:
        return None
    if number.startswith("00"):
        return None
    if number[0] != "0":
        whole = f"0{number}"
        return f"is {_spaced(whole)} meant? The 0 in front is missing" if _is_whole(whole) else "it has no area code"
    return f"it has {len(number)} digits, and a number of the United Kingdom has {LENGTH}"


def _number(typed: str) -> str | None:
    """Its digits, from +44 to 0; None where there is more than a number, as an extension or a name."""
    close = _SIGNS.sub("", unicodedata.normalize("NFKC", typed))
    close = _FROM_ABROAD.sub("0", close)
    return close if re.fullmatch(r"\+?\d+", close, re.ASCII) else None


def _is_whole(number: str) -> bool:
    if not re.fullmatch(r"0[1-35789]\d+", number, re.ASCII):
        return False
    shorter = number.startswith(("0800", "0500")) or (number.startswith("01") and len(_groups(number)) == 1)
    return len(number) == LENGTH or (shorter and len(number) == LENGTH - 1)


def _spaced(number: str) -> str:
    groups = _groups(number)
    if len(number) < LENGTH:
        groups = groups[:1]
    parts, rest = [], number
    for length in groups:
        parts.append(rest[:length])
        rest = rest[length:]
    return " ".join([*parts, rest])


def _groups(number: str) -> tuple[int, ...]:
    return next(_GROUPS[number[:length]] for length in range(6, 1, -1) if number[:length] in _GROUPS)
