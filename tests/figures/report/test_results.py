"""The figures of a report go to JSON and come back the same value; what was kept before a name existed still opens."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy.orm import Session

from enabler.figures.report.days_avoided import days_avoided
from enabler.figures.report.report import Report
from enabler.figures.report.results import Results
from tests.figures.report.test_contributing_stays import reports
from tests.figures.test_method_example import AS_AT, QUARTER


@settings(max_examples=25, deadline=None)
@given(reports())
def test_to_json_and_back(report: Report) -> None:
    kept = json.loads(json.dumps(report.results.to_json()))
    assert Results.from_json(kept) == report.results
    assert Results.from_json(kept).to_json() == kept


@settings(max_examples=5, deadline=None)
@given(reports())
def test_what_was_kept_before_a_name_existed(report: Report) -> None:
    kept = json.loads(json.dumps(report.results.to_json()))
    for name in ("money", "break_even", "cross_check"):
        del kept[name]
    assert Results.from_json(kept) == replace(report.results, money=None, break_even=None, cross_check=None)


DAMAGE: list[dict[str, Any]] = [
    {"period": None},
    {"as_at": "yesterday"},
    {"rows": [{"stay": "S1"}]},
    {"left_out": [{"stay": "S1", "reason": "tired"}]},
    {"nights": {}},
]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda one: next(iter(one)))
def test_what_is_damaged_is_said_to_be(damage: dict[str, Any], example: Session) -> None:
    results = days_avoided(example, period=QUARTER, as_at=AS_AT).results
    with pytest.raises((KeyError, TypeError, ValueError)):
        Results.from_json(results.to_json() | damage)
