"""Names that differ by a slip of the pen."""

from difflib import SequenceMatcher

ALIKE = 0.8


def is_spelt_alike(one: str | None, other: str | None) -> bool:
    """Margaret and Margret, Jon and John; not Tim and Tom, who may be twins."""
    first, second = ((name or "").split()[:1] for name in (one, other))
    if not first or not second:
        return False
    return is_slip(first[0].casefold(), second[0].casefold())


def is_slip(one: str, other: str) -> bool:
    """Whichever of the two stands first."""
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE
