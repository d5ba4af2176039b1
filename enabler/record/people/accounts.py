"""Accounts: who may sign in, as what, on which wards."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, selectinload

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import SignInSession, User, Ward
from enabler.record.people.account_names import looking_like, name_key
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.writing.name_words import folded
from enabler.rules.writing.phone import tidy_phone
from enabler.vocabulary import Role

ONE_TIME_LASTS = timedelta(hours=72)
LONGEST_NAME = 120


def create_user(
    session: Session,
    *,
    by: Actor,
    name: str,
    role: Role,
    password_hash: str,
    ward_ids: Iterable[int] = (),
    must_change: bool = True,
    display_name: str | None = None,
    phone: str | None = None,
) -> User:
    """A new account; its password is a one-time one, which must be changed at the first sign-in, unless said
    otherwise."""
    tidy = _readable(name, "name")
    if session.scalar(select(User.id).where(User.name_key == name_key(tidy))):
        raise Refused(f"There is already an account for {tidy}.", "name")
    _check_looks_like_nobody(session, tidy, "name")
    user = User(
        name=tidy,
        name_key=name_key(tidy),
        display_name=_shown_name(session, display_name or tidy),
        phone=tidy_phone(phone),
        role=role,
        password_hash=password_hash,
        must_change_password=must_change,
        one_time_until=clock.now() + ONE_TIME_LASTS if must_change else None,
        wards=wards_by_id(session, ward_ids),
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(user)
    audit.record(session, by=by, action="create user", subject=user, detail={"role": role, "wards": _ward_ids(user)})
    return user


def create_first_administrator(session: Session, *, by: Actor, name: str, password_hash: str) -> User:
    """The account that sets the installation up; only while there is none at all."""
    if has_users(session):
        raise Refused("This installation has been set up already. Sign in instead.")
    return create_user(
        session, by=by, name=name, role=Role.ADMINISTRATOR, password_hash=password_hash, must_change=False
    )


def change_user(
    session: Session,
    *,
    by: Actor,
    user_id: int,
    expected_version: int,
    role: Role,
    ward_ids: Iterable[int],
    display_name: str,
    phone: str | None,
) -> User:
    """Nobody changes their own role. Whoever may do or see something else from now on has to sign in again."""
    user = current(session, User, user_id, expected_version)
    if user.id == by.user_id and role != user.role:
        raise Refused("You cannot change your own role. Another administrator can.", "role")
    _keep_one_administrator(session, user, stays_one=role == Role.ADMINISTRATOR)
    before = {"role": user.role, "wards": _ward_ids(user)}
    user.role, user.wards = role, wards_by_id(session, ward_ids)
    user.recorded_at, user.recorded_by = clock.now(), by.name
    after = {"role": user.role, "wards": _ward_ids(user)}
    detail = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    if detail:
        _end_sessions(session, user)
    shown = {"display_name": _shown_name(session, display_name, user), "phone": tidy_phone(phone)}
    detail |= audit.changes(user, shown)
    user.display_name, user.phone = shown["display_name"] or "", shown["phone"]
    audit.record(session, by=by, action="change user", subject=user, detail=detail)
    return user


def disable_user(session: Session, *, by: Actor, user_id: int, expected_version: int) -> User:
    """Ends the account and every session of it at once; enabled again, it has to sign in."""
    user = current(session, User, user_id, expected_version)
    if user.id == by.user_id:
        raise Refused("You cannot disable your own account.")
    _keep_one_administrator(session, user, stays_one=False)
    user.disabled_at, user.disabled_by = clock.now(), by.name
    _end_sessions(session, user)
    audit.record(session, by=by, action="disable user", subject=user)
    return user


def enable_user(session: Session, *, by: Actor, user_id: int, expected_version: int) -> User:
    user = current(session, User, user_id, expected_version)
    user.disabled_at = user.disabled_by = None
    audit.record(session, by=by, action="enable user", subject=user)
    return user


def reset_password(session: Session, *, by: Actor, user_id: int, expected_version: int, password_hash: str) -> User:
    """A one-time password in place of theirs, which ends every session of theirs at once."""
    user = current(session, User, user_id, expected_version)
    if user.id == by.user_id:
        raise Refused("This is your own account. Change your password with the old one, under Change password.")
    user.password_hash, user.must_change_password = password_hash, True
    user.one_time_until = clock.now() + ONE_TIME_LASTS
    _end_sessions(session, user)
    audit.record(session, by=by, action="reset password", subject=user)
    return user


def change_password(session: Session, *, by: Actor, old_hash: str | None, password_hash: str, own_session: str) -> User:
    """A person changes their own password, which ends their other sessions; `old_hash`: what the present one was
    held against.

    `own_session` is the hash of the token of the session that goes on.
    """
    user = session.get_one(User, by.user_id)
    if user.password_hash != old_hash:
        raise Refused("Your password was changed meanwhile. Sign in again.")
    user.password_hash, user.must_change_password, user.one_time_until = password_hash, False, None
    _end_sessions(session, user, but=own_session)
    audit.record(session, by=by, action="change password", subject=user)
    return user


def has_users(session: Session) -> bool:
    return session.scalar(select(User.id).limit(1)) is not None


def users(session: Session) -> Sequence[User]:
    return session.scalars(select(User).options(selectinload(User.wards)).order_by(User.name)).all()


def wards_by_id(session: Session, ward_ids: Iterable[int]) -> list[Ward]:
    wanted = set(ward_ids)
    found = list(session.scalars(select(Ward).where(Ward.id.in_(wanted)).order_by(Ward.name)))
    if len(found) != len(wanted):
        raise Refused("Choose wards from the list.", "wards")
    return found


def _shown_name(session: Session, name: str, user: User | None = None) -> str:
    """Nobody is called what another account is called, or what looks the same: who holds a case must be one person."""
    field = "display_name" if user else "name"
    tidy = _readable(name, field)
    _check_looks_like_nobody(session, tidy, field, user)
    return tidy


def _check_looks_like_nobody(session: Session, name: str, field: str, user: User | None = None) -> None:
    if user is not None and name == user.display_name:
        return  # an older record may hold two that look alike
    theirs = looking_like(session, name, but=user.id if user else None)
    if theirs is not None:
        what = (
            f"Another account is called {name}."
            if theirs == name
            else f"“{name}” looks the same as the account {theirs}."
        )
        raise Refused(f"{what} Add what tells them apart.", field)


def _readable(name: str, field: str) -> str:
    """Letters that everybody sees, in the order they are read: who holds a case is told by this name on paper."""
    tidy = " ".join(name.split())
    if not folded(tidy):
        raise Refused("Enter a name.", field)
    if not tidy.isprintable():
        raise Refused("The name has signs that cannot be seen. Type it again.", field)
    if len(name_key(tidy)) > LONGEST_NAME:
        raise Refused(f"This is too long: at most {LONGEST_NAME} characters.", field)
    return tidy


def _keep_one_administrator(session: Session, user: User, *, stays_one: bool) -> None:
    if user.role != Role.ADMINISTRATOR or stays_one:
        return
    others = select(func.count()).where(User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None), User.id != user.id)
    if not session.scalar(others):
        raise Refused("This is the last administrator. Make another one first.")


def _end_sessions(session: Session, user: User, but: str = "") -> None:
    session.execute(
        update(SignInSession)
        .where(SignInSession.user_id == user.id, SignInSession.ended_at.is_(None), SignInSession.token_hash != but)
        .values(ended_at=clock.now())
    )


def _ward_ids(user: User) -> list[int]:
    return sorted(ward.id for ward in user.wards)
