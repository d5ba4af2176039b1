"""Settings of figures are fixed before their year; a later change says when, who and why."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.report_settings import change_report_settings, defaults, report_settings, setting_changes
from enabler.rules.refusal import Refused


def change(session: Session, by: Actor, year: int, reason: str | None = None, **values: object) -> list[str]:
    with atomic(session):
        return change_report_settings(session, by=by, year=year, values=values, reason=reason)


def test_before_the_year_nothing_need_be_said(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 3, 31)):
        assert change(session, cli_actor, 2026, deadweight_central=0.25) == ["deadweight_central"]
    assert report_settings(session, 2025) == defaults()
    assert report_settings(session, 2026)["deadweight_central"] == 0.25
    assert report_settings(session, 2027)["deadweight_central"] == 0.25
    assert [one.late for one in setting_changes(session, 2026)] == [False]


def test_once_it_has_begun_a_change_needs_its_reason(session: Session, cli_actor: Actor) -> None:
    with clock.moved_to(date(2026, 4, 1)):
        for reason in (None, "", "  "):
            with pytest.raises(Refused, match="2026/27 has begun") as refused:
                change(session, cli_actor, 2026, reason, horizon=60)
            assert refused.value.field == "reason"
        assert report_settings(session, 2026)["horizon"] is None
        change(session, cli_actor, 2026, "The cohort's longest row was an error", horizon=60)
    (made,) = setting_changes(session, 2026)
    assert (made.key, made.before, made.value, made.late) == ("horizon", None, 60, True)
    assert made.by == cli_actor.name and made.reason


def test_what_is_the_same_is_no_change(session: Session, cli_actor: Actor) -> None:
    assert change(session, cli_actor, 2020, deadweight_low=0.10) == []
    assert setting_changes(session, 2020) == []
