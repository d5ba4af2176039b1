"""Tries, results, deaths, and who sees what is due."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import FollowUp, Stay, Ward
from enabler.record.stay import follow_ups
from enabler.record.stay.discharge import discharge
from enabler.record.worklists.follow_ups_due import follow_ups_due
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import Asked, ContactMethod, DischargeOutcome, FollowUpResult, HomeKept
from tests.cases import make_case
from tests.statements import statements

TODAY = date(2026, 6, 10)
LEFT = date(2026, 6, 4)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def went_home(session: Session, by: Actor, ward: Ward, **said: Any) -> Stay:
    stay = make_case(session, ward, **said)
    with atomic(session):
        return discharge(
            session,
            by=by,
            stay_id=stay.id,
            expected_version=stay.version,
            discharged_on=LEFT,
            outcome=DischargeOutcome.DISCHARGED,
            destination="19",
            home_after="02",
            note=None,
            resolved=(),
        )


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    return went_home(session, actor, ward)


def first(session: Session, stay: Stay) -> FollowUp:
    return follow_ups.follow_ups_of_stay(session, stay.id)[0]


def ring(session: Session, by: Actor, row: FollowUp, at: datetime | None = None) -> None:
    with atomic(session):
        follow_ups.log_try(
            session,
            by=by,
            follow_up_id=row.id,
            tried_at=at or clock.now(),
            method=ContactMethod.PHONE,
            note="No answer",
        )


def finish(session: Session, by: Actor, row: FollowUp, **said: Any) -> FollowUp:
    answers: dict[str, Any] = {
        "done_on": TODAY,
        "result": FollowUpResult.DONE,
        "home_kept": HomeKept.KEPT,
        "readmitted": Asked.NO,
        "readmission_housing_related": None,
        "note": None,
        "expected_version": row.version,
    }
    with atomic(session):
        return follow_ups.finish_follow_up(session, by=by, follow_up_id=row.id, **(answers | said))


def test_tries_are_kept_in_order(session: Session, actor: Actor, stay: Stay) -> None:
    row = first(session, stay)
    ring(session, actor, row)
    ring(session, actor, row, datetime(2026, 6, 8, 9, tzinfo=UTC))
    session.expire_all()
    assert [one.tried_at.day for one in row.tries] == [8, 10]


@pytest.mark.parametrize("at", [datetime(2026, 6, 11, 9, tzinfo=UTC), datetime(2026, 6, 3, 9, tzinfo=UTC)])
def test_a_try_is_not_in_the_future_nor_before_the_discharge(
    session: Session, actor: Actor, stay: Stay, at: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        ring(session, actor, first(session, stay), at)
    assert refused.value.field == "tried_on"


def test_finished(session: Session, actor: Actor, stay: Stay) -> None:
    row = finish(session, actor, first(session, stay))
    assert (row.result, row.home_kept, row.readmitted, row.done_on) == ("done", "kept", "no", TODAY)
    with pytest.raises(Refused, match="finished already"):
        ring(session, actor, row)


def test_putting_a_result_right(session: Session, actor: Actor, stay: Stay) -> None:
    row = finish(session, actor, first(session, stay))
    again = finish(
        session, actor, row, home_kept=HomeKept.LOST, readmitted=Asked.YES, readmission_housing_related="yes"
    )
    assert (again.home_kept, again.readmission_housing_related) == ("lost", "yes")
    with pytest.raises(Stale):
        finish(session, actor, row, expected_version=1)


def test_lost_contact_is_not_success(session: Session, actor: Actor, stay: Stay) -> None:
    row = first(session, stay)
    with pytest.raises(Refused, match="Lost contact is not success"):
        finish(session, actor, row, result=FollowUpResult.NO_CONTACT)
    lost = finish(session, actor, row, result=FollowUpResult.NO_CONTACT, home_kept=None, readmitted=None)
    assert (lost.home_kept, lost.readmitted) == (HomeKept.NOT_KNOWN, Asked.NOT_ASKED)


def test_a_death_calls_off_the_rest(session: Session, actor: Actor, stay: Stay) -> None:
    row = finish(session, actor, first(session, stay), result=FollowUpResult.DIED)
    assert (row.home_kept, row.readmitted, row.cancelled_because) == (None, None, None)
    rest = follow_ups.follow_ups_of_stay(session, stay.id)[1:]
    assert {one.cancelled_because for one in rest} == {"died"}
    with pytest.raises(Refused, match="called off: died"):
        finish(session, actor, rest[0])
    assert follow_ups_due(session, by=actor, until=date(2027, 12, 31)) == []


@pytest.mark.parametrize("done_on", [date(2026, 6, 11), date(2026, 6, 3)])
def test_done_neither_in_the_future_nor_before_the_discharge(
    session: Session, actor: Actor, stay: Stay, done_on: date
) -> None:
    with pytest.raises(Refused) as refused:
        finish(session, actor, first(session, stay), done_on=done_on)
    assert refused.value.field == "done_on"


def test_due_within_reach_only(session: Session, actor: Actor, cli_actor: Actor, stay: Stay, other_ward: Ward) -> None:
    went_home(session, cli_actor, other_ward, surname="Novak")
    held = went_home(session, cli_actor, other_ward, surname="Adeyemi", officer=actor.name)
    ring(session, actor, first(session, stay))
    due = follow_ups_due(session, by=actor, until=TODAY)
    assert [(one.stay_id, one.milestone, one.tries) for one in due] == [
        (stay.id, "48 hours", 1),
        (held.id, "48 hours", 0),
    ]
    assert due[0].patient.surname == "Singh" and due[0].last_tried_at == clock.now()


def test_the_number_of_statements_does_not_grow(session: Session, actor: Actor, ward: Ward) -> None:
    asked: list[int] = []
    for surnames in (["Singh"], ["Novak", "Adeyemi", "Brown"]):
        for surname in surnames:
            went_home(session, actor, ward, surname=surname)
        session.expire_all()
        with statements(session) as said:
            found = follow_ups_due(session, by=actor, until=TODAY)
        asked.append(len([one for one in said if one.startswith("SELECT")]))
    assert len(found) == 4 and asked[0] == asked[1]
