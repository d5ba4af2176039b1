"""Who holds a case: by account, so that a new name changes nothing; every holder is kept."""

import pytest
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, User, Ward
from enabler.record.people import accounts
from enabler.record.people.account_names import account_of
from enabler.record.people.reach import stay_within_reach
from enabler.record.stay import stays
from enabler.record.stay.holders import has_held, holders
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from tests.conftest import make_user
from tests.makers import days_ago, make_stay


def hold(session: Session, by: Actor, stay: Stay, officer_id: int | None) -> None:
    with atomic(session):
        stays.change_stay(session, by=by, stay_id=stay.id, expected_version=stay.version, officer_id=officer_id)


def test_every_holder_is_kept_with_the_day(session: Session, actor: Actor, ward: Ward, officer: User) -> None:
    other = make_user(session, "Jo Marsh", Role.OFFICER, ward)
    earlier = make_stay(session, ward, left=20)
    with atomic(session):
        stay = stays.add_stay(
            session, by=actor, patient_id=earlier.patient_id, ward_id=ward.id,
            admitted_on=days_ago(9), case_opened_on=days_ago(3), officer_id=officer.id,
        )  # fmt: skip
    for officer_id in (other.id, None, officer.id):
        hold(session, actor, stay, officer_id)
    kept = holders(session, stay.id)
    assert [one.name for one in kept] == ["Sam Okafor", "Jo Marsh", None, "Sam Okafor"]
    assert [one.from_on for one in kept] == [days_ago(3), *[days_ago(0)] * 3]
    assert has_held(session, stay, other.id) and not has_held(session, stay, None)


def test_from_the_day_on_which_it_was_opened_for_who_opens_it(
    session: Session, actor: Actor, ward: Ward, officer: User
) -> None:
    opened, taken = make_stay(session, ward, case=None), make_stay(session, ward, case=20)
    with atomic(session):
        stays.open_case(
            session, by=actor, stay_id=opened.id, expected_version=opened.version,
            case_opened_on=days_ago(4), officer_id=officer.id,
        )  # fmt: skip
    hold(session, actor, taken, officer.id)
    assert [one.from_on for stay in (opened, taken) for one in holders(session, stay.id)] == [days_ago(4), days_ago(0)]


def test_a_name_without_a_letter_is_nobodys(session: Session, officer: User) -> None:
    officer.display_name = "---"
    session.commit()
    assert [account_of(session, name) for name in ("---", "?", "sam okafor")] == [None, None, officer.id]


def test_a_new_name_keeps_the_cases_and_their_reach(
    session: Session, cli_actor: Actor, actor: Actor, other_ward: Ward, officer: User
) -> None:
    stay = make_stay(session, other_ward, officer=officer.name)
    with atomic(session):
        accounts.change_user(
            session, by=cli_actor, user_id=officer.id, expected_version=officer.version, role=Role.OFFICER,
            ward_ids=[ward.id for ward in officer.wards], display_name="Sam Okafor-Lee", phone="0116 496 0160",
        )  # fmt: skip
    reached = stay_within_reach(session, actor, stay.id)
    assert reached is not None
    assert (reached.officer_name, reached.officer_account) == ("Sam Okafor-Lee", "Sam Okafor")


def test_a_name_that_is_no_accounts_gives_way_to_an_account(
    session: Session, actor: Actor, ward: Ward, officer: User
) -> None:
    stay = make_stay(session, ward, officer="Somebody Gone")
    assert stay.officer_name == "Somebody Gone"
    hold(session, actor, stay, officer.id)
    assert (stay.officer_name, stay.held_under) == ("Sam Okafor", None)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_only_an_officer_holds_cases(session: Session, actor: Actor, ward: Ward, role: Role) -> None:
    somebody = make_user(session, "Jo Marsh", role, ward)
    stay = make_stay(session, ward)
    with pytest.raises(Refused, match="Choose an officer"):
        hold(session, actor, stay, somebody.id)


def test_two_accounts_are_never_called_the_same(session: Session, cli_actor: Actor, ward: Ward, officer: User) -> None:
    other = make_user(session, "Jo Marsh", Role.OFFICER, ward)
    with pytest.raises(Refused, match="looks the same as the account Sam Okafor"), atomic(session):
        accounts.change_user(
            session, by=cli_actor, user_id=other.id, expected_version=other.version, role=Role.OFFICER,
            ward_ids=[ward.id], display_name="sam-okafor", phone=None,
        )  # fmt: skip
