"""Postcodes are tidied where they are whole, and doubted, never refused, where they are not."""

import pytest

from enabler.rules.writing.postcode import postcode_doubt, tidy_postcode


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("le11aa", "LE1 1AA"),
        ("LE1 1AA", "LE1 1AA"),
        (" le 1  1 a a ", "LE1 1AA"),
        ("le1-1aa", "LE1 1AA"),
        ("m1 1ae", "M1 1AE"),
        ("ec1a1bb", "EC1A 1BB"),
        ("w1a 0ax", "W1A 0AX"),
        ("cr26xh", "CR2 6XH"),
        ("dn551pt", "DN55 1PT"),
        ("zz993vz", "ZZ99 3VZ"),
        ("bfpo 57", "BFPO 57"),
        ("gir0aa", "GIR 0AA"),
        ("", None),
        (None, None),
    ],
)
def test_whole_ones(typed: str | None, tidy: str | None) -> None:
    assert (tidy_postcode(typed), postcode_doubt(typed)) == (tidy, None)
    assert tidy_postcode(tidy) == tidy


@pytest.mark.parametrize(
    ("typed", "kept", "doubt"),
    [
        ("LE1 1A", "LE1 1A", "ends with a digit and two letters"),
        ("le1", "le1", "first half"),
        ("le1 oaa", "le1 oaa", "is LE1 0AA meant?"),
        ("LE1 1AAA", "LE1 1AAA", "ends with a digit and two letters"),
        ("75008", "75008", "ends with a digit"),
        ("LE1 1AC", "LE1 1AC", "ends with a digit"),  # C is in no second half
        ("no fixed  abode", "no fixed abode", "ends with a digit"),
    ],
)
def test_others_are_kept_and_doubted(typed: str, kept: str, doubt: str) -> None:
    assert tidy_postcode(typed) == kept
    assert doubt in (postcode_doubt(typed) or "")
