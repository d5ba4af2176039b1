"""NHS numbers: modulus 11, as typed, as printed."""

import pytest
from hypothesis import given, strategies as st

from enabler.rules.refusal import Refused
from enabler.rules.writing.nhs_number import check_nhs_number, format_nhs_number, is_nhs_number


@pytest.mark.parametrize("text", ["9996900606", "999 690 0606", " 999-690-0606 ", "999\u00a0690\u00a00606"])
def test_accepted_however_spaced(text: str) -> None:
    assert check_nhs_number(text) == "9996900606"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("999 228 4642", "999 228 4642 is not an NHS number: its check digit does not fit."),
        ("99922846", "An NHS number has 10 digits; this has 8."),
        ("99922846411", "has 11"),
        ("999228464X", "digits only"),
        ("", "digits only"),
        ("٩٩٩٦٩٠٠٦٠٦", "digits only"),
        ("1111111111", "the same digit ten times"),
        ("0000000000", "the same digit ten times"),
    ],
)
def test_refused_with_a_sentence_at_its_field(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        check_nhs_number(text)
    assert refused.value.field == "nhs_number"


@given(st.integers(999_000_000, 999_999_998))
def test_at_most_one_check_digit_fits(nine: int) -> None:
    fitting = [digit for digit in range(10) if is_nhs_number(f"{nine}{digit}")]
    weights = sum(int(digit) * (10 - place) for place, digit in enumerate(str(nine)))
    assert len(fitting) == (weights % 11 != 1)


def test_printed_three_three_four() -> None:
    assert format_nhs_number("9996900606") == "999 690 0606"
    assert format_nhs_number("123") == "123"
