"""Phone numbers are spaced as they are read out; a missing digit is doubted, and nothing is refused."""

import pytest

from enabler.rules.writing.phone import phone_doubt, tidy_phone


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("01164960100", "0116 496 0100"),
        ("0116-496 0100", "0116 496 0100"),
        ("(0116) 4960100", "0116 496 0100"),
        ("+441164960100", "0116 496 0100"),
        ("+44 (0)116 496 0100", "0116 496 0100"),
        ("0044 7700 900123", "07700 900123"),
        ("07700900123", "07700 900123"),
        ("０７７００９００１２３", "07700 900123"),
        ("02079460000", "020 7946 0000"),
        ("01632960123", "01632 960123"),
        ("01314960000", "0131 496 0000"),
        ("01539412345", "015394 12345"),
        ("0169772123", "016977 2123"),
        ("03001231234", "0300 123 1234"),
        ("0800123456", "0800 123456"),
        ("08001234567", "0800 123 4567"),
        ("111", "111"),
        ("ext  6410", "ext 6410"),
        ("0116 496 0100 (mum)", "0116 496 0100 (mum)"),
        ("+33 1 70 18 99 00", "+33 1 70 18 99 00"),
        ("0033 1 70 18 99 00", "0033 1 70 18 99 00"),
        ("+353 20 910 1234", "+353 20 910 1234"),
        ("", None),
        (None, None),
    ],
)
def test_tidied_and_not_doubted(typed: str | None, tidy: str | None) -> None:
    assert (tidy_phone(typed), phone_doubt(typed)) == (tidy, None)
    assert tidy_phone(tidy) == tidy


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("1164960100", "is 0116 496 0100 meant? The 0 in front is missing"),
        ("7700900123", "is 07700 900123 meant?"),
        ("0116 496 010", "it has 10 digits"),
        ("0116 496 01", "it has 9 digits"),
        ("07700 9001234", "it has 12 digits, and a number of the United Kingdom has 11"),
        ("0770090012", "it has 10 digits"),
        ("4960100", "no area code"),
    ],
)
def test_kept_as_typed_and_doubted(typed: str, doubt: str) -> None:
    assert doubt in (phone_doubt(typed) or "")
    assert tidy_phone(typed) == typed
