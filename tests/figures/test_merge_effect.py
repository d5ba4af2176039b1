"""What the preview of a merge says will be, is what the figure says once it is done."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.merge_effect import MergeEffect, NightsCounted, merge_effect
from enabler.figures.report.live_ledger import live_ledger
from enabler.models import AuditLine, Merge, Stay, User, Ward
from enabler.record.merging.rehearsal import rehearse
from enabler.record.merging.two_records import two_records
from enabler.record.people.sign_in import actor_of
from enabler.rules.evidence.reporting_year import year_of, year_period
from enabler.vocabulary import OverlapAnswer
from tests import makers
from tests.record.merging.people import make_two, merge, tables


@pytest.fixture
def by(officer: User) -> Actor:
    return actor_of(officer, "test PC")


@pytest.fixture
def twice(session: Session, ward: Ward) -> tuple[Stay, Stay]:
    """Both judged, estimated and home: each is a row of the figure, and their ready periods touch."""
    kept, merged = make_two(session, ward, admitted=60, case=58, left=18, ready=28, barriers=["no_home"])
    with atomic(session):
        kept.discharged_on, kept.discharge_outcome = makers.days_ago(5), "discharged"
        merged.discharge_outcome = "discharged"
        for period in (*kept.ready_periods, *merged.ready_periods):
            period.ready_on = makers.days_ago(18) if period.stay_id == kept.id else period.ready_on
            period.ended_on = makers.days_ago(5) if period.stay_id == kept.id else makers.days_ago(18)
            period.end_reason = "discharged"
        for stay in (kept, merged):
            makers.add_judgements(session, stay, judged=30)
            makers.add_estimate(session, stay).sealed_at = clock.now() - timedelta(days=29)
    return kept, merged


def shown(session: Session, by: Actor, twice: tuple[Stay, Stay], answer: OverlapAnswer) -> MergeEffect:
    records = two_records(session, by, twice[0].patient_id, twice[1].patient_id)
    overlaps = {overlap.field: answer for overlap in records.overlaps}
    rehearsal = rehearse(session, by=by, records=records, details={}, overlaps=overlaps)
    return merge_effect(session, rehearsal, clock.today())


def counted(session: Session, ward: Ward) -> NightsCounted:
    today = clock.today()
    _, made = live_ledger(session, year_period(year_of(today)), today, (ward.name,))
    return NightsCounted(made.nights.totals.delay, made.nights.totals.housing, made.totals.gross)


@pytest.mark.parametrize(
    "answer", [OverlapAnswer.WITHDRAW_KEPT, OverlapAnswer.WITHDRAW_MERGED, OverlapAnswer.INTO_KEPT]
)
def test_as_shown_so_it_becomes(
    session: Session, ward: Ward, by: Actor, twice: tuple[Stay, Stay], answer: OverlapAnswer
) -> None:
    before = counted(session, ward)
    effect = shown(session, by, twice, answer)
    assert effect.changes
    merge(session, by, *twice, answer)
    years = {year.period: (year.before, year.after) for year in effect.years}
    assert years[year_period(year_of(clock.today()))] == (before, counted(session, ward))


def test_looking_leaves_no_trace(session: Session, ward: Ward, by: Actor, twice: tuple[Stay, Stay]) -> None:
    before, lines = tables(session), session.scalar(select(func.count()).select_from(AuditLine))
    shown(session, by, twice, OverlapAnswer.INTO_KEPT)
    assert tables(session) == before
    assert session.scalar(select(func.count()).select_from(AuditLine)) == lines
    assert session.scalars(select(Merge)).all() == []
