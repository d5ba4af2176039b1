"""What must be true of a patient."""

from datetime import date

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.stay.patients import check_born_before, check_safety_alert, check_surname
from enabler.rules.writing.births import Birth
from enabler.vocabulary import BirthIs

MAY = date(2026, 5, 5)


def test_a_surname_is_tidied_and_needed() -> None:
    assert check_surname("  van   Dyke ") == "van Dyke"
    for nothing in (None, "", "  ", "12", "-"):
        with pytest.raises(Refused) as refusal:
            check_surname(nothing)
        assert refusal.value.field == "surname"


def test_nobody_is_born_after_an_admission() -> None:
    check_born_before(Birth(MAY), [None, MAY, date(2026, 6, 1)])
    check_born_before(Birth(MAY), [])
    with pytest.raises(Refused, match="Born after the admission on 4 May 2026"):
        check_born_before(Birth(MAY), [date(2026, 5, 4), date(2026, 6, 1)])
    check_born_before(Birth(date(2026, 7, 1), BirthIs.YEAR), [MAY])


def test_an_alert_has_its_review() -> None:
    check_safety_alert(None, None)
    check_safety_alert("", None)
    check_safety_alert("Dog at home", MAY)
    with pytest.raises(Refused) as refusal:
        check_safety_alert("Dog at home", None)
    assert refusal.value.field == "safety_alert_review_on"
