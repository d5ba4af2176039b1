"""What the service costs, by year and funder, to the penny."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.evidence.costs import add_service_cost, change_service_cost, cost_by_year, service_costs
from enabler.rules.refusal import Refused, Stale

ONE = {"funder": "Council", "from_on": date(2026, 1, 1), "to_on": date(2026, 6, 30), "pence": 1_250_001, "note": None}


def add(session: Session, by: Actor, **changes: Any) -> int:
    with atomic(session):
        kept = add_service_cost(session, by=by, **(ONE | changes))
    return kept.id


def test_spread_over_the_years_without_losing_a_penny(session: Session, cli_actor: Actor) -> None:
    add(session, cli_actor)
    add(session, cli_actor, funder="Integrated care board", from_on=date(2026, 4, 1), pence=99)
    found = cost_by_year(service_costs(session))
    assert list(found) == [2026, 2025]
    assert sum(year.pence for year in found.values()) == 1_250_100
    assert found[2025].by_funder == {"Council": Fraction(1_250_001 * 90, 181)}
    assert found[2026].share("Integrated care board") == pytest.approx(99 / (1_250_001 * 91 / 181 + 99))
    assert (found[2026].days_covered, found[2026].days, found[2025].days_covered) == (91, 365, 90)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"funder": " "}, "funder"),
        ({"to_on": date(2025, 12, 31)}, "to_on"),
        ({"pence": 0}, "pence"),
        ({}, "funder"),  # the very same again
    ],
)
def test_refused(session: Session, cli_actor: Actor, changes: dict[str, Any], field: str) -> None:
    add(session, cli_actor)
    with pytest.raises(Refused) as refused:
        add(session, cli_actor, **changes)
    assert refused.value.field == field
    assert len(service_costs(session)) == 1


def test_changed_only_from_what_stands(session: Session, cli_actor: Actor) -> None:
    key = add(session, cli_actor)
    for expected, pence in ((1, 5), (1, 6)):
        try:
            with atomic(session):
                change_service_cost(
                    session, by=cli_actor, service_cost_id=key, expected_version=expected, **(ONE | {"pence": pence})
                )
        except Stale as stale:
            assert stale.theirs["pence"] == 5
        else:
            assert pence == 5
    assert [one.pence for one in service_costs(session)] == [5]
