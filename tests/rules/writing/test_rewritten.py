"""What a spreadsheet does to numbers and letters is told from what somebody meant to change."""

from datetime import date

import pytest

from enabler.rules.writing.rewritten import Rewritten, rewritten_text, swapped_date


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("0012345", "12345", Rewritten.ZEROS),
        ("01164960100", "1164960100", Rewritten.ZEROS),
        ("0116 496 0100", "1164960100", Rewritten.ZEROS),
        ("+441164960100", "441164960100", Rewritten.ZEROS),
        ("12E4", "120000", Rewritten.NUMBER),
        ("123456789012", "1.23457E+11", Rewritten.NUMBER),
        ("12345678901234567", "12345678901234500", Rewritten.NUMBER),
        ("12345", "12345.0", Rewritten.NUMBER),
        ("3-4", "03-Apr", Rewritten.DATE),
        ("1/2", "01/02/2026", Rewritten.DATE),
        ("MAR12", "12-Mar", Rewritten.DATE),
        ("Müller", "MÃ¼ller", Rewritten.LETTERS),
        ("Müller", "M?ller", Rewritten.LETTERS),
        ("Müller", "M\ufffdller", Rewritten.LETTERS),
        ("Łukasik", "?ukasik", Rewritten.LETTERS),
        ("李明", "??", Rewritten.LETTERS),
        ("O’Brien", "Oâ€™Brien", Rewritten.LETTERS),
        ("Seán Ó Néill", "SeÃ¡n Ã“ NÃ©ill", Rewritten.LETTERS),
        ("0012345", "12346", None),
        ("12 34", "1234", None),
        ("12345", "0012345", None),  # put back
        ("12345678", "12345679", None),
        ("Müller", "Mueller", None),
        ("Müller", "Muller", None),
        ("Müller", "Möller", None),
        ("Smith", "Smyth", None),
        ("MÃ¼ller", "Müller", None),  # mended
        ("3-4", "3-5", None),
        ("0012345", "", None),
        ("A0012", "A12", None),
    ],
)
def test_what_became_of_it(before: str, after: str, what: Rewritten | None) -> None:
    assert rewritten_text(before, after) is what


def test_day_and_month_in_each_others_place() -> None:
    assert swapped_date(date(1960, 5, 4), date(1960, 4, 5)) is Rewritten.SWAPPED
    assert swapped_date(date(1960, 5, 4), date(1961, 4, 5)) is None
    assert swapped_date(date(1960, 5, 5), date(1960, 5, 5)) is None
