"""Signing in and out: server-side sessions and locking. What a password is worth is settled before."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import SignInSession, User


@dataclass(frozen=True, slots=True)
class Limits:
    lock_after: timedelta
    end_after: timedelta


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(session: Session, *, user_id: int, pc: str) -> str:
    """A new session, once the password was right; its token is returned and kept nowhere."""
    user = session.get_one(User, user_id)
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(SignInSession(token_hash=token_hash(token), user_id=user.id, pc=pc, started_at=now, last_seen_at=now))
    audit.record(session, by=actor_of(user, pc), action="sign in", subject=user)
    return token


def unlock(session: Session, *, by: Actor, hashed: str) -> str:
    """A locked session goes on under a new token, which is returned, once the password was right."""
    held = session.get_one(SignInSession, hashed)
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            user_id=held.user_id,
            pc=held.pc,
            started_at=held.started_at,
            last_seen_at=now,
            messages=held.messages,
        )
    )
    held.ended_at = now
    audit.record(session, by=by, action="unlock", subject=("users", by.user_id))
    return token


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
