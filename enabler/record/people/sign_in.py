"""Signing in and out: server-side sessions and locking. What a password is worth is settled before."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import SignInSession, User
from enabler.record.people.forgetting import forget_what_is_old


@dataclass(frozen=True, slots=True)
class Limits:
    lock_after: timedelta
    end_after: timedelta


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(session: Session, *, user_id: int, pc: str) -> str:
    """A new session, once the password was right; its token is returned and kept nowhere."""
    forget_what_is_old(session)
    user = session.get_one(User, user_id)
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(SignInSession(token_hash=token_hash(token), user_id=user.id, pc=pc, started_at=now, last_seen_at=now))
    audit.record(session, by=actor_of(user, pc), action="sign in", subject=user)
    return token


def unlock(session: Session, *, by: Actor, hashed: str) -> str:
    """A locked session goes on under a new token, which is returned, once the password was right."""
    token = _under_a_new_token(session, hashed, last_seen_at=clock.now())
    audit.record(session, by=by, action="unlock", subject=("users", by.user_id))
    return token


def lock(session: Session, *, by: Actor, hashed: str, at: datetime) -> str:
    """The session is locked since `at`, and waits under a new token, which is returned."""
    last_seen_at = session.get_one(SignInSession, hashed).last_seen_at
    token = _under_a_new_token(session, hashed, last_seen_at=last_seen_at, locked_at=at)
    audit.record(session, by=by, action="lock", subject=("users", by.user_id))
    return token


def _under_a_new_token(session: Session, hashed: str, **values: datetime) -> str:
    held, token = session.get_one(SignInSession, hashed), secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            user_id=held.user_id,
            pc=held.pc,
            started_at=held.started_at,
            messages=held.messages,
            **values,
        )
    )
    held.ended_at = clock.now()
    return token


def sign_out(session: Session, *, by: Actor, hashed: str) -> None:
    session.get_one(SignInSession, hashed).ended_at = clock.now()
    audit.record(session, by=by, action="sign out", subject=("users", by.user_id))


def live_session(session: Session, token: str, limits: Limits) -> SignInSession | None:
    """The session of this token with its user and wards; None when it is over. `locked_at` is set when it was idle
    too long."""
    held = session.scalar(
        select(SignInSession)
        .where(SignInSession.token_hash == token_hash(token), SignInSession.ended_at.is_(None))
        .options(joinedload(SignInSession.user, innerjoin=True).selectinload(User.wards))
    )
    if held is None or held.user.disabled_at is not None:
        return None
    return held if clock.now() - held.started_at < limits.end_after else None


def locked_since(held: SignInSession, limits: Limits) -> datetime | None:
    """Since somebody locked it, or since it was idle for too long; None while it is open."""
    idle_since = held.last_seen_at + limits.lock_after
    return held.locked_at or (idle_since if clock.now() >= idle_since else None)


def seen(session: Session, hashed: str, messages: list[str] | None) -> None:
    """Move the idle clock on, and keep what the next page should say."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == hashed)
        .values(last_seen_at=clock.now(), messages=json.dumps(messages) if messages else None)
    )


def actor_of(user: User, pc: str) -> Actor:
    return Actor(user.id, user.name, user.role, pc, frozenset(ward.id for ward in user.wards))
