"""The words of a place, a name and a time from which passwords are guessed first."""

import re
import unicodedata
from collections.abc import Iterable

SHORTEST = 3  # a shorter word is found in too much that nobody would guess
YEAR = re.compile(r"(?:19|20)\d\d")
LOOK_ALIKE = str.maketrans("013457@$!|l", "oieastasiii")  # as both 1 and l may stand for i, they all become it

TIMES = """
    spring summer autumn winter
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
"""
CITIES = """
    aberdeen armagh bangor bath belfast birmingham bradford brighton bristol cambridge canterbury cardiff carlisle
    chelmsford chester chichester colchester coventry derby derry doncaster dundee dunfermline durham edinburgh ely
    exeter glasgow gloucester hereford hull inverness lancaster leeds leicester lichfield lincoln lisburn liverpool
    london londonderry manchester middlesbrough milton keynes newcastle newport newry norwich nottingham oxford perth
    peterborough plymouth portsmouth preston reading ripon salford salisbury sheffield southampton southend stirling
    stoke sunderland swansea swindon truro wakefield wells westminster winchester wolverhampton worcester wrexham york
"""
PRODUCT = "enabler housing hospital ward discharge caseload password welcome nhs"


def guessable_words(texts: Iterable[str | None]) -> set[str]:
    """The single words of these names, of three letters or more, beside those that would be guessed anywhere."""
    every = " ".join([*filter(None, texts), PRODUCT, TIMES, CITIES])
    return {word for word in map(_folded, re.findall(r"\w+", every)) if len(word) >= SHORTEST}


def left_without(password: str, words: Iterable[str]) -> str:
    """The password without years and these words, however they are spelt: capitals, accents, a 0 for an o.

    `words` come from `guessable_words`. The longest word goes first, and what is left is not joined up and read again.
    """
    longest_first = sorted(words, key=len, reverse=True)
    without_years = YEAR.sub(" ", _plain(password))
    pieces = re.split("|".join(map(re.escape, longest_first)), without_years.translate(LOOK_ALIKE))
    return "".join("".join(pieces).split())


def _folded(word: str) -> str:
    return _plain(word).translate(LOOK_ALIKE)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
