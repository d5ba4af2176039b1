"""Where a request comes from: the PC by its address, its browser by a cookie that names nobody."""

import secrets

from flask import Response, after_this_request, current_app, request

from enabler.record.people.throttle import Origin

DEVICE_COOKIE = "__Host-enabler-device"
LETTERS = 43  # 32 random bytes as urlsafe text
KEPT_FOR = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie for longer


def pc() -> str:
    return request.remote_addr or "unknown"


def origin() -> Origin:
    return Origin(pc=pc(), device=_device(), secret=current_app.config["SECRET_KEY"])


def give_device_cookie() -> None:
    """From its first visit of the sign-in page on, a browser can be told apart from others behind the same address."""
    if _device() is None:
        after_this_request(_put_cookie)


def _put_cookie(response: Response) -> Response:
    token = secrets.token_urlsafe(32)
    response.set_cookie(DEVICE_COOKIE, token, max_age=KEPT_FOR, secure=True, httponly=True, samesite="Lax", path="/")
    return response


def _device() -> str | None:
    token = request.cookies.get(DEVICE_COOKIE, "")
    return token if len(token) == LETTERS else None
