"""The facts behind the indicators, from records: who is looked at, on what evidence, in how many statements."""

from datetime import date

from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.figures.indicators.indicators import indicators
from enabler.models import HomelessnessFacts, Stay, Ward, WellbeingAnswer
from enabler.rules.indicators.counting import Tally
from enabler.rules.indicators.indicator_facts import Finding, IndicatorStanding
from enabler.rules.method.periods import Period
from enabler.vocabulary import Milestone
from tests import makers
from tests.makers import days_ago
from tests.statements import statements


def counted(session: Session, wards: tuple[str, ...] | None = None, since: int = 400) -> dict[str, Tally]:
    session.expire_all()
    return indicators(session, period=Period(days_ago(since), clock.today()), as_at=clock.today(), wards=wards)


def gone_home(session: Session, ward: Ward, left: int, **more: object) -> Stay:
    facts = {"discharge_outcome": "discharged", "discharge_destination": "19", "home_after": "02"} | more
    return makers.make_stay(
        session, ward, admitted=left + 20, case=left + 18, ready=left + 5, left=left, barriers=["no_home"], **facts
    )


def only(tally: Tally) -> Finding:
    (one,) = tally.findings
    return one


def test_a_discharged_case_in_each_indicator(session: Session, ward: Ward) -> None:
    stay = gone_home(session, ward, left=100)
    with atomic(session):
        for milestone, day in ((Milestone.HOURS_48, 98), (Milestone.WEEKS_4, 72), (Milestone.WEEKS_13, 9)):
            makers.add_follow_up(
                session, stay, milestone, day, done_on=days_ago(day), result="done", home_kept="kept", readmitted="no"
            )
        for occasion, answer in (("start", 2), ("13 weeks", 4)):
            session.add(
                WellbeingAnswer(stay_id=stay.id, occasion=occasion, asked_on=days_ago(9), instrument="I statements",
                                item=1, answer=answer, **makers.recorded())
            )  # fmt: skip
    found = counted(session)
    said = {key: (tally.numerator, tally.denominator, tally.value) for key, tally in found.items()}
    assert said == {
        "screened_issue": (0, 0, None),
        "screening_declined": (0, 0, None),
        "ready_to_case": (1, 1, 0.0),
        "duty_to_refer": (0, 1, 0.0),
        "left_within_7_days": (1, 1, 1.0),
        "median_housing_nights": (1, 1, 5.0),
        "outcome_recorded": (1, 1, 1.0),
        "destination_settled": (1, 1, 1.0),
        "reached_at_48_hours": (1, 1, 1.0),
        "home_kept_13_weeks": (1, 1, 1.0),
        "home_kept_52_weeks": (0, 0, None),
        "readmitted_28_days": (0, 1, 0.0),
        "readmitted_91_days": (0, 1, 0.0),
        "happier_with_home": (1, 1, 1.0),
    }
    for tally in found.values():
        for one in tally.findings:
            assert one.stay == stay.ref and one.evidence and all(proof.by for proof in one.evidence)


def test_evidence_names_the_record(session: Session, ward: Ward) -> None:
    stay = gone_home(session, ward, left=100)
    with atomic(session):
        check = makers.add_follow_up(
            session, stay, Milestone.WEEKS_13, 9, done_on=days_ago(8), result="done", home_kept="lost", readmitted="no"
        )
    one = only(counted(session)["home_kept_13_weeks"])
    (proof,) = one.evidence
    assert (one.standing, proof.ref, proof.on, proof.by) == (
        IndicatorStanding.NOT_COUNTED,
        check.ref,
        days_ago(8),
        "makers",
    )


def test_a_later_stay_is_a_readmission_whatever_was_said(session: Session, ward: Ward, other_ward: Ward) -> None:
    stay = gone_home(session, ward, left=60)
    for admitted in (20, 33, 32):  # 40, 27 and 28 days after
        makers.make_stay(session, other_ward, patient=stay.patient, admitted=admitted, case=None)
    makers.make_stay(session, other_ward, patient=stay.patient, admitted=90, case=None, left=85)
    one = only(counted(session, (ward.name,))["readmitted_28_days"])
    assert (one.standing, one.why) == (IndicatorStanding.COUNTED, "Back in hospital on day 27")
    assert one.evidence[0].of_another_stay


def test_the_duty_and_who_refused(session: Session, ward: Ward) -> None:
    told = {"referred_on": days_ago(12), "consent_given": "yes", "contact_details": "mobile", "reason": "homeless"}
    for facts in (HomelessnessFacts(**told), HomelessnessFacts(consent_given="no"), None):
        stay = makers.make_stay(session, ward)
        with atomic(session):
            makers.add_barrier(session, stay, "no_home", facts=facts)
    threatened = makers.make_stay(session, ward)
    with atomic(session):
        makers.add_barrier(session, threatened, "allocation_wait", facts=HomelessnessFacts(reason="threatened"))
    makers.make_stay(session, ward, barriers=["allocation_wait"])  # nobody said homeless
    tally = counted(session)["duty_to_refer"]
    assert (tally.numerator, tally.denominator, tally.excluded, len(tally.findings)) == (1, 3, 1, 4)


def test_screening_also_of_those_no_longer_on_record(session: Session, ward: Ward, other_ward: Ward) -> None:
    stay = makers.make_stay(session, ward, case=None)
    with atomic(session):
        makers.add_screening(session, ward, "no issue", stay, 9)
        makers.add_screening(session, ward, "issue", stay, 3)
        makers.add_screening(session, ward, "no issue", None, 9)
        makers.add_screening(session, ward, "declined", None, 9)
        makers.add_screening(session, other_ward, "issue", None, 9)
        makers.add_screening(session, ward, "issue", None, 500)
    tally = counted(session, (ward.name,))["screened_issue"]
    assert (tally.numerator, tally.denominator, tally.not_known) == (1, 3, 1)
    assert counted(session)["screened_issue"].denominator == 4


def test_only_the_wards_asked_for(session: Session, ward: Ward, other_ward: Ward) -> None:
    gone_home(session, ward, left=10)
    gone_home(session, other_ward, left=10)
    assert counted(session)["outcome_recorded"].denominator == 2
    assert only(counted(session, (other_ward.name,))["outcome_recorded"]).ward == other_ward.name
    assert counted(session, ())["outcome_recorded"].denominator == 0


def test_a_year_after_discharge_is_still_looked_at(session: Session, ward: Ward) -> None:
    stay = gone_home(session, ward, left=370)
    found = counted(session, since=30)
    assert found["outcome_recorded"].findings == ()
    assert (only(found["home_kept_52_weeks"]).stay, only(found["home_kept_52_weeks"]).on) == (stay.ref, days_ago(6))


def test_a_period_to_come_is_refused_and_an_empty_one_has_no_figure(session: Session, ward: Ward) -> None:
    found = indicators(session, period=Period(date(2020, 1, 1), date(2020, 3, 31)), as_at=clock.today())
    assert all(tally.value is None and tally.findings == () for tally in found.values())


def test_as_many_statements_for_one_as_for_twenty(session: Session, ward: Ward) -> None:
    gone_home(session, ward, left=100)
    with statements(session) as few:
        counted(session)
    for left in range(20, 39):
        stay = gone_home(session, ward, left=left)
        makers.make_stay(session, ward, patient=stay.patient, admitted=left - 3, case=None)
    with statements(session) as many:
        counted(session)
    assert len(many) == len(few)
