"""Chance that is the same on any machine: raw words of a seeded generator, and our own formulas on them."""

# Method, section 2. Nothing here uses numpy's distributions: only the raw 64-bit words of PCG64, which numpy never
# changes, and whole numbers.

from collections.abc import Iterator
from hashlib import sha256

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Words = NDArray[np.uint64]
Real = NDArray[np.float64]

AT_ONCE = 1 << 18
HALF = np.uint64(32)
LOW_HALF = np.uint64(0xFFFFFFFF)


class Stream:
    """The words of one purpose of one report; other purposes have their own, so that none shifts another."""

    def __init__(self, reference: str, purpose: str) -> None:
        digest = sha256(f"{reference}\n{purpose}".encode()).digest()
        state, step = int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:], "big") | 1
        self._words = PCG64(0)
        self._words.state = {
            "bit_generator": "PCG64",
            "state": {"state": state, "inc": step},
            "has_uint32": 0,
            "uinteger": 0,
        }

    def words(self, rows: int, columns: int) -> Words:
        """The next words, row by row."""
        return np.asarray(self._words.random_raw(rows * columns), dtype=np.uint64).reshape(rows, columns)

    def halves(self, rows: int, columns: int) -> NDArray[np.uint32]:
        """The next half words, low before high; each row starts on a new word, so rows may be asked for in any
        portions."""
        words = self.words(rows, (columns + 1) // 2)
        return words.astype("<u8", copy=False).view("<u4")[:, :columns]

    def indices(self, rows: int, size: int) -> Whole:
        """Resamples, one a row: as many places from 0 to size - 1 as there are places."""
        return scaled(self.halves(rows, size), size)


def scaled(halves: NDArray[np.uint32] | Words, of: int) -> Whole:
    """A half word h as the place floor(h x of / 2^32); no place is likelier than another by more than of / 2^32."""
    places = np.multiply(halves, np.uint64(of), dtype=np.uint64)
    places >>= HALF
    return places.view(np.int64)


def fraction(halves: Words) -> Real:
    """A half word as a number strictly between 0 and 1: (h + 1/2) / 2^32."""
    return (halves.astype(np.float64) + 0.5) * 2.0**-32


def portions(resamples: int, size: int) -> Iterator[slice]:
    """All resamples of a size in portions that keep memory flat; how they are cut changes no result."""
    step = max(1, AT_ONCE // max(1, size))
    for start in range(0, resamples, step):
        yield slice(start, min(start + step, resamples))
