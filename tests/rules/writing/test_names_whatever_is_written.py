"""Whatever is written as a name, nothing of it is lost and writing it back changes nothing."""

from collections import Counter
from contextlib import suppress

from hypothesis import assume, given, strategies as st

from enabler.rules.refusal import Refused
from enabler.rules.writing.name_marks import CLINICAL, SUFFIXES, TITLES
from enabler.rules.writing.names import NameRead, read_name

WORDS = st.one_of(
    st.sampled_from(["Singh", "SMITH", "mary", "O'Brien", "Smith-Jones", "van", "der", "DE", "St.", "J", "A.J.", "Li"]),
    st.sampled_from(sorted(TITLES | SUFFIXES.keys()) + sorted(CLINICAL) + ["MBE", "III", "Jr", "Lord", "Mr", "LORD"]),
    st.sampled_from(
        [
            "*",
            "#",
            "?",
            "-",
            "12",
            "72y",
            "(Bob)",
            "(Mrs)",
            "née Lord",
            "(née Lord)",
            ",",
            "Unknown",
            "Male",
            "Null",
        ]
    ),
    st.text("abéłzABÉZ'-.*?", min_size=1, max_size=5),
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def letters(*texts: str | None) -> Counter[str]:
    return Counter(one for text in texts for one in (text or "").casefold() if one.isalnum())


def read(line: str) -> NameRead:
    found = None
    with suppress(Refused):
        found = read_name(line)
    assume(found is not None)
    assert found is not None
    return found


@given(LINES)
def test_every_letter_is_in_the_name_or_set_aside(line: str) -> None:
    found = read(line)
    assert letters(line) == letters(found.surname, found.given_names, found.known_as, *found.births, *found.set_aside)


@given(LINES)
def test_what_is_written_back_is_read_the_same(line: str) -> None:
    found = read(line)
    again = read_name(f"{found.surname}, {found.given_names or ''}")
    assert (again.surname, again.given_names, again.set_aside) == (found.surname, found.given_names, ())


@given(LINES)
def test_a_name_has_a_surname_and_neither_digits_nor_marks(line: str) -> None:
    found = read(line)
    whole = f"{found.surname} {found.given_names or ''}"
    assert any(one.isalpha() for one in found.surname)
    assert not any(one.isdigit() or one in "*#?" for one in whole)
