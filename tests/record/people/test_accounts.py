"""Accounts: whoever may do something else, or has another password, signs in again; what nobody may do to
themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import SignInSession, User, Ward
from enabler.record.people import accounts, passwords, sign_in
from enabler.record.people.account_names import account_signing_in, accounts_alike
from enabler.record.people.sign_in import actor_of, token_hash
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from tests.conftest import PASSWORD, make_user

NEW_HASH = "another hash"
Change = Callable[[Session, Actor, User, Ward], object]


SHOWN: Any = {"display_name": "Sam Okafor", "phone": None}


def reset(session: Session, by: Actor, user: User, _: Ward) -> None:
    accounts.reset_password(session, by=by, user_id=user.id, expected_version=user.version, password_hash=NEW_HASH)


def change_role(session: Session, by: Actor, user: User, ward: Ward) -> None:
    accounts.change_user(
        session,
        by=by,
        user_id=user.id,
        expected_version=user.version,
        role=Role.COORDINATOR,
        ward_ids=[ward.id],
        **SHOWN,
    )


def change_wards(session: Session, by: Actor, user: User, _: Ward) -> None:
    accounts.change_user(
        session, by=by, user_id=user.id, expected_version=user.version, role=Role(user.role), ward_ids=[], **SHOWN
    )


def leave_as_it_is(session: Session, by: Actor, user: User, ward: Ward) -> None:
    accounts.change_user(
        session,
        by=by,
        user_id=user.id,
        expected_version=user.version,
        role=Role(user.role),
        ward_ids=[ward.id],
        **SHOWN,
    )


@pytest.mark.parametrize(("change", "left"), [(reset, 0), (change_role, 0), (change_wards, 0), (leave_as_it_is, 2)])
def test_sessions_end_with_what_they_were_opened_for(
    session: Session, officer: User, administrator: User, ward: Ward, change: Change, left: int
) -> None:
    with atomic(session):
        for pc in ("one PC", "another PC"):
            sign_in.sign_in(session, user_id=officer.id, pc=pc)
        others = sign_in.sign_in(session, user_id=administrator.id, pc="PC")
    with atomic(session):
        change(session, actor_of(administrator, "PC"), officer, ward)
    live = session.scalars(select(SignInSession).where(SignInSession.ended_at.is_(None))).all()
    assert [one.user_id for one in live].count(officer.id) == left
    assert token_hash(others) in {one.token_hash for one in live}


def test_a_changed_password_ends_the_others_and_not_the_own_session(session: Session, officer: User) -> None:
    with atomic(session):
        own = sign_in.sign_in(session, user_id=officer.id, pc="own PC")
        sign_in.sign_in(session, user_id=officer.id, pc="forgotten PC")
    with atomic(session):
        accounts.change_password(
            session,
            by=actor_of(officer, "own PC"),
            old_hash=officer.password_hash,
            password_hash=NEW_HASH,
            own_session=token_hash(own),
        )
    live = session.scalars(select(SignInSession).where(SignInSession.ended_at.is_(None))).all()
    assert [one.pc for one in live] == ["own PC"]


def test_nobody_changes_their_own_role(session: Session, administrator: User) -> None:
    make_user(session, "Jo Marsh", Role.ADMINISTRATOR)
    by = actor_of(administrator, "PC")
    with pytest.raises(Refused, match="your own role"), atomic(session):
        accounts.change_user(
            session, by=by, user_id=administrator.id, expected_version=administrator.version, role=Role.OFFICER,
            ward_ids=[], **SHOWN,
        )  # fmt: skip


def test_the_last_administrator_stays(session: Session, administrator: User, cli_actor: Actor) -> None:
    for refused in (
        lambda: accounts.disable_user(
            session, by=cli_actor, user_id=administrator.id, expected_version=administrator.version
        ),
        lambda: accounts.change_user(
            session,
            by=cli_actor,
            user_id=administrator.id,
            expected_version=administrator.version,
            role=Role.OFFICER,
            ward_ids=[],
            **SHOWN,
        ),
    ):
        with pytest.raises(Refused, match="last administrator"), atomic(session):
            refused()


def test_nobody_disables_themselves(session: Session, administrator: User) -> None:
    make_user(session, "Jo Marsh", Role.ADMINISTRATOR)
    by = actor_of(administrator, "PC")
    with pytest.raises(Refused, match="your own account"), atomic(session):
        accounts.disable_user(session, by=by, user_id=administrator.id, expected_version=administrator.version)


def test_disabled_and_enabled_again(session: Session, officer: User, cli_actor: Actor) -> None:
    with atomic(session):
        accounts.disable_user(session, by=cli_actor, user_id=officer.id, expected_version=officer.version)
    assert officer.disabled_at is not None and officer.disabled_by == cli_actor.name
    assert officer.disabled_at <= clock.now()
    with atomic(session):
        accounts.enable_user(session, by=cli_actor, user_id=officer.id, expected_version=officer.version)
    assert (officer.disabled_at, officer.disabled_by) == (None, None)


def test_a_reset_puts_another_password_that_must_be_changed(session: Session, officer: User, cli_actor: Actor) -> None:
    password, hashed = passwords.one_time_password()
    with atomic(session):
        accounts.reset_password(
            session, by=cli_actor, user_id=officer.id, expected_version=officer.version, password_hash=hashed
        )
    assert officer.must_change_password
    assert passwords.password_fits(officer.password_hash, password)
    assert not passwords.password_fits(officer.password_hash, PASSWORD)


def test_a_password_is_not_changed_without_the_old_one(session: Session, officer: User) -> None:
    with pytest.raises(Refused), atomic(session):
        accounts.change_password(
            session, by=actor_of(officer, "PC"), old_hash="not theirs", password_hash=NEW_HASH, own_session=""
        )
    assert passwords.password_fits(officer.password_hash, PASSWORD)


@pytest.mark.parametrize("name", ["", " \t ", "\u200b\u200b", "---", "Sam \u202eroKafO", "Sam\u200b Marsh", "ß" * 61])
def test_a_name_is_read_by_everybody(session: Session, cli_actor: Actor, officer: User, name: str) -> None:
    with pytest.raises(Refused) as shown, atomic(session):
        accounts.change_user(
            session, by=cli_actor, user_id=officer.id, expected_version=officer.version, role=Role.OFFICER,
            ward_ids=[], display_name=name, phone=None,
        )  # fmt: skip
    assert shown.value.field == "display_name"
    with pytest.raises(Refused) as made, atomic(session):
        accounts.create_user(session, by=cli_actor, name=name, role=Role.OFFICER, password_hash=NEW_HASH)
    assert made.value.field == "name"


@pytest.mark.parametrize(
    "name", ["sam o’kafor", "ＳＡＭ Okafor", "Sam Okáfor", "SamOkafor", "Ѕаm Оkаfоr", "Sam 0kafor"]
)
def test_nobody_looks_like_another_account(session: Session, cli_actor: Actor, officer: User, name: str) -> None:
    with pytest.raises(Refused, match="looks the same as the account Sam Okafor") as made, atomic(session):
        accounts.create_user(session, by=cli_actor, name=name, role=Role.OFFICER, password_hash=NEW_HASH)
    assert made.value.field == "name"


def test_two_that_an_older_record_holds_sign_in_by_their_own_names(
    session: Session, cli_actor: Actor, officer: User, administrator: User
) -> None:
    with atomic(session):
        officer.name, officer.name_key, officer.display_name = "Pat O'Brien", "pat o'brien", "Pat O'Brien"
    for name in ("Pat O'Brien", "PAT  o'brien", "pat o’brien", "pat obrien"):
        assert account_signing_in(session, name) == officer.id
    with atomic(session):
        administrator.name, administrator.name_key, administrator.display_name = ("pat o’brien",) * 3
    assert account_signing_in(session, "pat o’brien") == administrator.id
    assert account_signing_in(session, "Pat O'Brien") == officer.id
    assert account_signing_in(session, "pat obrien") is None and account_signing_in(session, "’") is None
    assert accounts_alike(session) == [["Pat O'Brien", "pat o’brien"]]
    with atomic(session):
        accounts.change_user(
            session, by=cli_actor, user_id=officer.id, expected_version=officer.version, role=Role.OFFICER,
            ward_ids=[], display_name="Pat O'Brien", phone="1234",
        )  # fmt: skip
