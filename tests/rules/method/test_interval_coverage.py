"""Whether the interval keeps its promise, by simulating services with many zeros and long tails. Method, section 2."""

import pytest

from enabler.rules.method.interval import gross_interval
from tests.rules.services import a_service, expected_gross


def share_inside(services: range) -> float:
    truth, inside = expected_gross(), 0
    for seed in services:
        found = gross_interval(*a_service(seed), f"service {seed}")
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= truth <= found.high
    return inside / len(services)


def test_of_a_hundred_services_nearly_all_are_inside() -> None:
    assert 0.88 <= share_inside(range(5_000, 5_100)) <= 0.99


@pytest.mark.slow
def test_of_a_thousand_services_92_to_97_percent_are_inside() -> None:
    assert 0.92 <= share_inside(range(1_000)) <= 0.97
