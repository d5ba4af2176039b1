"""Screening answers, the case an issue opens, and the ward's share with its denominator."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Screening, Stay, Ward
from enabler.record.stay.screening import last_answers, record_screening, screening_share
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import ScreeningResult
from tests.makers import add_screening, days_ago, make_stay


def answer(session: Session, actor: Actor, stay: Stay, result: ScreeningResult) -> Screening:
    with atomic(session):
        return record_screening(
            session, by=actor, stay_id=stay.id, expected_version=stay.version, result=result, screened_on=clock.today()
        )


def test_an_issue_opens_a_case_in_one_step(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, case=None)
    answer(session, actor, stay, ScreeningResult.ISSUE)
    assert (stay.case_opened_on, stay.officer_name) == (clock.today(), actor.name)
    lines = session.scalars(select(AuditLine.action).where(AuditLine.stay_id == stay.id)).all()
    assert lines == ["record screening", "open case"]


@pytest.mark.parametrize("result", [ScreeningResult.NO_ISSUE, ScreeningResult.DECLINED])
def test_other_answers_open_nothing_and_count(
    session: Session, ward: Ward, actor: Actor, result: ScreeningResult
) -> None:
    stay = make_stay(session, ward, case=None)
    answer(session, actor, stay, result)
    assert stay.case_opened_on is None
    assert last_answers(session, [stay.id])[stay.id].result == result
    assert screening_share(session, ward.id, days_ago(90)).asked == 1


def test_a_later_answer_stands_in_for_the_earlier(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, case=None)
    answer(session, actor, stay, ScreeningResult.DECLINED)
    answer(session, actor, stay, ScreeningResult.ISSUE)
    share = screening_share(session, ward.id, days_ago(90))
    assert (share.asked, share.issue, share.share) == (1, 1, 1.0)
    assert last_answers(session, [stay.id])[stay.id].result == ScreeningResult.ISSUE


def test_the_share_of_a_ward(session: Session, ward: Ward, other_ward: Ward) -> None:
    with atomic(session):
        for result, count in (("issue", 3), ("no issue", 4), ("declined", 1)):
            for _ in range(count):
                add_screening(session, ward, result)
        add_screening(session, other_ward, "issue")
        add_screening(session, ward, "issue", screened=100)
    share = screening_share(session, ward.id, days_ago(91))
    assert (share.issue, share.no_issue, share.declined, share.share) == (3, 4, 1, 3 / 8)
    assert screening_share(session, ward.id, clock.today() + timedelta(days=1)).share is None


def test_a_case_may_be_asked_too(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward)
    opened = stay.case_opened_on
    answer(session, actor, stay, ScreeningResult.ISSUE)
    assert stay.case_opened_on == opened


def test_refused(session: Session, ward: Ward, actor: Actor) -> None:
    gone = make_stay(session, ward, case=None, left=2)
    with pytest.raises(Refused, match="has left"):
        answer(session, actor, gone, ScreeningResult.ISSUE)
    stay = make_stay(session, ward, case=None)
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Refused), atomic(session):
        record_screening(
            session, by=actor, stay_id=stay.id, expected_version=1, result=ScreeningResult.ISSUE, screened_on=tomorrow
        )
    with pytest.raises(Stale), atomic(session):
        record_screening(
            session,
            by=actor,
            stay_id=stay.id,
            expected_version=9,
            result=ScreeningResult.ISSUE,
            screened_on=clock.today(),
        )
    assert session.scalars(select(Screening)).all() == []
