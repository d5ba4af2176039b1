"""Stays are added at the bedside or for a readmission, opened as cases, changed, moved and confirmed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Patient, ReadyPeriod, Stay, Ward, WardMove
from enabler.record.stay import duplicates, expected_discharge, ready_periods, stays, ward_moves
from enabler.rules.refusal import Refused, Stale
from enabler.vocabulary import ReadyStandard, Setting

TODAY = date(2026, 6, 10)


def may(day: int) -> date:
    return date(2026, 5, day)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def do(session: Session, command: Callable[..., Any], by: Actor, **said: Any) -> Any:
    with atomic(session):
        return command(session, by=by, **said)


def refused(session: Session, command: Callable[..., Any], by: Actor, **said: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        do(session, command, by, **said)
    return refusal.value


@pytest.fixture
def stay(session: Session, actor: Actor, ward: Ward) -> Stay:
    line = {"name": "SINGH, Harpreet", "ward_id": ward.id, "what_is_wrong": "Arrears of £4,000", "bed": "7"}
    added: Stay = do(session, stays.quick_add, actor, admitted_on=may(1), **line)
    return added


def change(session: Session, by: Actor, stay: Stay, **fields: Any) -> Stay:
    said = {"stay_id": stay.id, "expected_version": stay.version} | fields
    changed: Stay = do(session, stays.change_stay, by, **said)
    return changed


def moves(session: Session, stay: Stay) -> list[tuple[int, str | None, date | None]]:
    rows = session.scalars(select(WardMove).where(WardMove.stay_id == stay.id).order_by(WardMove.id))
    return [(one.ward_id, one.bed, one.from_on) for one in rows]


def test_one_line_makes_patient_stay_and_case(session: Session, actor: Actor, ward: Ward, stay: Stay) -> None:
    assert (stay.patient.surname, stay.patient.given_names) == ("Singh", "Harpreet")
    assert (stay.case_opened_on, stay.officer_name, stay.setting) == (TODAY, actor.name, Setting.MENTAL_HEALTH)
    assert stay.what_is_wrong == "Arrears of £4,000"
    assert moves(session, stay) == [(ward.id, "7", may(1))]
    lines = session.scalars(select(AuditLine).where(AuditLine.action.in_(["add patient", "add stay"]))).all()
    assert [line.action for line in lines] == ["add patient", "add stay"]
    assert [one.id for one in stays.added_today(session, actor)] == [stay.id]


def test_nothing_else_is_compulsory(session: Session, actor: Actor, ward: Ward) -> None:
    bare = do(session, stays.quick_add, actor, name="Khan", ward_id=ward.id, what_is_wrong="No home")
    assert (bare.admitted_on, bare.bed, bare.patient.given_names) == (None, None, None)


def test_somebody_like_this_is_asked_about(session: Session, actor: Actor, ward: Ward, stay: Stay) -> None:
    again = {"name": "Harpreet Singh", "ward_id": ward.id, "what_is_wrong": "Arrears"}
    assert refused(session, stays.quick_add, actor, **again).field == "somebody_else"
    assert session.scalar(select(func.count()).select_from(Patient)) == 1
    other = do(session, stays.quick_add, actor, somebody_else=True, **again)
    assert other.patient_id != stay.patient_id


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "12"}, "name"),
        ({"ward_id": 99_999}, "ward_id"),
        ({"admitted_on": date(2026, 6, 11)}, "admitted_on"),
        ({"nhs_number": "123"}, "nhs_number"),
        ({"born_on": date(2026, 5, 2), "admitted_on": date(2026, 5, 1)}, "admitted_on"),
    ],
)
def test_half_a_line_leaves_nothing_behind(
    session: Session, actor: Actor, ward: Ward, said: dict[str, Any], field: str
) -> None:
    line = {"name": "Khan", "ward_id": ward.id, "what_is_wrong": "No home"} | said
    assert refused(session, stays.quick_add, actor, **line).field == field
    assert session.scalar(select(func.count()).select_from(Patient)) == 0


def test_a_readmission_is_another_stay_once_the_first_has_ended(
    session: Session, actor: Actor, ward: Ward, stay: Stay
) -> None:
    again = {"patient_id": stay.patient_id, "ward_id": ward.id, "admitted_on": date(2026, 6, 8)}
    assert refused(session, stays.add_stay, actor, **again).field == "admitted_on"
    with atomic(session):
        session.get_one(Stay, stay.id).discharged_on = date(2026, 6, 1)
    second = do(session, stays.add_stay, actor, ref="S2", expected_discharge_on=date(2026, 6, 20), **again)
    assert stays.stay_by_ref(session, "S2") == second
    assert second.case_opened_on is None
    assert expected_discharge.expected_discharges(session, second.id)[0].expected_on == date(2026, 6, 20)
    assert refused(session, stays.add_stay, actor, **(again | {"admitted_on": may(20)})).field == "admitted_on"


def test_a_stay_becomes_a_case_once(session: Session, actor: Actor, ward: Ward, stay: Stay) -> None:
    with atomic(session):
        session.get_one(Stay, stay.id).case_opened_on = None
    said = {"stay_id": stay.id, "expected_version": stay.version, "officer_id": actor.user_id}
    assert refused(session, stays.open_case, actor, case_opened_on=date(2026, 4, 1), **said).field == "case_opened_on"
    opened = do(session, stays.open_case, actor, case_opened_on=may(3), **said)
    assert (opened.case_opened_on, opened.officer_name) == (may(3), "Sam Okafor")
    said["expected_version"] = opened.version
    assert "already" in refused(session, stays.open_case, actor, case_opened_on=may(3), **said).sentence


def test_a_change_touches_what_is_given_and_keeps_texts_out_of_the_trail(
    session: Session, actor: Actor, stay: Stay
) -> None:
    changed = change(session, actor, stay, household="Partner and two cats", legal_status="03")
    assert (changed.household, changed.legal_status, changed.bed) == ("Partner and two cats", "03", "7")
    line = session.scalar(select(AuditLine).where(AuditLine.action == "change stay"))
    assert line is not None and "cats" not in line.detail and '"legal_status":[null,"03"]' in line.detail
    assert line.stay_id == stay.id


def test_an_admission_put_right_moves_the_first_night(session: Session, actor: Actor, ward: Ward, stay: Stay) -> None:
    change(session, actor, stay, admitted_on=may(3))
    assert moves(session, stay) == [(ward.id, "7", may(3))]


def test_an_admission_stands_before_all_that_followed(session: Session, actor: Actor, stay: Stay) -> None:
    said = {"stay_id": stay.id, "ready_on": may(5), "standard": ReadyStandard.CRFD, "said_by": None}
    do(session, ready_periods.add_ready_period, actor, **said)
    with pytest.raises(Refused, match="Admitted after the ready date, 5 May 2026"):
        change(session, actor, stay, admitted_on=may(6))


@pytest.mark.parametrize(
    "fields",
    [
        {"legal_status": "77"},
        {"housing_on_admission": "none"},
        {"ward_id": 99_999},
        {"admitted_on": date(2026, 6, 11)},
        {"case_opened_on": date(2026, 6, 11)},
        {"case_opened_on": date(2026, 4, 30)},
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    session: Session, actor: Actor, stay: Stay, fields: dict[str, Any]
) -> None:
    said = {"stay_id": stay.id, "expected_version": stay.version} | fields
    assert refused(session, stays.change_stay, actor, **said).field == next(iter(fields))


def test_a_wrong_ward_is_put_right_where_the_patient_lies(
    session: Session, actor: Actor, other_ward: Ward, stay: Stay
) -> None:
    changed = change(session, actor, stay, ward_id=other_ward.id, bed="2")
    assert moves(session, stay) == [(other_ward.id, "2", may(1))]
    assert (changed.ward.name, changed.setting) == ("Ward 12", Setting.ACUTE)


def test_a_retired_ward_takes_nobody(session: Session, actor: Actor, ward: Ward, other_ward: Ward, stay: Stay) -> None:
    with atomic(session):
        session.get_one(Ward, other_ward.id).retired_on = may(1)
    said = {"stay_id": stay.id, "expected_version": stay.version, "bed": None, "from_on": may(5)}
    assert refused(session, ward_moves.move_ward, actor, ward_id=other_ward.id, **said).field == "ward_id"


def test_moves_are_kept_in_order(session: Session, actor: Actor, ward: Ward, other_ward: Ward, stay: Stay) -> None:
    def move(**said: Any) -> Any:
        at = session.get_one(Stay, stay.id).version
        return do(session, ward_moves.move_ward, actor, stay_id=stay.id, expected_version=at, **said)

    moved = move(ward_id=other_ward.id, bed=None, from_on=may(9))
    assert (moved.ward.name, moved.bed, moved.setting) == ("Ward 12", None, Setting.ACUTE)
    assert moves(session, stay) == [(ward.id, "7", may(1)), (other_ward.id, None, may(9))]
    for said, field in [
        ({"ward_id": ward.id, "bed": None, "from_on": may(8)}, "from_on"),
        ({"ward_id": ward.id, "bed": None, "from_on": date(2026, 6, 11)}, "from_on"),
        ({"ward_id": other_ward.id, "bed": None, "from_on": may(10)}, "ward_id"),
    ]:
        with pytest.raises(Refused) as refusal:
            move(**said)
        assert refusal.value.field == field
    assert move(ward_id=other_ward.id, bed="3", from_on=may(9)).bed == "3"


def test_an_expected_date_keeps_its_slips(session: Session, actor: Actor, stay: Stay) -> None:
    def expect(on: date | None, reason: str | None = None) -> Any:
        at = session.get_one(Stay, stay.id).version
        said = {"stay_id": stay.id, "expected_version": at, "expected_on": on, "reason": reason}
        return do(session, expected_discharge.change_expected_discharge, actor, **said)

    expect(may(20))
    expect(may(27), "Landlord has not answered")
    expect(may(25))
    assert expect(None).expected_discharge_on is None
    dates = expected_discharge.expected_discharges(session, stay.id)
    assert [one.expected_on for one in dates] == [may(20), may(27), may(25), None]
    assert expected_discharge.slips(dates) == 1
    with pytest.raises(Refused, match="stands already"):
        expect(None)
    with pytest.raises(Refused) as refusal:
        expect(date(2026, 4, 1))
    assert refusal.value.field == "expected_on"


def test_confirming_leaves_open_forms_alone(session: Session, actor: Actor, stay: Stay) -> None:
    before = stay.version
    confirmed = do(session, stays.confirm_stay, actor, stay_id=stay.id, expected_version=before)
    session.refresh(confirmed)
    assert (confirmed.last_confirmed_by, confirmed.version) == (actor.name, before)
    assert confirmed.last_confirmed_at == clock.now()
    assert change(session, actor, stay, council="Leicester", expected_version=before).council == "Leicester"
    with pytest.raises(Stale):
        do(session, stays.confirm_stay, actor, stay_id=stay.id, expected_version=before)


def test_a_likely_duplicate_shows_the_open_stay(session: Session, actor: Actor, ward: Ward, stay: Stay) -> None:
    with atomic(session):
        session.get_one(Stay, stay.id).discharged_on = date(2026, 6, 1)
    said = {"patient_id": stay.patient_id, "ward_id": ward.id, "admitted_on": date(2026, 6, 8)}
    second = do(session, stays.add_stay, actor, **said)
    found = duplicates.likely_duplicates(session, by=actor, surname="Singh", given_names="Harpreet")
    assert [one.stay and one.stay.id for one in found] == [second.id]


def test_a_field_that_is_not_a_stays_is_a_mistake_of_ours(session: Session, actor: Actor, stay: Stay) -> None:
    with pytest.raises(TypeError):
        change(session, actor, stay, discharged_on=may(9))
    assert session.scalar(select(func.count()).select_from(ReadyPeriod)) == 0
