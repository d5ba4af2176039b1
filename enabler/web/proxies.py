"""Behind a trusted proxy: whose PC a request comes from, and whether it came over https."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Networks = tuple[IPv4Network | IPv6Network, ...]


def set_up_proxies(app: Flask) -> None:
    trusted = app.config["ENABLER"].trusted_proxies
    if trusted:
        app.wsgi_app = TrustedProxies(app.wsgi_app, trusted)  # type: ignore[method-assign]


class TrustedProxies:
    """Each proxy writes at the end of X-Forwarded-For from whom it had the request: the last whom we do not trust
    is the PC.

    What somebody wrote into the header themselves stands before that, and is not looked at.
    """

    def __init__(self, app: "WSGIApplication", trusted: Networks) -> None:
        self.app, self.trusted = app, trusted

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            for address in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
                if not _is_address(address.strip()):
                    break
                environ["REMOTE_ADDR"] = address.strip()
                if not self._trusts(address.strip()):
                    break
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip().lower()
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
        return self.app(environ, start_response)

    def _trusts(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
