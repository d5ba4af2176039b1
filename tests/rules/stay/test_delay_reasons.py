"""Delay reasons: unknown codes refused, codes outside their validity only warned of. Method, section 1."""

from collections.abc import Callable

import pytest

from enabler import codes
from enabler.rules.refusal import Refused
from enabler.rules.stay.delay_reasons import check_code, check_dates, validity_warning
from tests.rules.caseloads import d

KNOWN = codes.delay_reasons()
STAY = {"admitted_on": d("1 Apr"), "discharged_on": d("20 Apr")}


@pytest.mark.parametrize(
    ("check", "field"),
    [
        (lambda: check_code("mhsds-v9", "09", KNOWN), "list"),
        (lambda: check_code("mhsds-v6", "ZZ", KNOWN), "code"),
        (lambda: check_dates(d("5 Apr"), d("4 Apr"), **STAY), "to_on"),
        (lambda: check_dates(d("21 Apr"), None, **STAY), "from_on"),
        (lambda: check_dates(d("1 Mar"), d("31 Mar"), **STAY), "to_on"),
    ],
)
def test_refused_at_its_field(check: Callable[[], None], field: str) -> None:
    with pytest.raises(Refused) as refused:
        check()
    assert refused.value.field == field


def test_accepted() -> None:
    check_code("mhsds-v6", "09", KNOWN)
    check_dates(d("5 Apr"), None, **STAY)
    check_dates(d("1 Mar"), d("5 Apr"), admitted_on=None, discharged_on=None)


@pytest.mark.parametrize(
    ("name", "code", "start", "end", "words"),
    [
        ("mhsds-v6", "09", "2026-04-05", None, None),
        ("mhsds-v6", "09", "2024-03-31", None, "the code begins on 1 April 2024"),
        ("dtoc", "I", "2020-02-29", "2020-02-29", None),
        ("dtoc", "I", "2020-02-01", "2020-03-01", "the code ended on 29 February 2020"),
        ("dtoc", "I", "2026-04-05", None, "the code ended on 29 February 2020"),
    ],
)
def test_outside_its_validity_is_a_warning(
    name: str, code: str, start: str, end: str | None, words: str | None
) -> None:
    warning = validity_warning(KNOWN[name, code], d(start), d(end) if end else None)
    assert (words in warning) if words and warning else warning is None and words is None
