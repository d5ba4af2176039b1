"""Letters that were decoded wrongly on their way here: UTF-8 read as Windows letters, so that ü became Ã¼."""

import re

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_LEADS = re.compile("[\u00c2-\u00f4]")
_USUAL = re.compile("[\u00a0-\u024f\u1e00-\u1eff\u2010-\u203a\u20ac\u2122]+")  # Latin letters and quotation marks
MOST_TIMES = 3


def with_letters_repaired(text: str) -> str:
    """The text as it was before it was decoded wrongly, also more than once; the same where that is not so.

    A run of letters is repaired when its Windows bytes are valid UTF-8, as those of Ã¼ are and of üß are not.
    Shorter than four letters it must also give Latin letters or punctuation: É’ is left as it is.
    """
    for _ in range(MOST_TIMES):
        repaired = _RUN.sub(_repaired, text) if _LEADS.search(text) else text
        if repaired == text:
            break
        text = repaired
    return text


def _repaired(run: re.Match[str]) -> str:
    try:
        before = b"".join(map(_byte, run[0])).decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return run[0]
    return before if len(run[0]) >= 4 or _USUAL.fullmatch(before) else run[0]


def _byte(letter: str) -> bytes:
    """The byte of a letter in the Windows encoding; the five that it does not use stand for themselves."""
    return bytes([ord(letter)]) if ord(letter) < 0xA0 else letter.encode("cp1252")
