"""One patient's page is read in a fixed number of statements, and its facts are those of the figures."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import ArrearsFacts, HeldBenefits, Stay, User, Ward, WardMove
from enabler.record.people.sign_in import actor_of
from enabler.record.stay.estimates import agree_estimate, estimates_of
from enabler.record.stay_page.page import StayPage, stay_page
from enabler.vocabulary import Milestone, Part
from tests import makers
from tests.statements import statements


def full_stay(session: Session, ward: Ward, barriers: int = 20, actions: int = 100, contacts: int = 300) -> Stay:
    kinds = ["rent_arrears", "no_home", "adaptations", "benefits", "repairs_or_hazard", "documents_or_id"]
    stay = makers.make_stay(session, ward, ready=9, contacts=[{"on_": day % 30} for day in range(contacts)])
    with atomic(session):
        for number in range(barriers):
            facts = ArrearsFacts(balance_pence=421250, version=1) if number % 6 == 0 else None
            resolved = 3 if number % 4 == 3 else None
            makers.add_barrier(session, stay, kinds[number % 6], began=20, resolved=resolved, facts=facts)
        for number in range(actions):
            makers.add_action(session, stay, done=1 if number % 2 else None)
        makers.add_reason(session, stay, "12", began=4)
        makers.add_leave(session, stay, 28, 27, "yes")
        makers.add_judgements(session, stay, judged=8)
        makers.add_estimate(session, stay)
        makers.add_follow_up(session, stay, Milestone.WEEK_1)
        makers.add_screening(session, ward, "issue", stay)
        session.add(WardMove(stay_id=stay.id, ward_id=ward.id, from_on=makers.days_ago(30), **makers.recorded()))
    return stay


def everything(found: StayPage) -> None:
    """Look at all that a page shows."""
    _ = [(barrier.label, barrier.facts, barrier.clocks, barrier.open_actions) for barrier in found.barriers]
    _ = found.nights, found.counts, found.missing, found.timeline, found.benefit_clocks, found.other_actions
    _ = found.stay.patient.surname, found.stay.ward.name


def test_it_is_read_in_a_fixed_number_of_statements(session: Session, ward: Ward) -> None:
    small, large = full_stay(session, ward, 1, 1, 1), full_stay(session, ward)
    session.expunge_all()
    with statements(session) as few:
        everything(stay_page(session, small.id))
    session.expunge_all()
    with statements(session) as many:
        everything(stay_page(session, large.id))
    assert len(few) == len(many)


def test_an_agreement_is_among_its_facts(session: Session, ward: Ward, coordinator: User) -> None:
    stay = full_stay(session, ward, 1, 1, 1)
    [estimate] = estimates_of(session, stay.id)
    for name in (coordinator.name, "Jo Marsh"):
        with atomic(session):
            by = replace(actor_of(coordinator, "test PC"), name=name)
            agree_estimate(session, by=by, stay_id=stay.id, estimate_id=estimate.id, note=None)
    facts = stay_page(session, stay.id).facts
    assert facts.estimates[0].agreed_by == "Priya Nair"
    assert [one.what for one in stay_page(session, stay.id).timeline].count("Agreed with the estimate") == 2


def test_nights_by_part(session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, ready=9, barriers=["rent_arrears"], reasons=[{"began": 4}])
    found = stay_page(session, stay.id)
    assert (found.delay, found.housing) == (9, 9)
    assert found.counts == {
        Part.HOUSING_ONLY: 5,
        Part.HOUSING_AND_OTHER: 4,
        Part.OTHER_ONLY: 0,
        Part.NONE_RECORDED: 0,
    }


def test_what_is_missing_names_why(session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, ready=3, barriers=[{"kind": "no_home", "blocks": None}])
    lacking = {one.what: one for one in stay_page(session, stay.id).missing}
    assert lacking["Blocks discharge"].barrier_id is not None
    assert "3 nights have no reason recorded" in lacking["Reason for the delay"].why
    assert "cannot enter days avoided" in lacking["Main barrier and share"].why
    assert lacking["NHS number"].form == "change_patient"


def test_a_full_record_lacks_nothing(session: Session, ward: Ward) -> None:
    stay = makers.make_stay(session, ward, surname="Jones", ready=3, expected_discharge_on=date(2030, 1, 1))
    with atomic(session):
        stay.patient.nhs_number, stay.patient.phone = makers.nhs_number(7), "0116 496 0000"
        stay.housing_on_admission, stay.council, stay.ready_periods[0].standard = "OC01", "Leicester", "other"
        makers.add_barrier(session, stay, waiting_on="Riverside Homes")
        makers.add_judgements(session, stay)
        makers.add_estimate(session, stay)
        session.add(HeldBenefits(stay_id=stay.id, version=1, **makers.recorded()))
    assert stay_page(session, stay.id).missing == []


def test_the_timeline_is_newest_first(session: Session, ward: Ward) -> None:
    found = stay_page(session, full_stay(session, ward, 4, 4, 4).id).timeline
    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)
    said = {one.what for one in found}
    assert {"Admitted", "Case opened", "Ready to leave", "Estimate sealed", "Screened: housing issue", "Done"} <= said


def test_barriers_that_hold_the_patient_come_first(session: Session, ward: Ward) -> None:
    barriers = [
        {"kind": "no_home", "resolved": 1},
        {"kind": "benefits", "blocks": "no", "began": 9},
        {"kind": "rent_arrears", "began": 3},
        {"kind": "adaptations", "began": 5},
    ]
    stay = makers.make_stay(session, ward, barriers=barriers)
    found = [barrier.kind for barrier in stay_page(session, stay.id).barriers]
    assert found == ["adaptations", "rent_arrears", "benefits", "no_home"]
