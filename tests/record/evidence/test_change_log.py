"""What changed in the ground the figures stand on, in plain words and in order of date."""

import json
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.evidence import cited_means, comparisons, costs
from enabler.record.evidence.change_log import EvidenceChange, changes
from enabler.record.evidence.report_settings import change_report_settings, defaults
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.method.assumptions import CitedValue
from enabler.vocabulary import Setting

FROM, TO = date(2026, 4, 1), date(2026, 6, 30)
VALUE = CitedValue("Earlier audit", Setting.ACUTE, 12.5, "An audit that was never made", 40, 5)
COHORT = Cohort("Bradgate 2024", "An audit", 4, tuple(CohortRow(Setting.ACUTE, None, nights) for nights in range(46)))


def test_nothing_changed(session: Session) -> None:
    assert changes(session, FROM, TO) == []


def test_settings_before_and_after_the_year_began(session: Session, cli_actor: Actor) -> None:
    optimism = defaults()["optimism"]
    with clock.moved_to(date(2026, 3, 31)), atomic(session):
        change_report_settings(session, by=cli_actor, year=2026, values={"sealed_elsewhere_counts": True}, reason=None)
    with clock.moved_to(date(2026, 5, 1)), atomic(session):
        values = {"horizon": 60, "optimism": optimism | {"4": 0.175}, "basis_order": ["sealed"]}
        change_report_settings(session, by=cli_actor, year=2026, values=values, reason="The board asked")
    with clock.moved_to(date(2026, 5, 2)), atomic(session):
        change_report_settings(session, by=cli_actor, year=2027, values={"horizon": 90}, reason=None)
    by = cli_actor.name
    assert changes(session, FROM, TO) == [
        EvidenceChange(date(2026, 3, 31), "Estimates sealed elsewhere", "not counted", "counted", by, "", False),
        EvidenceChange(date(2026, 5, 1), "Horizon", "the longest row", "60 nights", by, "The board asked", True),
        EvidenceChange(date(2026, 5, 1), "Optimism of grade 4", "15%", "17.5%", by, "The board asked", True),
        EvidenceChange(
            date(2026, 5, 1),
            "Order of bases",
            "comparison cohort, then sealed estimate, then cited value",
            "sealed estimate",
            by,
            "The board asked",
            True,
        ),
    ]
    assert changes(session, date(2025, 4, 1), date(2026, 3, 31)) == []


def test_two_years_are_told_apart(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 5, 1)), atomic(session):
        change_report_settings(session, by=cli_actor, year=2025, values={"horizon": 60}, reason="Late")
        change_report_settings(session, by=cli_actor, year=2026, values={"horizon": 60}, reason="Late")
    found = changes(session, date(2026, 1, 1), date(2026, 6, 30))
    assert [change.what for change in found] == ["Horizon (2025/26)", "Horizon (2026/27)"]


def test_unit_costs_in_words(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 3, 1)), atomic(session):
        cost = costs.add_unit_cost(
            session, by=cli_actor, setting=Setting.ACUTE, pounds=512.5, price_year="2025", source="Finance"
        )
    for day, chosen in ((1, {"acute": cost.id}), (2, {"acute": None, "community": None}), (3, {"community": None})):
        with clock.moved_to(date(2026, 5, day)), atomic(session):
            change_report_settings(session, by=cli_actor, year=2026, values={"unit_costs": chosen}, reason="Because")
    rule, cost_words, none = (
        "the newest recorded before the year began",
        "£512.50 a bed night, 2025 prices",
        "none: no pounds",
    )
    assert [(one.what, one.before, one.after) for one in changes(session, FROM, TO)] == [
        ("Unit cost, acute", rule, cost_words),
        ("Unit cost, acute", cost_words, none),
        ("Unit cost, community", rule, none),
        ("Unit cost, acute", none, rule),
    ]


def test_evidence_added_or_retired_since_the_year_began(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 3, 31)), atomic(session):
        before = cited_means.add_cited_value(session, by=cli_actor, value=VALUE)
        cost = costs.add_unit_cost(
            session, by=cli_actor, setting=Setting.ACUTE, pounds=500, price_year="2025", source="Finance"
        )
    with clock.moved_to(date(2026, 7, 1)), atomic(session):
        costs.retire_unit_cost(session, by=cli_actor, unit_cost_id=cost.id, why="A better one came")
        cited_means.retire_cited_value(session, by=cli_actor, cited_value_id=before.id, why="Too old")
    with clock.moved_to(date(2026, 4, 1)), atomic(session):
        comparisons.add_comparison(session, by=cli_actor, cohort=COHORT)
        cited_means.add_cited_value(session, by=cli_actor, value=replace(VALUE, name="Newer audit"))
    by = cli_actor.name
    assert changes(session, FROM, TO) == [
        EvidenceChange(
            date(2026, 4, 1), "Comparison ‘Bradgate 2024’ brought in, grade 4, 46 rows", "", "", by, "", True
        ),
        EvidenceChange(date(2026, 4, 1), "Cited value ‘Newer audit’ added, 12.5 nights, grade 5", "", "", by, "", True),
        EvidenceChange(date(2026, 7, 1), "Cited value ‘Earlier audit’ retired", "", "", by, "Too old", True),
        EvidenceChange(
            date(2026, 7, 1),
            "Unit cost, acute: £500 a bed night, 2025 prices, retired",
            "",
            "",
            by,
            "A better one came",
            True,
        ),
    ]
    assert changes(session, date(2027, 4, 1), date(2027, 6, 30)) == []
    assert json.dumps([asdict(one) for one in changes(session, FROM, TO)], default=str)
