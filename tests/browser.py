"""A browser-like helper: it follows forms and links by what people see, and checks every page it meets."""

import contextvars
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlparse

import html5lib
from flask import Flask
from lxml import etree
from werkzeug.test import TestResponse

from enabler import clock
from enabler.database import atomic
from enabler.models import User
from enabler.record.people.sign_in import sign_in
from enabler.web.db import db
from enabler.web.sessions import COOKIE
from tests.page_checks import check_page

HOST = "https://localhost"
PASSWORD = "four quiet lamps at noon"


class Page:
    """One answer, parsed. `text` is what is read; `main` the same without header and footer."""

    def __init__(self, browser: "Browser", response: TestResponse, url: str) -> None:
        self.browser, self.response, self.url = browser, response, url
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
        self.tree = parser.parse(self.html).getroot()
        check_page(parser.errors, self.tree, response)

    @property
    def text(self) -> str:
        return _words(self.tree.find(".//body"))

    @property
    def main(self) -> str:
        return _words(self.tree.find(".//main"))

    @property
    def heading(self) -> str:
        return _words(self.tree.find(".//h1"))

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        summary = self.tree.find(".//div[@class='nhsuk-error-summary']")
        return [] if summary is None else [_words(item) for item in summary.iter("li")]

    @property
    def links(self) -> dict[str, str]:
        return {_words(link): link.get("href") for link in self.tree.iter("a") if link.get("href")}

    def follow(self, words: str) -> "Page":
        """The first link whose words contain these."""
        for text, href in self.links.items():
            if words in text:
                return self.browser.get(urljoin(self.url, href))
        raise AssertionError(f"no link {words!r} among {list(self.links)}")

    def form(self, button: str | None = None) -> "Form":
        """The form with this button; without one, the form in main."""
        for element in self.tree.iter("form"):
            buttons = [_words(one) for one in element.iter("button")]
            inside_main = any(up.tag == "main" for up in element.iterancestors())
            if (button is None and inside_main) or (button is not None and any(button in text for text in buttons)):
                return Form(self, element)
        raise AssertionError(f"no form with the button {button!r} at {self.url}")


@dataclass
class Form:
    page: Page
    element: "etree._Element"

    def __post_init__(self) -> None:
        self.values: list[tuple[str, str]] = []
        for field in self.element.iter("input", "select", "textarea"):
            self._take(field)

    def _take(self, field: "etree._Element") -> None:
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in ("submit", "file") or (kind in ("radio", "checkbox") and field.get("checked") is None):
            return
        if field.tag == "select":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            options = chosen or ([] if field.get("multiple") is not None else list(field.iter("option"))[:1])
            self.values += [(name, option.get("value", _words(option))) for option in options]
        elif field.tag == "textarea":
            self.values.append((name, (field.text or "").removeprefix("\n")))
        else:
            self.values.append((name, field.get("value", "on" if kind == "checkbox" else "")))

    def fill(self, **fields: str | list[str]) -> "Form":
        """Fields by name, as typed or chosen; a name the form lacks is an error."""
        names = {field.get("name") for field in self.element.iter("input", "select", "textarea", "button")}
        for name, value in fields.items():
            assert name in names, f"no field {name!r} among {sorted(filter(None, names))}"
            self.values = [(key, old) for key, old in self.values if key != name]
            self.values += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return self

    def submit(self, **fields: str | list[str]) -> Page:
        self.fill(**fields)
        action = urljoin(self.page.url, self.element.get("action") or self.page.url)
        if self.element.get("method", "get").lower() == "get":
            return self.page.browser.get(action, query=dict(self.values))
        return self.page.browser.post(action, self.values)

    def submit_raw(self, **fields: str | list[str]) -> TestResponse:
        """Without following: the answer itself."""
        self.fill(**fields)
        action = urljoin(self.page.url, self.element.get("action") or self.page.url)
        return self.page.browser.send("POST", action, data=_multi(self.values))


class Browser:
    """Keeps cookies, follows redirects, sends the Referer; every HTML page it gets is checked."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.at = HOST + "/"

    def sign_in(self, user: User) -> "Browser":
        """As signing in does it, without its pages, which have tests of their own."""
        db.session.rollback()
        with atomic(db.session()) as session:
            token = sign_in(session, user_id=user.id, pc="127.0.0.1")
        self.client.set_cookie(COOKIE, token, domain="localhost", path="/", secure=True)
        return self

    def sign_in_by_form(self, user: User, password: str = PASSWORD) -> "Browser":
        page = self.get("/sign-in").form().submit(name=user.name, password=password)
        assert page.status == 200 or page.status == 404, page.errors
        return self

    def get(self, path: str, query: dict[str, str] | None = None) -> Page:
        return self._follow(self.send("GET", urljoin(self.at, path), query_string=query), urljoin(self.at, path))

    def post(self, path: str, values: list[tuple[str, str]] | dict[str, str]) -> Page:
        url = urljoin(self.at, path)
        pairs = list(values.items()) if isinstance(values, dict) else values
        return self._follow(self.send("POST", url, data=_multi(pairs)), url)

    def send(self, method: str, url: str, **options: object) -> TestResponse:
        full = urljoin(self.at, url)
        parts = urlparse(full)
        path = parts.path + (f"?{parts.query}" if parts.query and not options.get("query_string") else "")
        db.session.rollback()  # the test's own reading must not stand in the way of the request's writing
        options = {"method": method, "base_url": HOST, "headers": {"Referer": self.at}, **options}
        return _outside(lambda: self.client.open(path, **options))  # type: ignore[call-overload]

    def _follow(self, response: TestResponse, url: str) -> Page:
        for _ in range(5):
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            url = urljoin(url, response.headers["Location"])
            response = self.send("GET", url)
        self.at = url
        return Page(self, response, url)


def _outside(call: Callable[[], TestResponse]) -> TestResponse:
    """Outside the test's app context, so that the request has its own; the clock stays where the test moved it."""
    context = contextvars.Context()
    context.run(clock._moved.set, clock._moved.get())
    return context.run(call)


def _multi(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _words(element: "etree._Element | None") -> str:
    return "" if element is None else re.sub(r"\s+", " ", "".join(element.itertext())).strip()
