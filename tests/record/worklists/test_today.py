"""What Today puts before somebody, in which order and why; the same number of statements for one patient and for
sixty."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import ArrearsFacts, HazardFacts, HeldBenefits, HomelessnessFacts, Ward
from enabler.record.evidence.report_settings import change_report_settings
from enabler.record.worklists.due import Suggestions
from enabler.record.worklists.today import Card, Thing, ThingSort, Today, todays_work
from enabler.vocabulary import Milestone
from tests.makers import (
    add_barrier,
    add_estimate,
    add_follow_up,
    add_judgements,
    add_ready,
    make_stay,
    recorded,
)
from tests.statements import statements

TODAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def work(session: Session, actor: Actor) -> Today:
    return todays_work(session, actor, TODAY, quiet_days=7)


def sorts(session: Session, actor: Actor) -> dict[str, list[ThingSort]]:
    return {card.surname: [thing.sort for thing in card.things] for card in work(session, actor).cards}


def judgings(card: Card) -> list[Thing]:
    return [thing for thing in card.things if thing.sort == ThingSort.JUDGE]


def only(session: Session, actor: Actor) -> Card:
    (card,) = work(session, actor).cards
    return card


def test_due_and_overdue_actions_most_nights_at_stake_first(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Waits", contacts=[1], actions=[{"due": 9}])
    make_stay(
        session,
        ward,
        surname="Ready",
        ready=1,
        barriers=["no_home"],
        contacts=[1],
        actions=[{"due": 0}, {"due": 3}],
        case=2,
    )
    make_stay(session, ward, surname="Later", contacts=[1], actions=[{"due": -1}, {"due": 4, "done": 2}])
    found = work(session, actor)
    assert [card.surname for card in found.cards] == ["Ready", "Waits"]
    assert [thing.due_on for thing in found.cards[0].things if thing.sort == ThingSort.ACTION] == [
        TODAY - timedelta(days=3),
        TODAY,
    ]
    assert sum(card.overdue(TODAY) for card in found.cards) == 2


def test_what_rests_is_out_of_sight_and_counted(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(
        session,
        ward,
        contacts=[1],
        actions=[{"due": 2, "snoozed": -1}, {"due": 0, "snoozed": -3}, {"due": 1, "snoozed": 0}],
    )
    found = work(session, actor)
    assert (len(found.cards[0].things), found.resting, found.resting_overdue) == (1, 2, 1)


def test_ready_and_blocked_with_nothing_planned(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, surname="Nothing", ready=9, barriers=["no_home"], contacts=[1], case=20)
    planned = make_stay(
        session, ward, surname="Planned", ready=9, barriers=["no_home"], contacts=[1], actions=[{"due": -3}]
    )
    with atomic(session):
        for one in (stay, planned):
            add_judgements(session, one, judged=9)
            add_estimate(session, one)
    assert sorts(session, actor) == {"Nothing": [ThingSort.NEXT_STEP], "Planned": [ThingSort.READY]}
    assert [card.at_stake for card in work(session, actor).cards] == [9, 9]


def test_nobody_spoken_to_for_more_than_seven_days(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Eight", contacts=[8, 30])
    make_stay(session, ward, surname="Seven", contacts=[7])
    make_stay(session, ward, surname="Never", case=12)
    make_stay(session, ward, surname="New", case=2)
    make_stay(session, ward, surname="Due", contacts=[8], actions=[{"due": 0}])
    assert sorts(session, actor) == {"Eight": [ThingSort.QUIET], "Never": [ThingSort.QUIET], "Due": [ThingSort.ACTION]}


def test_follow_ups_due(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, left=20)
    with atomic(session):
        add_follow_up(session, stay, Milestone.WEEK_1, due=13, done_on=TODAY - timedelta(days=12), result="done")
        add_follow_up(session, stay, Milestone.WEEKS_4, due=0)
        add_follow_up(session, stay, Milestone.WEEKS_13, due=-50)
    card = only(session, actor)
    assert [(thing.sort, thing.what) for thing in card.things] == [(ThingSort.FOLLOW_UP, "4 weeks")]
    assert (card.at_stake, work(session, actor).follow_ups) == (None, 1)


def test_clocks_about_to_run_out(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, contacts=[1])
    told = datetime(2026, 11, 11, 12, tzinfo=clock.LONDON)
    with atomic(session):
        add_barrier(
            session,
            stay,
            "notice_or_eviction",
            facts=ArrearsFacts(notice_expires_on=date(2026, 11, 19), hearing_on=date(2026, 12, 1)),
        )
        relief = {"outcome": "Accepted: relief duty", "duty_started_on": date(2026, 9, 20)}
        add_barrier(session, stay, "no_home", facts=HomelessnessFacts(**relief))
        add_barrier(
            session,
            stay,
            "repairs_or_hazard",
            facts=HazardFacts(
                landlord_told_on=told.date(),
                landlord_told_at=told,
                social_landlord="yes",
                tenancy="secure",
                emergency="yes",
            ),
        )
        add_barrier(session, stay, "rent_arrears", resolved=1, facts=ArrearsFacts(hearing_on=date(2026, 11, 13)))
        add_barrier(session, stay, "debts", facts=ArrearsFacts(hearing_on=date(2026, 9, 1)))
    found = [(thing.what, thing.due_on) for thing in only(session, actor).things]
    assert found == [
        ("Emergency made safe", date(2026, 11, 12)),
        ("56 days of the relief duty end", date(2026, 11, 14)),
        ("Notice ends", date(2026, 11, 19)),
    ]


def test_what_must_be_asked_before_a_clock_runs(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, contacts=[1])
    with atomic(session):
        add_barrier(session, stay, "no_home", facts=HomelessnessFacts(duty_started_on=date(2026, 9, 20)))
        add_barrier(session, stay, "repairs_or_hazard", facts=HazardFacts(landlord_told_on=TODAY, emergency="yes"))
    duty, hazard = only(session, actor).things
    assert (duty.due_on, hazard.due_on, duty.clock, hazard.clock) == (None,) * 4
    assert "Has the council accepted a duty?" in duty.what and "is it a tenancy or a licence" in hazard.what


def test_a_benefit_about_to_stop_only_where_it_is_held(session: Session, ward: Ward, actor: Actor) -> None:
    for surname, held in (("Has", "yes"), ("Has not", "no"), ("Nobody asked", None)):
        stay = make_stay(session, ward, surname=surname, admitted=26, contacts=[1])
        with atomic(session):
            session.add(HeldBenefits(stay_id=stay.id, pip_or_dla=held, **recorded()))
    card = only(session, actor)
    assert card.surname == "Has"
    assert [(thing.sort, thing.what) for thing in card.things] == [(ThingSort.CLOCK, "Last day of PIP or DLA")]


def test_gone_from_the_list_asks_where_to(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, gone_from_list_on=date(2026, 11, 10), hospital_says_fit_on=date(2026, 11, 3))
    make_stay(session, ward, surname="Listed", case=None, gone_from_list_on=date(2026, 11, 10))
    assert sorts(session, actor) == {"Singh": [ThingSort.GONE]}


def test_fit_on_the_list_without_a_ready_date(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Fit", contacts=[1], hospital_says_fit_on=date(2026, 11, 3))
    make_stay(session, ward, surname="Ready", contacts=[1], case=0, ready=3, hospital_says_fit_on=date(2026, 11, 3))
    assert sorts(session, actor) == {"Fit": [ThingSort.FIT], "Ready": [ThingSort.NEXT_STEP]}


def test_judging_day_reached(session: Session, ward: Ward, actor: Actor) -> None:
    late = make_stay(session, ward, surname="Late", ready=4, contacts=[1])
    make_stay(session, ward, surname="New", ready=4, case=0, contacts=[1])
    half = make_stay(session, ward, surname="Half", ready=4, contacts=[1])
    with atomic(session):
        add_judgements(session, half, judged=4)
    found = work(session, actor)
    things = {card.surname: judging for card in found.cards if (judging := judgings(card))}
    assert set(things) == {"Late", "Half"}
    assert (things["Late"][0].due_on, things["Late"][0].missing) == (late_day(), ("main barrier", "share", "estimate"))
    assert things["Half"][0].missing == ("estimate",)
    assert found.to_seal == 2 and late.id


@pytest.mark.parametrize(
    ("case", "ready", "left", "reminded"),
    [
        (25, None, None, None),  # nobody has said that the patient is ready
        (25, -2, None, None),  # ready the day after tomorrow
        (25, -1, None, 1),  # tomorrow is the day
        (25, 0, None, 0),  # today is
        (25, 1, None, -1),  # it was yesterday: late, and still asked for
        (25, 30, None, -23),  # ready before the case: two days after its opening
        (0, 4, None, None),  # the day after tomorrow, by the opening
        (1, 4, None, 1),
        (2, 4, None, 0),
        (3, 4, None, -1),
        (None, 4, None, None),  # no case
        (25, 4, 0, None),  # left today
    ],
)
def test_the_days_on_which_judging_is_asked_for(
    session: Session,
    ward: Ward,
    actor: Actor,
    case: int | None,
    ready: int | None,
    left: int | None,
    reminded: int | None,
) -> None:
    make_stay(session, ward, admitted=60, case=case, ready=ready, left=left, contacts=[0])
    found = [
        thing.due_on for card in work(session, actor).cards for thing in card.things if thing.sort is ThingSort.JUDGE
    ]
    assert found == ([] if reminded is None else [TODAY + timedelta(days=reminded)])


def test_judged_and_sealed_nobody_is_asked(session: Session, ward: Ward, actor: Actor) -> None:
    stay = make_stay(session, ward, ready=0, contacts=[0])
    with atomic(session):
        add_judgements(session, stay)
        add_estimate(session, stay)
    assert (judgings(only(session, actor)), work(session, actor).to_seal) == ([], 0)


@pytest.mark.parametrize(("counts", "asked"), [(False, 1), (True, 0)])
def test_one_sealed_elsewhere_does_only_where_it_counts(
    session: Session, ward: Ward, actor: Actor, counts: bool, asked: int
) -> None:
    stay = make_stay(session, ward, ready=0, contacts=[0])
    set_up(session, actor, sealed_elsewhere_counts=counts)
    with atomic(session):
        add_judgements(session, stay)
        add_estimate(session, stay).elsewhere = "yes"
    assert work(session, actor).to_seal == asked


def test_where_estimates_are_no_basis_nobody_is_asked_for_one(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, ready=0, contacts=[0])
    set_up(session, actor, basis_order=["comparison", "cited"])
    assert judgings(only(session, actor))[0].missing == ("main barrier", "share")
    assert work(session, actor).to_seal is None


def test_estimates_of_others_wait_for_agreement(session: Session, ward: Ward, other_ward: Ward, actor: Actor) -> None:
    for where, made_by, left in (
        (ward, "Jo Marsh", None),
        (ward, actor.name, None),
        (ward, "Jo Marsh", 1),
        (other_ward, "Jo Marsh", None),
    ):
        stay = make_stay(session, where, left=left)
        with atomic(session):
            add_estimate(session, stay).made_by = made_by
    assert work(session, actor).to_agree == 1


def set_up(session: Session, by: Actor, **values: object) -> None:
    with atomic(session):
        change_report_settings(session, by=by, year=2026, values=values, reason="As agreed with the board")


def late_day() -> date:
    return TODAY - timedelta(days=4)


def test_figures_beside_the_list(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, ready=3, barriers=["no_home"])
    make_stay(session, ward, ready=40, barriers=["no_home"], left=5)
    stay = make_stay(session, ward, contacts=[1], barriers=[{"began": 30}])
    with atomic(session):
        add_ready(session, stay, 10, 4)
    found = work(session, actor)
    assert found.ready_and_blocked == 1
    assert (found.lost.delay, found.lost.housing) == (3 + 2 + 3, 8)


def test_nothing_to_do_says_what_else_would_help(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, contacts=[1], last_confirmed_at=clock.now())
    make_stay(session, ward, case=None)
    found = work(session, actor)
    assert list(found.cards) == []
    assert found.suggestions == Suggestions(here=2, not_screened=1, not_confirmed=0, not_expected=1)


def test_out_of_reach_is_nobodys_work_here(session: Session, ward: Ward, other_ward: Ward, actor: Actor) -> None:
    make_stay(session, other_ward, actions=[{"due": 3}])
    stay = make_stay(session, other_ward, left=9)
    with atomic(session):
        add_follow_up(session, stay, due=1)
    found = work(session, actor)
    assert (list(found.cards), found.follow_ups, found.suggestions.not_confirmed) == ([], 0, 0)


def test_a_stay_without_an_admission_date_does_no_harm(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, admitted=None, ready=3, barriers=["no_home"], case=1)
    assert only(session, actor).at_stake == 3


def test_a_fixed_number_of_statements(session: Session, ward: Ward, actor: Actor) -> None:
    with statements(session) as few:
        work(session, actor)
    for number in range(60):
        make_stay(session, ward, ready=number, barriers=["no_home", "benefits"], actions=[{}, {"due": 4}], contacts=[9])
    with statements(session) as many:
        assert len(work(session, actor).cards) == 60
    assert len(few) == len(many)
