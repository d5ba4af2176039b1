"""Names and numbers leave a text wherever they stand; what is cut says so."""

import pytest
from hypothesis import given, strategies as st

from enabler.rules.writing.redaction import shortened, without_names, without_numbers

NAMES = ("O'Neill-Okafor", "Grace Will")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ring Grace's sister", "Ring G.O.'s sister"),
        ("GRACE O'NEILL-OKAFOR agreed", "G.O. agreed"),
        ("grace okafor, then the council", "G.O., then the council"),
        ("Okafor, Grace: keys", "G.O.: keys"),
        ("Gracefully declined", "Gracefully declined"),
        ("Will she go?", "G.O. she go?"),
        ("Nobody is named", "Nobody is named"),
    ],
)
def test_names(written: str, shown: str) -> None:
    assert without_names(written, NAMES, "G.O.") == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("NHS 999 000 0018 on file", "NHS [number] on file"),
        ("NHS 999-000-0018", "NHS [number]"),
        ("9990000018.", "[number]."),
        ("another one, 943 476 5919", "another one, [number]"),
        ("RX 12-345", "[number]"),
        ("rx12345", "[number]"),
        ("ring 0116 496 0301", "ring 0116 496 0301"),
        ("reference 12345678901", "reference 12345678901"),
    ],
)
def test_numbers(written: str, shown: str) -> None:
    assert without_numbers(written, ("9990000018", "RX12345", None, "")) == shown


@given(st.text(max_size=300), st.integers(min_value=5, max_value=100))
def test_shortened_is_never_too_long(text: str, longest: int) -> None:
    cut = shortened(text, longest)
    assert len(cut) <= longest and "\n" not in cut
    assert cut == " ".join(text.split()) or cut.endswith("…")


def test_shortened_cuts_after_a_word() -> None:
    assert shortened("Ring the income team about the notice", 20) == "Ring the income…"
    assert shortened(None, 20) == ""
