"""A bed folded: A1, a1, A 01 and Bed A1 are one bed."""

import re
import unicodedata
from functools import lru_cache

from enabler.rules.identity.number_key import number_key

_BED = re.compile(r"^\W*bed(?:\s*(?:no|number|id))?\b", re.IGNORECASE)
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@lru_cache(maxsize=8192)
def bed_key(bed: str | None) -> str | None:
    """What two ways of writing one bed share; None where no bed is said."""
    written = unicodedata.normalize("NFKC", bed or "")
    return number_key(_ZEROS.sub("", _BED.sub("", written)))
