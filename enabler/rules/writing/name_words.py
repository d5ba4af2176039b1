"""The words by which somebody is found: folded, so that case, accents, hyphens and apostrophes do not matter."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST_WORD = 100
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})  # Müller is written Mueller too

_BETWEEN_WORDS = re.compile(r"[\s,;()\"“”/]+")
_HYPHENS = re.compile(r"[-‐‑–]+")
_APOSTROPHES = re.compile(r"['’‘`.]+")


@lru_cache(maxsize=8192)  # each row of a list is compared with everybody who lies on the ward
def folded(text: str) -> str:
    """Small letters and digits alone, of any alphabet. Signs that stand over or under a letter go; vowel signs that
    are letters of their own, as in Hindi, stay."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    return "".join(sign for sign in plain if sign.isalnum() or _is_vowel_sign(sign))


def spellings(text: str) -> set[str]:
    """A word folded, and folded as it is written without umlauts."""
    spelt_out = unicodedata.normalize("NFC", text.casefold()).translate(SPELT_OUT)
    return {word[:LONGEST_WORD] for word in (folded(text), folded(spelt_out)) if word}


def search_words(*names: str | None) -> set[str]:
    """Every word somebody may be looked for by: each name as one word, its words, and the parts of a double name."""
    written = {name for name in names if name}
    for between in (_BETWEEN_WORDS, _HYPHENS, _APOSTROPHES):
        written.update([part for word in written for part in between.split(word)])
    return {spelling for word in written for spelling in spellings(word)}


def words_typed(text: str) -> list[str]:
    """What somebody looks for, word by word."""
    return [word for word in _BETWEEN_WORDS.split(text) if folded(word)]


def joined(words: Iterable[str]) -> str:
    return "".join(map(folded, words))[:LONGEST_WORD]


def _is_vowel_sign(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mc", "Mn") and not unicodedata.combining(sign)
