"""The naming law: an endpoint, its view, template, form, command and test have one name, so that one search finds them all."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.routing import Rule
from wtforms import Form

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("enabler.record.", "enabler.exchange.")

BUTTON = "a button that asks nothing"
PAPER = "a paper, which has a template of its own"
# Of each part, who has none of their name, with the reason. Whoever has it by now has to leave the list.
WITHOUT: dict[str, dict[str, str]] = {
    "template": {
        "accounts.forget_draft": BUTTON,
        "accounts.home": "leads to the first page of a role",
        "accounts.keep_draft": "answers a script",
        "accounts.lock": BUTTON,
        "accounts.sign_out": BUTTON,
        "reports.case_summary": PAPER,
        "reports.days_avoided_json": "a file",
        "reports.days_avoided_pdf": PAPER,
        "reports.published_report_board_pdf": "a file, kept as it was issued",
        "reports.published_report_json": "a file",
        "reports.published_report_pdf": "a file, kept as it was issued",
        "reports.published_stays_behind": "looks like stays_behind",
        "reports.ward_list": PAPER,
        "setup.alive": "a word for a monitor",
    },
    "form": {
        "accounts.forget_draft": BUTTON,
        "accounts.keep_draft": "takes the fields of any form",
        "accounts.lock": BUTTON,
        "accounts.sign_out": BUTTON,
        "setup.health": BUTTON,
    },
    "command": {
        "accounts.keep_draft": "any page that meets a locked screen keeps what was typed: web's keep_typed_text",
        "accounts.lock": "a screen also locks by itself: web's lock_session",
        "evidence.check_comparison": "saves what was checked: add_comparison",
        "evidence.import_comparison": "a file waits to be checked, whatever it is: keep_pending",
        "exchange.check_ward_list": "takes in what was checked: accept_ward_list",
        "exchange.export": "changes nothing but the audit: record_export",
        "exchange.ward_list_in": "a file waits to be checked, whatever it is: keep_pending",
        "reports.publish_report": "printed first, then kept, here and on the command line: keep_published",
        "reports.verify_report": "changes nothing",
        "setup.health": "begins a check in the background",
    },
}


class Endpoint(NamedTuple):
    """A page or a button of a room, with the module in which its view stands."""

    room: str
    name: str
    view: FunctionType
    posts: bool

    @property
    def module(self) -> ModuleType:
        return importlib.import_module(self.view.__module__)

    @property
    def form(self) -> str:
        return self.name.title().replace("_", "")


def endpoints(app: Flask) -> Iterator[Endpoint]:
    rules: dict[str, list[Rule]] = {}
    for rule in app.url_map.iter_rules():
        rules.setdefault(rule.endpoint, []).append(rule)
    for endpoint, ways in sorted(rules.items()):
        if endpoint != "static":
            view: Any = inspect.unwrap(app.view_functions[endpoint])
            yield Endpoint(*endpoint.split("."), view, any("POST" in (way.methods or ()) for way in ways))


def named_in(module: ModuleType) -> Iterator[Any]:
    """Whatever a module names: its words, and the functions and classes that it uses."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield re.compile(
                "".join(re.escape(it.value) if isinstance(it, ast.Constant) else r"\w+" for it in node.values)
            )
        elif isinstance(node, ast.Name):
            yield vars(module).get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of = vars(module).get(node.value.id)
            if isinstance(of, ModuleType):
                yield vars(of).get(node.attr)


def missing_parts(one: Endpoint) -> Iterator[str]:
    """Each part of an endpoint that has not its name; a view elsewhere than in its room is not its view."""
    if one.view.__name__ != one.name or not one.view.__module__.startswith(f"enabler.pages.{one.room}."):
        yield "view"
    named = list(named_in(one.module))
    template = f"{one.room}/{one.name}.html"
    shown = any(it.fullmatch(template) if isinstance(it, re.Pattern) else it == template for it in named)
    if not shown or not (ROOT / "templates" / template).is_file():
        yield "template"
    if one.posts and not any(
        inspect.isclass(it) and issubclass(it, Form) and it.__name__ == one.form and f".{one.room}." in it.__module__
        for it in named
    ):
        yield "form"
    if one.posts and not any(
        inspect.isfunction(it) and it.__name__ == one.name and it.__module__.startswith(COMMANDS) for it in named
    ):
        yield "command"
    test = ROOT / "tests" / "pages" / one.room / f"test_{one.name}.py"
    if not test.is_file() or not re.search(r"^def test_", test.read_text(), re.MULTILINE):
        yield "test"


def test_each_endpoint_has_the_parts_of_its_name(app: Flask) -> None:
    missing = [
        f"{one.room}.{one.name}: {part}"
        for one in endpoints(app)
        for part in missing_parts(one)
        if f"{one.room}.{one.name}" not in WITHOUT.get(part, {})
    ]
    assert missing == [], "\n".join(missing)


def test_the_list_of_those_without_is_true(app: Flask) -> None:
    """Also short: who has a part of their name now leaves the list."""
    missing = {(f"{one.room}.{one.name}", part) for one in endpoints(app) for part in missing_parts(one)}
    listed = {(endpoint, part) for part, those in WITHOUT.items() for endpoint in those}
    assert sorted(listed - missing) == []
