"""The server-side session of a request: a cookie holds a random token, the database everything else."""

# The CSRF token is derived and needs no place of its own: before signing in from the cookie's token, then from who
# signed in when.

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import SQLAlchemyError

from enabler import clock
from enabler.audit import Actor
from enabler.config import Settings
from enabler.database import DatabaseBusy, atomic
from enabler.faults import note_fault
from enabler.models import SignInSession, Ward
from enabler.record.people import sign_in
from enabler.web.db import the_session

COOKIE = "__Host-enabler"
WITHOUT_COOKIE = ("static", "setup.alive")  # what any browser or monitor may keep and share
TOUCH_EVERY = timedelta(seconds=30)


class TokenSession(dict[str, Any], SessionMixin):
    """What Flask sees as the session: the CSRF token, and messages for the next page."""

    def __init__(self, token: str, csrf: str, messages: list[Any]) -> None:
        super().__init__(csrf_token=csrf)
        if messages:
            self["_flashes"] = messages
        self.token = token
        self.set_cookie = False

    accessed = True


class TokenSessions(SessionInterface):
    def open_session(self, app: Flask, request: Request) -> TokenSession:
        token = request.cookies.get(COOKIE, "")
        fresh = len(token) < 40
        if fresh:
            token = secrets.token_urlsafe(32)
        opened = TokenSession(token, sealed("csrf", token), [])
        opened.set_cookie = fresh
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, TokenSession)
        if session.set_cookie and request.endpoint not in WITHOUT_COOKIE:
            response.set_cookie(COOKIE, session.token, secure=True, httponly=True, samesite="Lax", path="/")


def sealed(purpose: str, what: str) -> str:
    """What only this installation can make of it; another purpose gives another seal."""
    key: str = current_app.config["SECRET_KEY"]
    return hmac.new(key.encode(), f"{purpose}:{what}".encode(), hashlib.sha256).hexdigest()


def take_token(token: str) -> None:
    """From now on the browser carries this token: at sign-in, unlock and sign-out (with a new, worthless one)."""
    session = g.token_session
    session.token, session.set_cookie = token, True
    session["csrf_token"] = sealed("csrf", token)


def limits() -> sign_in.Limits:
    settings: Settings = current_app.config["ENABLER"]
    return sign_in.Limits(timedelta(minutes=settings.lock_minutes), timedelta(hours=settings.session_hours))


def signed_in() -> SignInSession | None:
    """The live session of this request; it may be locked."""
    if "sign_in" not in g:
        held = sign_in.live_session(the_session(), g.token_session.token, limits())
        if held is not None:
            _let_go(held)
            _bind_forms(held)
        g.sign_in = held
        if held is not None and held.messages and sign_in.locked_since(held, limits()) is None:
            g.token_session["_flashes"] = [tuple(message) for message in json.loads(held.messages)]
            g.had_messages = True
    return g.sign_in


def _let_go(held: SignInSession) -> None:
    """What was read stays as read: else every write of the request would have it read again."""
    for one in (*held.user.wards, held.user, held):
        the_session().expunge(one)


def _bind_forms(held: SignInSession) -> None:
    """From sign-in to sign-out, whatever their cookie: a form that was open before the screen locked is theirs
    after it."""
    g.token_session["csrf_token"] = sealed("csrf", f"{held.user_id}:{held.started_at.timestamp()}")


def lock_session() -> None:
    """Under a new cookie, so that no page from before the lock is shown again. Once it is locked this does nothing."""
    held = signed_in()
    if held is None or held.locked_at is not None:
        return
    since = sign_in.locked_since(held, limits()) or clock.now()
    with atomic(the_session()) as session:
        token = sign_in.lock(session, by=actor(), hashed=held.token_hash, at=since)
    take_token(token)
    g.pop("sign_in")


def is_locked() -> bool:
    held = signed_in()
    return held is not None and sign_in.locked_since(held, limits()) is not None


def actor() -> Actor:
    """Who acts in this request; only behind an access rule that asks for a signed-in person."""
    held = signed_in()
    if held is None:
        raise RuntimeError("nobody is signed in")
    if "actor" not in g:
        g.actor = sign_in.actor_of(held.user, held.pc)
    return g.actor


def own_wards() -> Sequence[Ward]:
    """The wards of whoever acts, by name, as read with their session."""
    held = signed_in()
    return held.user.wards if held is not None else []


def keep_session(response: Response) -> Response:
    """After each request: move the idle clock on and keep messages for the next page."""
    held = g.get("sign_in")
    messages = g.token_session.get("_flashes") if "token_session" in g else None
    if held is None or held.ended_at is not None or is_locked() or response.status_code >= 500:
        return response
    if messages or g.get("had_messages") or _is_due(held):
        _write_down(messages)
    return response


def _write_down(messages: list[Any] | None) -> None:
    """What the request did is done and may have been saved: when this cannot be written, the answer stands all the
    same."""
    try:
        with atomic(the_session()) as session:
            sign_in.seen(session, sign_in.token_hash(g.token_session.token), messages)
    except (DatabaseBusy, SQLAlchemyError) as fault:
        note_fault(fault, current_app.config["ENABLER"].instance, "keeping the session")


def _is_due(held: SignInSession) -> bool:
    return clock.now() - held.last_seen_at >= TOUCH_EVERY
