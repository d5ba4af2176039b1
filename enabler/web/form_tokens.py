"""The token of a form: for whom its page was made and when, which nobody else can make up."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime

from flask import current_app

from enabler import clock

NOBODY = 0  # before signing in


def new_token(user_id: int) -> str:
    """For a form that is about to be shown to this person."""
    what = f"{secrets.token_urlsafe(18)}.{int(clock.now().timestamp() * 1000):x}"
    return f"{what}.{_seal(user_id, what)}"


def made_at(token: str, user_id: int) -> datetime | None:
    """When the form was shown to this person; None when it was shown to somebody else, or by nobody."""
    what, _, seal = token.rpartition(".")
    if not what or not hmac.compare_digest(seal.encode(), _seal(user_id, what).encode()):
        return None
    return datetime.fromtimestamp(int(what.rpartition(".")[2], 16) / 1000, UTC)


def _seal(user_id: int, what: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"form:{user_id}:{what}".encode(), hashlib.sha256).hexdigest()[:24]
