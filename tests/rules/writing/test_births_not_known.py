"""What stands for a birth that nobody knows, and births that only look like it."""

import pytest

from enabler.rules.writing.births_not_known import is_no_birth


@pytest.mark.parametrize(
    "text",
    [
        "1/1/1900", "01/01/1900", "01/01/1901", "1900-01-01", "1900-01-01 00:00:00", "19000101", "1800-01-01",
        "31/12/9999", "9999-12-31", "12/31/9999", "31/12/1899", "30/12/1899", "01.01.0001", "1753-01-01",
        "00/00/0000", "0000-00-00", "00/00/00", "??/??/????", "11/11/1111", "9/9/9999",
        "DOB unknown", "dob: not known", "Unknown", "UNK", "N/K", "not recorded", "refused", "??", "xx/xx/xxxx",
    ],
)  # fmt: skip
def test_not_known(text: str) -> None:
    assert is_no_birth(text)


@pytest.mark.parametrize(
    "text",
    [
        "00/00/1950",
        "1950-00-00",
        "1/1/1950",
        "01/01/2000",
        "1/1/00",
        "31/12/1940",
        "11/11/1911",
        "2/1/1900",
        "1950",
        "c.1950",
        "aged 76",
        "",
        "soon",
    ],
)
def test_to_be_read_or_refused(text: str) -> None:
    assert not is_no_birth(text)
