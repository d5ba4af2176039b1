"""Sent forms, typed text and sessions go by age, and not a day sooner."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import Draft, SignInSession, Submission, User
from enabler.record.people import drafts, forgetting
from enabler.record.people.sign_in import sign_in


def how_many(session: Session) -> tuple[int, ...]:
    session.rollback()
    kinds = (Submission, Draft, SignInSession)
    return tuple(session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds)


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (forgetting.SUBMISSIONS_KEPT - timedelta(minutes=1), (1, 1, 2)),
        (forgetting.SUBMISSIONS_KEPT + timedelta(minutes=1), (0, 1, 2)),
        (forgetting.DRAFTS_KEPT - timedelta(minutes=1), (0, 1, 2)),
        (forgetting.DRAFTS_KEPT + timedelta(minutes=1), (0, 0, 2)),
        (forgetting.SESSIONS_KEPT - timedelta(minutes=1), (0, 0, 2)),
        (forgetting.SESSIONS_KEPT + timedelta(minutes=1), (0, 0, 1)),
    ],
    ids=str,
)
def test_each_by_its_age(session: Session, officer: User, after: timedelta, left: tuple[int, ...]) -> None:
    began = clock.now()
    with atomic(session):
        sign_in(session, user_id=officer.id, pc="PC 1")
        drafts.keep_submission(session, token="t" * 30, user_id=officer.id, location="/", message=None, content=None)
        fields = {"note": ["Typed"]}
        drafts.keep_draft(session, user_id=officer.id, path="/stays/1/checklist", token="d" * 30, fields=fields)
    later = (began + after).astimezone(clock.LONDON)
    with clock.moved_to(later.date(), later.hour, later.minute, later.second), atomic(session):
        sign_in(session, user_id=officer.id, pc="PC 2")
    assert how_many(session) == left
