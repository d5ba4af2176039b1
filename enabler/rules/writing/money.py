"""Sums of money as people write them, in pounds, kept as whole pence."""

import re

from enabler.rules.refusal import Refused

MOST = 10_000_000_00
EXAMPLES = "Write pounds such as 4212.50, £98 or 1,250."

_SUM = re.compile(r"£?(?P<pounds>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?P<pence>\d{1,2}))?", re.ASCII)


def read_pounds(text: str, field: str | None = None) -> int:
    """The sum somebody typed, in pence: £4,212.50, 4212.5, 98. Refused: less than nothing, or over ten million
    pounds."""
    written = " ".join(text.split())
    plain = written.replace(" ", "").removesuffix("pw").removesuffix(".")
    found = _SUM.fullmatch(plain)
    if found is None:
        if plain.lstrip("£").startswith(("-", "−")):
            raise Refused("A sum cannot be less than nothing.", field)
        raise Refused(f"“{written[:40]}” is not a sum of money. {EXAMPLES}", field)
    pence = int(found["pounds"].replace(",", "")) * 100 + int((found["pence"] or "0").ljust(2, "0"))
    if pence > MOST:
        raise Refused("That is more than ten million pounds: check the sum.", field)
    return pence


def in_pounds(pence: int) -> str:
    """£4,212.50, and without pence where there are none: £98."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"
