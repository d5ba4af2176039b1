"""What leaves the service without names."""

from datetime import date

import pytest

from enabler.rules.disclosure import age_band, days_since_admission, is_printable, month_of

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2008-11-23", "under 18"),
        ("2008-11-22", "18-29"),
        ("1996-11-23", "18-29"),
        ("1996-11-22", "30-39"),
        ("1936-11-23", "80-89"),
        ("1936-11-22", "90 or over"),
        ("1920-01-01", "90 or over"),
        (None, None),
    ],
)
def test_age_bands(born: str | None, band: str | None) -> None:
    assert age_band(date.fromisoformat(born) if born else None, ON) == band


def test_dates_become_days_and_months() -> None:
    assert days_since_admission(date(2026, 4, 3), date(2026, 4, 1)) == 2
    assert days_since_admission(date(2026, 3, 31), date(2026, 4, 1)) == -1
    assert days_since_admission(None, date(2026, 4, 1)) is None
    assert (month_of(date(2026, 4, 3)), month_of(None)) == ("2026-04", None)


def test_fewer_than_five_people_are_not_printed() -> None:
    assert [is_printable(people) for people in (0, 4, 5)] == [False, False, True]
