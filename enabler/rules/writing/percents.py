"""Percentages as people write them, kept as fractions."""

import re
from decimal import Decimal

from enabler.rules.refusal import Refused

_PERCENT = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})?)\s*%?", re.ASCII)


def read_percent(text: str, field: str | None = None) -> float:
    """The fraction somebody typed as a percentage: 15, 15%, 12.5. Refused: below 0, above 100, over two decimals."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None or Decimal(found["number"]) > 100:
        raise Refused(f"“{text.strip()[:20]}” is not a percentage from 0 to 100. Write one such as 15 or 12.5.", field)
    return float(Decimal(found["number"]) / 100)


def in_percent(fraction: float) -> str:
    """15%, 12.5%: as many decimals as were typed, which the readers of settings must see."""
    return f"{round(fraction * 100, 2):g}%"
