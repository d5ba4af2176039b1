"""A ward's list: everyone who lies there, by bed, with the share screened; a fixed number of statements."""

from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Ward
from enabler.record.worklists.ward_list import bed_order, ward_in_reach, ward_list
from enabler.vocabulary import ScreeningResult
from tests.makers import add_screening, days_ago, make_stay
from tests.statements import statements


def test_everyone_on_the_ward_by_bed(session: Session, ward: Ward, other_ward: Ward) -> None:
    make_stay(session, ward, surname="Ten", bed="B10", ready=9, barriers=["no_home"])
    listed = make_stay(session, ward, surname="Two", bed="B2", case=None)
    make_stay(session, ward, surname="Nowhere")
    make_stay(session, ward, surname="Gone", bed="1", gone_from_list_on=days_ago(1))
    make_stay(session, ward, surname="Left", bed="3", left=1)
    make_stay(session, other_ward, surname="Elsewhere")
    with atomic(session):
        add_screening(session, ward, "no issue", listed)
    found = ward_list(session, ward, clock.today())
    assert [bed.surname for bed in found.here] == ["Two", "Ten", "Nowhere"]
    assert [bed.surname for bed in found.gone] == ["Gone"]
    assert [bed.is_case for bed in found.here] == [False, True, True]
    assert (found.cases, found.ready_and_blocked, found.not_screened) == (2, 1, 0)
    assert found.here[0].answer is not None and found.here[0].answer.result == ScreeningResult.NO_ISSUE
    assert found.share.asked == 1


def test_beds_as_people_count_them() -> None:
    beds = ["Bay 2 bed 10", None, "Bay 2 bed 9", "10", "9", "Side room A"]
    assert sorted(beds, key=bed_order) == ["Bay 2 bed 9", "Bay 2 bed 10", "Side room A", "9", "10", None]


def test_only_wards_of_ones_own(session: Session, ward: Ward, other_ward: Ward, actor: Actor) -> None:
    assert ward_in_reach(session, actor, ward.id) == ward
    assert ward_in_reach(session, actor, other_ward.id) is None


def test_a_fixed_number_of_statements(session: Session, ward: Ward) -> None:
    with statements(session) as few:
        ward_list(session, ward, clock.today())
    for number in range(40):
        make_stay(session, ward, bed=str(number), ready=number, barriers=["no_home"], case=None if number % 2 else 3)
    with statements(session) as many:
        assert len(ward_list(session, ward, clock.today()).here) == 40
    assert len(few) == len(many)
