"""From gross to net: optimism by grade, deadweight by basis, never on a shortfall. Method, section 2."""

import pytest
from hypothesis import given, strategies as st

from enabler.rules.method.net import Net, net, total_net
from enabler.vocabulary import Basis
from tests.rules.caseloads import assume


@pytest.mark.parametrize(
    ("basis", "grade", "low", "central", "high"),
    [
        (Basis.COMPARISON, 4, 75, 85, 90),
        (Basis.COMPARISON, 1, 95, 100, 100),  # nothing is better than grade 1
        (Basis.COMPARISON, 6, 60, 60, 75),  # nothing is worse than grade 6
        (Basis.SEALED, 6, 60 * 0.6, 80 * 0.6, 90 * 0.75),
        (Basis.CITED, 3, 60 * 0.85, 80 * 0.9, 90 * 0.95),
    ],
)
def test_of_a_hundred_nights(basis: Basis, grade: int, low: float, central: float, high: float) -> None:
    found = net(basis, 100, grade, assume())
    assert (found.low, found.central, found.high) == pytest.approx((low, central, high))


@given(st.sampled_from(Basis), st.floats(-1e6, 0), st.integers(1, 6))
def test_a_shortfall_is_never_made_smaller(basis: Basis, gross: float, grade: int) -> None:
    assert net(basis, gross, grade, assume()) == Net(gross, gross, gross)


@given(st.sampled_from(Basis), st.floats(0, 1e6), st.integers(1, 6))
def test_low_central_high_are_in_order_and_below_the_gross(basis: Basis, gross: float, grade: int) -> None:
    found = net(basis, gross, grade, assume())
    assert 0 <= found.low <= found.central <= found.high <= gross


def test_bases_add_up() -> None:
    assert total_net({Basis.COMPARISON: Net(1, 2, 3), Basis.SEALED: Net(-5, -5, -5)}) == Net(-4, -3, -2)
    assert total_net({}) == Net(0, 0, 0)
