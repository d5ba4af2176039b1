"""What each kind of tenancy decides, and which decide nothing."""

import pytest

from enabler.rules.law.tenancies import hazards_are_timed, needs_court_order
from enabler.vocabulary import Tenancy


@pytest.mark.parametrize("tenancy", [*Tenancy, None])
def test_each_kind_is_answered_or_left_open(tenancy: Tenancy | None) -> None:
    tenancies = {Tenancy.ASSURED, Tenancy.SECURE, Tenancy.INTRODUCTORY, Tenancy.DEMOTED}
    not_known = {Tenancy.OTHER, Tenancy.NOT_KNOWN, None}
    by_court = True if tenancy in tenancies else False if tenancy == Tenancy.EXCLUDED else None
    assert needs_court_order(tenancy) is by_court
    assert hazards_are_timed(tenancy) is (True if tenancy in tenancies else None if tenancy in not_known else False)
