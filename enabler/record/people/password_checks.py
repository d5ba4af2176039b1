"""Passwords are checked outside any transaction; inside one, the try is settled and kept."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.database import end_reading, lock_for_append
from enabler.models import User
from enabler.record.people import throttle
from enabler.record.people.account_names import account_signing_in, name_key
from enabler.record.people.passwords import password_fits
from enabler.record.people.throttle import Attempt, Door, Origin
from enabler.rules.writing.name_words import folded

TRIES_LOCK = 0x747279
WRONG = {
    Door.SIGN_IN: "The name or the password is not right.",
    Door.UNLOCK: "That password is not right.",
    Door.EXPORT: "That password is not right.",
    Door.CHANGE: "That is not your present password.",
}

RAN_OUT = "This one-time password has run out. Ask an administrator for a new one."


@dataclass(frozen=True, slots=True)
class CheckedPassword:
    """`fits` is None when there were too many tries to look at this one."""

    attempt: Attempt
    password_hash: str | None
    fits: bool | None


def check_password_of_name(session: Session, *, name: str, password: str, origin: Origin) -> CheckedPassword:
    """At the sign-in page; as slow for a name that does not exist as for one that does."""
    user_id = account_signing_in(session, name)
    return _check(session, Door.SIGN_IN, user_id, folded(name) or name_key(name), password, origin)


def check_own_password(session: Session, *, by: Actor, door: Door, password: str, origin: Origin) -> CheckedPassword:
    """Somebody signed in gives their own password once more."""
    return _check(session, door, by.user_id, name_key(by.name), password, origin)


def settle(session: Session, *, by: Actor, checked: CheckedPassword) -> str | None:
    """Nothing when the password was right; else the sentence that says why not. Never raises, so that the try is kept.

    The count is looked at once more: of tries sent at the same time only the free ones are answered.
    """
    lock_for_append(session, TRIES_LOCK)
    attempt = checked.attempt
    user = session.scalar(select(User).where(User.id == attempt.user_id))
    seconds = throttle.seconds_to_wait(session, attempt)
    if seconds or checked.fits is None:
        _note_refusal(session, by, attempt, user, why="too many tries")
        return f"Too many tries. Wait {_in_words(max(seconds, 1))} and try again."
    if checked.fits and user and user.disabled_at is None and user.password_hash == checked.password_hash:
        throttle.count_success(session, attempt)
        if user.one_time_until is None or clock.now() < user.one_time_until:
            return None
        _note_refusal(session, by, attempt, user, why="one-time password ran out")
        return RAN_OUT
    throttle.count_failure(session, attempt)
    _note_refusal(session, by, attempt, user, why="account disabled" if user and user.disabled_at else "wrong")
    return WRONG[attempt.door]


def _check(
    session: Session, door: Door, user_id: int | None, key: str, password: str, origin: Origin
) -> CheckedPassword:
    """`key`: what tries are counted by, the same for all ways to write a name, whether an account has it or not."""
    password_hash = session.scalar(select(User.password_hash).where(User.id == user_id))
    attempt = Attempt(door, key, user_id, origin)
    waits = throttle.seconds_to_wait(session, attempt)
    end_reading(session)  # hashing takes long, and who writes would wait for it
    return CheckedPassword(attempt, password_hash, None if waits else password_fits(password_hash, password))


def _note_refusal(session: Session, by: Actor, attempt: Attempt, user: User | None, why: str) -> None:
    audit.record(session, by=by, action=f"{attempt.door} refused", subject=user, detail={"why": why})


def _in_words(seconds: int) -> str:
    return "a second" if seconds == 1 else f"{seconds} seconds"
