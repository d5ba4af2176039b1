"""Taking a person out of what others wrote: their names and numbers, wherever they stand in a text."""

# And cutting it short.

import re
from collections.abc import Iterable

NUMBER = "[number]"
TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?!\d)")


def without_names(text: str, names: Iterable[str | None], instead: str) -> str:
    """The text with each word of the names replaced, whatever its case. Single letters stay.

    A given name that is also a word ("Will") goes too: too much is hidden rather than too little.
    """
    for word in sorted(_words(names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", instead, text, flags=re.IGNORECASE)
    twice = re.escape(instead)
    return re.sub(rf"{twice}(?:[\s,-]+{twice})+", instead, text)


def without_numbers(text: str, numbers: Iterable[str | None]) -> str:
    """The text without these numbers, however they are spaced, and without any ten digits that could be an NHS
    number."""
    for number in numbers:
        signs = [re.escape(sign) for sign in number or "" if sign.isalnum()]
        if len(signs) > 2:
            spaced = r"[\s.-]*".join(signs)
            text = re.sub(rf"(?<!\w){spaced}(?!\w)", NUMBER, text, flags=re.IGNORECASE)
    return TEN_DIGITS.sub(NUMBER, text)


def shortened(text: str | None, longest: int) -> str:
    """On one line and at most so many signs long, cut after a word; an ellipsis says that it was cut."""
    line = " ".join((text or "").split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > longest // 2 else cut).rstrip(" ,;:.-") + "…"


def _words(names: Iterable[str | None]) -> set[str]:
    found: set[str] = set()
    for name in names:
        for whole in (name or "").replace(",", " ").split():
            found.update((whole, *whole.split("-")))
    return {word for word in found if len(word) > 1}
