"""Whose word is taken on the PC: that of a trusted proxy, and of nobody else."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.config import KINDS, BadSettings, read_settings
from enabler.models import AuditLine, SignInSession, User
from enabler.web.proxies import TrustedProxies
from tests.browser import PASSWORD, Browser

PROXY, OTHER, PC = "10.1.2.3", "10.9.9.9", "192.0.2.7"
TRUSTED = "10.1.2.3, 2001:db8::/48"


def seen(peer: str, forwarded: str | None, scheme: str | None) -> tuple[str, str]:
    """The address and the scheme that the app is told of."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    environ |= {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    environ |= {} if scheme is None else {"HTTP_X_FORWARDED_PROTO": scheme}
    told: list[dict[str, str]] = []
    TrustedProxies(lambda given, _: told.append(given) or [], KINDS["trusted_proxies"].read(TRUSTED))(environ, None)  # type: ignore
    return told[0]["REMOTE_ADDR"], told[0]["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "scheme", "expected"),
    [
        (PROXY, PC, "https", (PC, "https")),
        (PROXY, f"198.51.100.1, {PC}", "https", (PC, "https")),  # the first was written by the PC itself
        (PROXY, f"{PC}, 2001:db8::5", "http, https", (PC, "https")),  # two proxies of ours
        (PROXY, "2001:db8:1::9", "http", ("2001:db8:1::9", "http")),
        (PROXY, None, None, (PROXY, "http")),
        (PROXY, "", "", (PROXY, "http")),
        (PROXY, "unknown", "gopher", (PROXY, "http")),
        (PROXY, f"{PC}, <script>", "https", (PROXY, "https")),
        (PROXY, f"{PC}:5000", "https", (PROXY, "https")),
        (OTHER, PC, "https", (OTHER, "http")),
        ("", PC, "https", ("", "http")),
    ],
)  # fmt: skip
def test_the_last_that_is_not_trusted(
    peer: str, forwarded: str | None, scheme: str | None, expected: tuple[str, str]
) -> None:
    assert seen(peer, forwarded, scheme) == expected


@pytest.mark.parametrize("value", ["yes", "10.1.2.300", "0.0.0.0/0", "10.0.0.0/7", "::/0", "10.1.2.3/8", ","])
def test_what_is_no_proxy_is_refused_at_the_start(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadSettings, match="must be addresses or networks, with commas between them"):
        read_settings({"ENABLER_INSTANCE": str(tmp_path), "ENABLER_TRUSTED_PROXIES": value})


def sign_in(app: Flask, user: User) -> Browser:
    browser = Browser(app)
    browser.client.environ_base |= {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": PC}
    browser.get("/sign-in").form().submit(name=user.name, password="a guess")
    return browser.sign_in_by_form(user, PASSWORD)


@pytest.mark.parametrize(("trusts", "pc"), [(True, PC), (False, PROXY)])
def test_session_and_trail_hold_the_true_pc(app: Flask, session: Session, officer: User, trusts: bool, pc: str) -> None:
    if trusts:
        app.wsgi_app = TrustedProxies(app.wsgi_app, KINDS["trusted_proxies"].read(PROXY))  # type: ignore[method-assign]
    browser = sign_in(app, officer)
    session.rollback()
    assert session.scalars(select(SignInSession.pc)).all() == [pc]
    lines = session.scalars(select(AuditLine.pc).where(AuditLine.action.in_(["sign in", "sign-in refused"]))).all()
    assert lines == [pc, pc]
    assert browser.get("/add").status == 200


def test_https_ends_at_the_proxy(app: Flask) -> None:
    client = app.test_client()
    headers = {"X-Forwarded-Proto": "https"}
    assert "Strict-Transport-Security" not in client.get("/alive", base_url="http://localhost", headers=headers).headers
    app.wsgi_app = TrustedProxies(app.wsgi_app, KINDS["trusted_proxies"].read("127.0.0.1"))  # type: ignore[method-assign]
    assert "Strict-Transport-Security" in client.get("/alive", base_url="http://localhost", headers=headers).headers
