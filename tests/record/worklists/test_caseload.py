"""The caseload's order, counts and filters, on both databases; a fixed number of statements, however long it is."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Ward
from enabler.record.worklists.caseload import caseload
from enabler.record.worklists.filters import NOBODY, Filters, Phase, Readiness, digest
from enabler.rules.stay.worklist import nights_at_stake
from enabler.vocabulary import AgencyKind, Milestone
from tests.makers import add_follow_up, add_leave, add_ready, days_ago, make_agency, make_stay
from tests.statements import statements

TODAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def a_thursday() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


def names(session: Session, actor: Actor, **filters: object) -> list[str]:
    return [row.surname for row in caseload(session, actor, Filters(**filters), TODAY).rows]  # type: ignore[arg-type]


def test_most_nights_at_stake_come_first(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Two", ready=2, barriers=["rent_arrears"])
    make_stay(session, ward, surname="Unknown")
    make_stay(session, ward, surname="Nine", ready=9, barriers=["no_home"])
    make_stay(session, ward, surname="Soon", expected_discharge_on=TODAY + timedelta(days=3))
    make_stay(session, ward, surname="Past", expected_discharge_on=TODAY - timedelta(days=4))
    make_stay(session, ward, surname="Free", ready=40)
    assert names(session, actor) == ["Nine", "Past", "Two", "Soon", "Unknown", "Free"]


def test_ties_by_due_date(session: Session, ward: Ward, actor: Actor) -> None:
    for name, due in (("Later", -5), ("Sooner", 3), ("Undated", None)):
        make_stay(session, ward, surname=name, ready=4, barriers=["benefits"], actions=[{"due": due}])
    assert names(session, actor) == ["Sooner", "Later", "Undated"]


def test_what_the_filter_hides_is_counted(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Ready", ready=9, barriers=["no_home"])
    make_stay(session, ward, surname="Late", actions=[{"due": 2}, {"due": -2}])
    make_stay(session, ward, surname="Done", actions=[{"due": 5, "done": 4}])
    found = caseload(session, actor, Filters(ready=Readiness.BLOCKED), TODAY)
    assert [row.surname for row in found.rows] == ["Ready"]
    assert (found.shown, found.hidden, found.overdue, found.overdue_hidden) == (1, 2, 1, 1)


def test_nothing_shown_still_counts(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Late", actions=[{"due": 2}])
    found = caseload(session, actor, Filters(barrier="nrpf"), TODAY)
    assert (list(found.rows), found.shown, found.hidden, found.overdue) == ([], 0, 1, 1)


def test_filters(session: Session, ward: Ward, other_ward: Ward, actor: Actor) -> None:
    council = make_agency(session, "Leicester City Council", AgencyKind.COUNCIL)
    with_council = {"kind": "no_home", "waiting_agency_id": council.id}
    make_stay(session, ward, surname="Agency", barriers=[with_council])
    make_stay(
        session, ward, surname="Words", ready=3, barriers=[{"kind": "no_home", "waiting_on": "council housing options"}]
    )
    make_stay(session, ward, surname="Sister", barriers=[{"kind": "keys_or_security", "waiting_on": "her sister"}])
    make_stay(session, ward, surname="Ours", barriers=["benefits"], actions=[{"due": 1}])
    make_stay(session, ward, surname="Over", barriers=[{"kind": "no_home", "resolved": 1, "waiting_on": "council"}])
    make_stay(session, other_ward, surname="Held", officer=actor.name)
    assert set(names(session, actor, waiting="council")) == {"Agency", "Words"}
    assert names(session, actor, waiting=digest("her sister")) == ["Sister"]
    assert names(session, actor, waiting=NOBODY) == ["Ours"]
    assert set(names(session, actor, barrier="no_home")) == {"Agency", "Words"}
    assert names(session, actor, overdue=True) == ["Ours"]
    assert names(session, actor, ward_id=other_ward.id) == ["Held"]
    assert names(session, actor, ready=Readiness.READY) == ["Words"]
    assert len(names(session, actor, ready=Readiness.NOT_READY)) == 5
    choices = caseload(session, actor, Filters(), TODAY).choices
    assert [one.words for one in choices] == ["council", "her sister", "nobody"]


def test_words_nobody_waits_on_any_more_show_nothing(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, barriers=["no_home"])
    assert names(session, actor, waiting=digest("gone")) == []


def test_only_within_reach_and_only_cases(session: Session, ward: Ward, other_ward: Ward, actor: Actor) -> None:
    make_stay(session, other_ward, surname="Elsewhere")
    make_stay(session, ward, surname="Listed", case=None)
    make_stay(session, ward, surname="Left", left=2)
    assert names(session, actor) == []


def test_phases(session: Session, ward: Ward, actor: Actor) -> None:
    make_stay(session, ward, surname="Open")
    followed = make_stay(session, ward, surname="Followed", left=9, ready=20)
    make_stay(session, ward, surname="Closed", left=5)
    with atomic(session):
        add_follow_up(session, followed, Milestone.WEEK_1, due=2)
        add_follow_up(session, followed, Milestone.WEEKS_4, due=-20)
    found = caseload(session, actor, Filters(phase=Phase.AFTER), TODAY)
    assert [row.surname for row in found.rows] == ["Followed"]
    step = found.rows[0].next_step
    assert step is not None and (step.what, step.due_on, step.is_follow_up) == ("1 week", days_ago(2), True)
    assert found.overdue == 1
    assert names(session, actor, phase=Phase.ALL) == ["Open", "Followed", "Closed"]


def test_a_row_says_what_stands_and_what_comes(session: Session, ward: Ward, actor: Actor) -> None:
    landlord = make_agency(session)
    make_stay(
        session, ward, bed="12", ready=9,
        barriers=[
            {"kind": "benefits", "blocks": "no"},
            {"kind": "rent_arrears", "waiting_agency_id": landlord.id, "waiting_since": 6},
            {"kind": "no_home", "resolved": 3},
        ],
        actions=[{"what": "Later", "due": -9}, {"what": "Ring", "due": 1, "owner": "Sam"}],
        contacts=[6, 20], reasons=[{"began": 4}],
    )  # fmt: skip
    (row,) = caseload(session, actor, Filters(), TODAY).rows
    assert (row.at_stake, row.standing.nights, row.ready_on) == (9, 9, days_ago(9))
    assert [(one.kind, one.waiting_on) for one in row.standing.blockers] == [
        ("rent_arrears", "Riverside Homes"),
        ("benefits", None),
    ]
    assert row.next_step is not None and (row.next_step.what, row.next_step.owner) == ("Ring", "Sam")
    assert row.last_contact_on == days_ago(6)
    assert len(row.standing.parts) == 9


@pytest.mark.parametrize("seed", range(3))
def test_the_database_counts_as_the_rules_do(session: Session, ward: Ward, actor: Actor, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(25):
        stay = make_stay(
            session, ward, surname=f"N{number}", admitted=chance.choice([None, 30, 12, 3]),
            barriers=[{"began": chance.randrange(40), "blocks": chance.choice(["yes", "yes", "no", None])}],
            expected_discharge_on=chance.choice([None, TODAY + timedelta(days=chance.randrange(-9, 9))]),
        )  # fmt: skip
        first, second, third = sorted(chance.sample(range(40), 3), reverse=True)
        with atomic(session):
            add_ready(session, stay, first, second)
            if chance.random() < 0.8:
                add_ready(session, stay, third)
            away = sorted(chance.sample(range(40), 2), reverse=True)
            back = chance.choice([away[1], None])
            add_leave(session, stay, away[0], back, chance.choice(["yes", "no", None]))
    found = caseload(session, actor, Filters(), TODAY)
    assert len(found.rows) == 25
    for row in found.rows:
        assert row.at_stake == nights_at_stake(row.standing.facts, TODAY, row.expected_on), row.surname


def test_a_fixed_number_of_statements(session: Session, ward: Ward, actor: Actor) -> None:
    with statements(session) as few:
        caseload(session, actor, Filters(), TODAY)
    for number in range(60):
        make_stay(
            session,
            ward,
            surname=f"N{number}",
            ready=number,
            barriers=["no_home", "benefits"],
            actions=[{}, {}],
            contacts=[1, 2],
        )
    with statements(session) as many:
        found = caseload(session, actor, Filters(ready=Readiness.BLOCKED, barrier="benefits", overdue=False), TODAY)
    assert (len(found.rows), found.pages) == (50, 2)
    assert len(few) == len(many)
    second = caseload(session, actor, Filters(), TODAY, page=2)
    assert len(second.rows) == 10 and not {row.stay_id for row in second.rows} & {row.stay_id for row in found.rows}
