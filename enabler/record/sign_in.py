"""Signing in and out: server-side sessions, locking, and a throttle that slows guessing without locking people out."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import SignInSession, User
from enabler.record.accounts import name_key
from enabler.record.passwords import password_fits, waste_time

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=5)
WRONG = "The name or the password is not right."


@dataclass(frozen=True, slots=True)
class Limits:
    lock_after: timedelta
    end_after: timedelta


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(session: Session, *, name: str, password: str, pc: str) -> tuple[User, str] | str:
    """A new session and its token; or the sentence that says why not. Never raises, so that failed tries are kept."""
    user = session.scalar(select(User).where(User.name_key == name_key(name)).options(selectinload(User.wards)))
    if user is None:
        waste_time(password)
        audit.record(session, by=_nobody(pc), action="sign-in refused")
        return WRONG
    refusal = _try_password(session, user, password, pc)
    if refusal:
        return refusal
    token = _open_session(session, user, pc)
    audit.record(session, by=actor_of(user, pc), action="sign in", subject=user)
    return user, token


def unlock(session: Session, *, sign_in_session: SignInSession, password: str) -> str | None:
    """A locked session goes on under a new token, which is returned; None when the password is not right."""
    held = session.get_one(SignInSession, sign_in_session.token_hash)
    user = session.get_one(User, held.user_id)
    if _try_password(session, user, password, held.pc):
        return None
    now = clock.now()
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            user_id=user.id,
            pc=held.pc,
            started_at=held.started_at,
            last_seen_at=now,
            messages=held.messages,
        )
    )
    held.ended_at = now
    audit.record(session, by=actor_of(user, held.pc), action="unlock", subject=user)
    return token


def confirm_password(session: Session, *, by: Actor, password: str) -> str | None:
    """Somebody signed in gives their own password once more; the sentence that says why not, throttled as at sign-in."""
    return _try_password(session, session.get_one(User, by.user_id), password, by.pc)


def lock(session: Session, *, by: Actor, hashed: str) -> None:
    held = session.get_one(SignInSession, hashed)
    held.locked_at = held.locked_at or clock.now()
    audit.record(session, by=by, action="lock", subject=("users", by.user_id))


def sign_out(session: Session, *, by: Actor, hashed: str) -> None:
    session.get_one(SignInSession, hashed).ended_at = clock.now()
    audit.record(session, by=by, action="sign out", subject=("users", by.user_id))


def live_session(session: Session, token: str, limits: Limits) -> SignInSession | None:
    """The session of this token with its user and wards; None when it is over. `locked_at` is set when it was idle too long."""
    held = session.scalar(
        select(SignInSession)
        .where(SignInSession.token_hash == token_hash(token), SignInSession.ended_at.is_(None))
        .options(joinedload(SignInSession.user, innerjoin=True).selectinload(User.wards))
    )
    if held is None or held.user.disabled_at is not None:
        return None
    return held if clock.now() - held.started_at < limits.end_after else None


def timed_out_user_id(session: Session, token: str) -> int | None:
    """Whose session this was that nobody ended and that is over all the same; only good for keeping their text."""
    held = session.get(SignInSession, token_hash(token))
    if held is None or held.ended_at is not None or held.user.disabled_at is not None:
        return None
    return held.user_id


def is_locked(held: SignInSession, limits: Limits) -> bool:
    return held.locked_at is not None or clock.now() - held.last_seen_at >= limits.lock_after


def seen(session: Session, hashed: str, messages: list[str] | None) -> None:
    """Move the idle clock on, and keep what the next page should say."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == hashed)
        .values(last_seen_at=clock.now(), messages=json.dumps(messages) if messages else None)
    )


def actor_of(user: User, pc: str) -> Actor:
    return Actor(user.id, user.name, user.role, pc, frozenset(ward.id for ward in user.wards))


def _try_password(session: Session, user: User, password: str, pc: str) -> str | None:
    now = clock.now()
    if user.wait_until and now < user.wait_until:
        seconds = int((user.wait_until - now).total_seconds()) + 1
        return f"Too many tries with this name. Wait {seconds} seconds and try again."
    if password_fits(user.password_hash, password) and user.disabled_at is None:
        user.failed_tries, user.wait_until = 0, None
        return None
    user.failed_tries += 1
    user.wait_until = _wait_until(user.failed_tries, now)
    audit.record(session, by=_nobody(pc), action="sign-in refused", subject=user)
    return WRONG


def _wait_until(failed_tries: int, now: datetime) -> datetime | None:
    """Each try after the first five doubles the wait, to five minutes at most: slow for a guesser, bearable for the owner."""
    if failed_tries < FREE_TRIES:
        return None
    return now + min(timedelta(seconds=2 ** min(failed_tries - FREE_TRIES, 12)), LONGEST_WAIT)


def _open_session(session: Session, user: User, pc: str) -> str:
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(SignInSession(token_hash=token_hash(token), user_id=user.id, pc=pc, started_at=now, last_seen_at=now))
    return token


def _nobody(pc: str) -> Actor:
    return Actor(None, "nobody", "none", pc)
