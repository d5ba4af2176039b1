"""Dates of a patient and a stay: in order, and not in the future where that cannot be."""

from collections.abc import Callable

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import (
    check_admitted_on,
    check_born_on,
    check_case_opened_on,
    check_discharged_on,
    check_expected_discharge_on,
    check_ward_moved_on,
)
from enabler.rules.writing.births import Birth
from tests.rules.caseloads import d

TODAY = d("20 Apr")
Check = Callable[[], None]


@pytest.mark.parametrize(
    "check",
    [
        lambda: check_born_on(d("1926-04-20"), TODAY),
        lambda: check_admitted_on(TODAY, TODAY, Birth(TODAY)),
        lambda: check_case_opened_on(d("1 Apr"), d("1 Apr"), TODAY),
        lambda: check_case_opened_on(d("1 Apr"), None, TODAY),
        lambda: check_discharged_on(d("1 Apr"), d("1 Apr"), TODAY),
        lambda: check_discharged_on(d("1 Apr"), None, TODAY),
        lambda: check_expected_discharge_on(d("1 Jul"), d("1 Apr")),
        lambda: check_ward_moved_on(d("2 Apr"), d("1 Apr"), d("2 Apr"), TODAY),
    ],
)
def test_accepted(check: Check) -> None:
    check()


@pytest.mark.parametrize(
    ("check", "field", "words"),
    [
        (lambda: check_born_on(d("21 Apr"), TODAY), "born_on", "21 April 2026 is in the future"),
        (lambda: check_born_on(d("1905-04-19"), TODAY), "born_on", "more than 120 years"),
        (lambda: check_admitted_on(d("21 Apr"), TODAY), "admitted_on", "in the future: the admission"),
        (lambda: check_admitted_on(d("1 Apr"), TODAY, Birth(d("2 Apr"))), "admitted_on", "before the date of birth"),
        (lambda: check_case_opened_on(d("21 Apr"), d("1 Apr"), TODAY), "case_opened_on", "in the future"),
        (lambda: check_case_opened_on(d("31 Mar"), d("1 Apr"), TODAY), "case_opened_on", "before the admission"),
        (lambda: check_discharged_on(d("21 Apr"), d("1 Apr"), TODAY), "discharged_on", "in the future"),
        (lambda: check_discharged_on(d("31 Mar"), d("1 Apr"), TODAY), "discharged_on", "Left before admitted"),
        (lambda: check_expected_discharge_on(d("31 Mar"), d("1 Apr")), "expected_discharge_on", "before the admission"),
        (lambda: check_ward_moved_on(d("31 Mar"), d("1 Apr"), None, TODAY), "from_on", "before the admission"),
        (lambda: check_ward_moved_on(d("3 Apr"), d("1 Apr"), d("2 Apr"), TODAY), "from_on", "after the discharge"),
        (lambda: check_ward_moved_on(d("21 Apr"), d("1 Apr"), None, TODAY), "from_on", "in the future"),
    ],
)
def test_refused_at_its_field(check: Check, field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        check()
    assert refused.value.field == field
