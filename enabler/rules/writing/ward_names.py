"""Names of wards folded, so that a list and the record mean one ward."""

import re
from collections.abc import Collection

LONGEST = 200


def ward_key(name: str) -> str:
    """A ward's name folded: WARD, Ward Bosworth and bosworth are one."""
    plain = name.casefold()
    return (re.sub(r"[\W_]+", "", re.sub(r"\bward\b", "", plain)) or re.sub(r"\W+", "", plain))[:LONGEST]


def begins_alike(theirs: str, ours: str) -> bool:
    """Whether one key is the other with something behind it, and three letters long at least."""
    return min(len(theirs), len(ours)) >= 3 and (ours.startswith(theirs) or theirs.startswith(ours))


def names_in(text: str) -> list[str]:
    """Names with commas between them, each once."""
    names = (" ".join(name.split()) for name in text.split(","))
    return list({ward_key(name): name for name in names if ward_key(name)}.values())


def as_text(names: Collection[str]) -> str:
    return ", ".join(sorted(names))
