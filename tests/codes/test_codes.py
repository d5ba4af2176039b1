"""The code lists read as they are written, and agree with each other."""

import csv
from collections.abc import Sized
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from enabler import codes
from enabler.vocabulary import BarrierFamily, Setting

READERS = {
    "accommodation_types": codes.accommodation_types,
    "barrier_kinds": codes.barrier_kinds,
    "delay_reasons": codes.delay_reasons,
    "discharge_destinations": codes.discharge_destinations,
    "duty_ends": codes.duty_ends,
    "ethnic_categories": codes.ethnic_categories,
    "evidence_grades": codes.evidence_grades,
    "indicators": codes.indicators,
    "legal_timers": codes.legal_timers,
    "mental_health_act_statuses": codes.mental_health_act_statuses,
    "published_comparators": codes.published_comparators,
    "reasons_home_lost": codes.reasons_home_lost,
    "referral_outcomes": codes.referral_outcomes,
    "support_needs": codes.support_needs,
    "unit_costs": codes.unit_costs,
    "wellbeing_items": codes.wellbeing_items,
}


@pytest.mark.parametrize("name", READERS)
def test_every_row_of_every_list_is_read_once(name: str) -> None:
    rows: Sized = READERS[name]()  # type: ignore[operator]
    with (codes.FOLDER / f"{name}.csv").open(newline="") as file:
        assert len(rows) == len(list(csv.DictReader(file)))
    assert READERS[name]() is rows  # type: ignore[operator]


def test_no_list_lacks_a_reader() -> None:
    assert sorted(READERS) == sorted(file.stem for file in codes.FOLDER.glob("*.csv")) == sorted(codes.versions())


def test_values_have_their_types_and_do_not_change() -> None:
    arrears = codes.barrier_kinds()["rent_arrears"]
    assert (arrears.label, arrears.group, arrears.family) == (
        "Rent or mortgage arrears",
        "about to lose home",
        BarrierFamily.ARREARS,
    )
    assert arrears.levers[0] == "Landlord hold"
    assert codes.delay_reasons()["mhsds-v6", "19"].housing == "strict"
    assert codes.delay_reasons()["mhsds-v6", "09"].housing is None
    assert codes.delay_reasons()["dtoc", "I"].valid_to == date(2020, 2, 29)
    assert codes.evidence_grades()[4].optimism_percent == Decimal(15)
    assert codes.legal_timers()["hazard_investigate"].working_days == 10
    assert codes.unit_costs()[0].setting is Setting.ACUTE
    assert codes.accommodation_types()["12"].homeless is True
    with pytest.raises(FrozenInstanceError):
        arrears.label = "Other"  # type: ignore[misc]


def test_every_family_has_kinds_and_the_kinds_point_at_known_reasons() -> None:
    kinds = codes.barrier_kinds().values()
    assert {kind.family for kind in kinds} == {*BarrierFamily, None}
    assert {kind.key for kind in kinds if kind.family is None} == {"deposit_or_furniture", "documents_or_id"}
    for kind in kinds:
        for name, code in (("mhsds-v6", kind.mhsds_v6), ("dtoc", kind.dtoc), ("acute-2024", kind.acute_2024)):
            assert codes.delay_reasons()[name, code].housing in ("strict", "broad"), kind.key
