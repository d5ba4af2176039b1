"""What holds for every page: valid HTML, one h1, labelled fields, linked errors, nothing inline, nothing kept."""

import itertools
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from html5lib.constants import E
from lxml import etree
from werkzeug.test import TestResponse

from enabler import codes
from enabler.database import Base
from enabler.models.columns import labels_of

NHS_NUMBER = re.compile(r"\b999[ -]?\d{3}[ -]?\d{4}\b")


Faults = list[tuple[Any, str, dict[str, Any]]]  # what the parser of the page found


class PageWrong(AssertionError):
    """A page that breaks one of the rules below."""


def check_page(faults: Faults, tree: "etree._Element", response: TestResponse) -> None:
    check_headers(response)
    check_valid(faults)
    check_headings(tree)
    check_fields(tree)
    check_ids(tree)
    check_nothing_inline(tree)
    check_posts(tree)
    check_addresses(tree)
    if response.status_code in (200, 422):  # a page of a fault gives back what was sent, as it was sent
        check_words(tree, response.request.path)


def _refuse(found: object, why: str) -> None:
    if found:
        raise PageWrong(f"{why}: {found}")


def check_headers(response: TestResponse) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    _refuse("default-src 'none'" not in policy or "unsafe" in policy, "weak content security policy")
    _refuse(response.headers.get("Cache-Control") != "no-store", "a page that a browser may keep")


def check_valid(faults: Faults) -> None:
    _refuse([(place, E.get(code, code) % data) for place, code, data in faults], "invalid HTML")


def check_headings(tree: "etree._Element") -> None:
    _refuse(len(list(tree.iter("h1"))) != 1, "not exactly one h1")
    levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4") if one.getparent() is not None]
    main = tree.find(".//main")
    inside = [int(one.tag[1]) for one in main.iter("h1", "h2", "h3", "h4")] if main is not None else levels
    _refuse([pair for pair in itertools.pairwise(inside) if pair[1] > pair[0] + 1], "a heading level is skipped")
    title = tree.findtext(".//title") or ""
    _refuse(not title.strip() or NHS_NUMBER.search(title), "title empty or with a number")


def check_fields(tree: "etree._Element") -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    for field in tree.iter("input", "select", "textarea"):
        if field.get("type") in ("hidden", "submit"):
            continue
        named = field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        _refuse(not named, f"field {field.get('name')} without a label")


def check_ids(tree: "etree._Element") -> None:
    ids = [one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id")]
    _refuse({one for one in ids if ids.count(one) > 1}, "the same id twice")
    known = set(ids)
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        for name in ("aria-describedby", "aria-labelledby", "for"):
            _refuse([ref for ref in (one.get(name) or "").split() if ref not in known], f"{name} points nowhere")
    for link in tree.iter("a"):
        href = link.get("href") or ""
        _refuse(href.startswith("#") and len(href) > 1 and href[1:] not in known, f"link to a missing place {href}")


def check_nothing_inline(tree: "etree._Element") -> None:
    _refuse([one.tag for one in tree.iter() if isinstance(one.tag, str) and one.get("style")], "inline style")
    _refuse(list(tree.iter("style")), "style element")
    _refuse([one for one in tree.iter("script") if not one.get("src")], "inline script")
    handlers = [name for one in tree.iter() if isinstance(one.tag, str) for name in one.attrib if name.startswith("on")]
    _refuse(handlers, "inline handler")


def check_posts(tree: "etree._Element") -> None:
    for form in tree.iter("form"):
        if form.get("method", "").lower() == "post":
            _refuse(
                not any(field.get("name") == "csrf_token" for field in form.iter("input")),
                "a form without its CSRF token",
            )


def check_addresses(tree: "etree._Element") -> None:
    for one in tree.iter("a", "img", "link", "script", "form"):
        address = one.get("href") or one.get("src") or one.get("action") or ""
        _refuse(re.match(r"(https?:)?//", address), f"something from elsewhere: {address}")
        _refuse(NHS_NUMBER.search(address), "a number in an address")


@cache
def listed_words() -> Mapping[str, Mapping[str, str]]:
    """Of each column name the words it may hold, in whatever table."""
    words: dict[str, dict[str, str]] = {"reason": dict(codes.delay_reason_codes())}  # a list and its code in one choice
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if labels := labels_of(column):
                words.setdefault(column.name, {}).update(labels)
    return words


@cache
def stored_codes() -> frozenset[str]:
    return frozenset(code for words in listed_words().values() for code in words if "_" in code)


ABOUT_FILES = ("/comparisons",)  # pages that say what stands in a file, code for code


def check_words(tree: "etree._Element", path: str) -> None:
    """Choices are the words of their column; a stored code never reaches the screen."""
    for field in tree.iter("select"):
        words = listed_words().get(field.get("name") or "")
        offered = {one.get("value") for one in field.iter("option")} - {"", None}
        _refuse(words and offered - set(words), f"field {field.get('name')} offers what its column does not know")
    main = tree.find(".//main")
    if path.startswith(ABOUT_FILES):
        return
    shown = " ".join(main.itertext()) if main is not None else ""
    _refuse(set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", shown)) & stored_codes(), "a stored code on the screen")
