"""One bed is one bed, however it was written."""

import pytest

from enabler.rules.identity.bed_key import bed_key


@pytest.mark.parametrize(
    ("bed", "key"),
    [("A1", "A1"), ("a1", "A1"), ("Bed A1", "A1"), ("bed no. a1", "A1"), ("A 01", "A1"), ("A-1", "A1"), ("A10", "A10"),
     ("B 3", "B3"), ("Bed 03", "3"), ("Bedford 2", "BEDFORD2"), ("0", None), ("", None), (None, None), ("-", None)],
)  # fmt: skip
def test_ways_of_writing_a_bed(bed: str | None, key: str | None) -> None:
    assert bed_key(bed) == key
