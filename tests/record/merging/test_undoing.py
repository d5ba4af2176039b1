"""Whatever a merge did, taking it back leaves the tables as they were; or it says why it cannot."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Patient, Stay, User, Ward
from enabler.record.people.sign_in import actor_of
from enabler.record.stay.patients import change_patient
from enabler.record.worklists.search import search
from enabler.rules.refusal import Refused
from enabler.vocabulary import FieldAnswer, OverlapAnswer
from tests import makers
from tests.record.merging.people import add_everything, make_two, merge, overlap_of, tables, undo


@pytest.fixture
def by(officer: User) -> Actor:
    return actor_of(officer, "test PC")


@pytest.mark.parametrize("second", [{}, {"left": 2}, {"admitted": 60, "case": 55, "left": 40}])
@pytest.mark.parametrize("answer", list(OverlapAnswer))
def test_taken_back_all_is_as_it_was(
    session: Session, ward: Ward, by: Actor, answer: OverlapAnswer, second: dict[str, Any]
) -> None:
    kept, merged = make_two(session, ward, **second)
    add_everything(session, merged)
    before = tables(session)
    asked = [] if second.get("left") == 40 else [overlap_of(session, by, kept, merged)]
    if asked and answer not in asked[0].answers:
        with pytest.raises(Refused):
            merge(session, by, kept, merged, answer)
        assert tables(session) == before
        return
    done = merge(session, by, kept, merged, answer, given_names=FieldAnswer.MERGED, hospital_number=FieldAnswer.MERGED)
    assert tables(session) != before
    undo(session, by, done)
    assert tables(session) == before


STAYS = st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 40)), min_size=1, max_size=3)
KEPT_FIRST = st.sampled_from(list(OverlapAnswer))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=STAYS, second=STAYS, answers=st.lists(KEPT_FIRST, min_size=9, max_size=9), details=st.data())
def test_any_merge_that_goes_in_is_taken_back_whole(
    session: Session, ward: Ward, by: Actor, first: Any, second: Any, answers: Any, details: Any
) -> None:
    kept, merged = _person(session, ward, first), _person(session, ward, second)
    taken = {name: details.draw(st.sampled_from(FieldAnswer)) for name in ("safety_alert", "given_names", "phone")}
    before = tables(session)
    try:
        done = merge(session, by, kept, merged, *answers, **taken)
    except Refused:
        assert tables(session) == before
        return
    assert session.get(Patient, merged.patient_id) is session.get(Patient, kept.patient_id)
    undo(session, by, done)
    assert tables(session) == before


def _person(session: Session, ward: Ward, stays: list[tuple[int, int | None]]) -> Stay:
    alert = {"safety_alert": f"Knows {len(stays)}", "safety_alert_review_on": makers.days_ago(-90)}
    with atomic(session):
        patient = makers.make_patient(session, "Okoro", f"Margaret {len(stays)}", phone=f"0116 {len(stays)}", **alert)
    made = [
        makers.make_stay(session, ward, patient=patient, admitted=max(began, left or 0), case=None, left=left)
        for began, left in stays
    ]
    add_everything(session, made[0])
    return made[0]


def test_what_was_recorded_since_stays_where_it_is(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    done = merge(session, by, kept, merged, OverlapAnswer.INTO_KEPT)
    with atomic(session):
        since = makers.add_contact(session, kept, 0)
    undo(session, by, done)
    assert since.stay_id == kept.id


def test_refused_once_somebody_changed_what_it_changed(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    done = merge(session, by, kept, merged, OverlapAnswer.WITHDRAW_MERGED)
    with atomic(session):
        patient = kept.patient
        change_patient(
            session, by=by, patient_id=patient.id, expected_version=patient.version, email="other@example.com"
        )
    before = tables(session)
    with pytest.raises(Refused, match=f"changed the email of {kept.patient.ref}"):
        undo(session, by, done)
    assert tables(session) == before


def test_the_last_first(session: Session, ward: Ward, by: Actor) -> None:
    first, second = make_two(session, ward)
    third = makers.make_stay(session, ward, surname="Okoro", given_names="Maggie", admitted=12, case=None)
    before = tables(session)
    one = merge(session, by, second, first, OverlapAnswer.INTO_KEPT)
    then = merge(session, by, third, second, OverlapAnswer.WITHDRAW_KEPT)
    with pytest.raises(Refused, match="Take that back first"):
        undo(session, by, one)
    undo(session, by, then)
    undo(session, by, one)
    assert tables(session) == before
    with pytest.raises(Refused, match="taken back already"):
        undo(session, by, one)


def test_nights_of_a_stay_that_was_added_since_stop_it(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward)
    done = merge(session, by, kept, merged, OverlapAnswer.WITHDRAW_KEPT)
    makers.make_stay(session, ward, patient=kept.patient, admitted=29, case=None, left=25)
    with pytest.raises(Refused, match="would cover the same nights"):
        undo(session, by, done)


def test_how_the_birth_is_known_and_the_words_to_find_by_go_with_it(session: Session, ward: Ward, by: Actor) -> None:
    kept, merged = make_two(session, ward, admitted=90, left=60)
    with atomic(session):
        kept.patient.born_on, kept.patient.birth_is = date(1961, 7, 1), "estimated"
    done = merge(session, by, kept, merged, born_on=FieldAnswer.MERGED, given_names=FieldAnswer.MERGED)
    assert (kept.patient.birth_is, found(session, by, "margret")) == (None, [kept.id])
    undo(session, by, done)
    assert (kept.patient.birth_is, found(session, by, "margaret")) == ("estimated", [kept.id])


def found(session: Session, by: Actor, words: str) -> list[int]:
    return [row.stay_id for row in search(session, by, words).rows]


def test_what_moved_twice_goes_back_to_where_it_was_first(session: Session, ward: Ward, by: Actor) -> None:
    """Of three stays the first goes into the second, and that into the third."""
    first, second = make_two(session, ward, admitted=25, left=8)
    with atomic(session):
        first.discharged_on = makers.days_ago(10)
        for period in first.ready_periods:
            period.ended_on = first.discharged_on
    makers.make_stay(session, ward, patient=first.patient, admitted=10, case=9)
    add_everything(session, first)
    before = tables(session)
    done = merge(session, by, first, second, OverlapAnswer.INTO_MERGED, OverlapAnswer.INTO_KEPT)
    assert len(first.patient.stays) == 1
    undo(session, by, done)
    assert tables(session) == before
