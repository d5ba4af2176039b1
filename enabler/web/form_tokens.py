"""The token of a form: for whom its page was made and when, which nobody else can make up."""

import hmac
import secrets
from datetime import UTC, datetime

from enabler import clock
from enabler.web.sessions import sealed, signed_in


def new_token() -> str:
    """For a form or a quick button that is about to be shown to whoever is signed in. Each is another one."""
    what = f"{secrets.token_urlsafe(18)}.{int(clock.now().timestamp() * 1000):x}"
    return f"{what}.{_seal(what, _whose())}"


def made_at(token: str, *, user_id: int | None = None) -> datetime | None:
    """When the form was shown to this user, or to whoever is signed in now; None when to somebody else, or made up."""
    what, _, seal = token.rpartition(".")
    if not what or not hmac.compare_digest(seal.encode(), _seal(what, user_id or _whose()).encode()):
        return None
    return datetime.fromtimestamp(int(what.rpartition(".")[2], 16) / 1000, UTC)


def _whose() -> int | str:
    held = signed_in()
    return held.user_id if held is not None else "nobody"


def _seal(what: str, whose: int | str) -> str:
    return sealed("form", f"{whose}:{what}")[:24]
