"""Open stays: nights so far against the expected. Method, section 3."""

from enabler.rules.method.open_stays import open_stays
from enabler.vocabulary import Setting, Share
from tests.rules.caseloads import d
from tests.rules.services import HOME, bases, still_in, waited

BASES = bases(HOME)


def test_nights_so_far_beside_the_expected() -> None:
    found = open_stays([still_in("10 Jun", "S1"), still_in("10 Apr", "S2")], d("1 Jul"), BASES)
    assert [(one.stay.ref, one.nights, one.over) for one in found] == [("S2", 82, 64), ("S1", 21, 3)]
    assert [(one.kind, one.share) for one in found] == [("no_home", Share.SOLE)] * 2


def test_without_a_basis_or_a_judgement_nothing_is_expected() -> None:
    acute = still_in("10 Jun", setting=Setting.ACUTE, shares=(), main_barriers=())
    [one] = open_stays([acute], d("1 Jul"), BASES)
    assert (one.kind, one.share, one.expected, one.over) == (None, None, None, None)


def test_only_cases_in_hospital_with_a_barrier_that_became_ready() -> None:
    stays = [
        waited(10, "left"),
        still_in("10 Jun", "not a case", case_opened_on=None),
        still_in("10 Jun", "no barrier", barriers=()),
        still_in("10 Jun", "never ready", ready_periods=()),
        still_in("2 Jul", "ready tomorrow"),
        still_in("1 Jul", "ready today"),
        still_in("1 Jun", "elsewhere", ward="Heather"),
    ]
    found = open_stays(stays, d("1 Jul"), BASES, frozenset({"Bosworth"}))
    assert [one.stay.ref for one in found] == ["ready today"]
