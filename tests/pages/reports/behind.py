"""The figures of a page that lead to the stays behind them, each followed and added up."""

from collections.abc import Iterator

import pytest
from lxml import etree

from tests.browser import Page


def figures_of(page: Page) -> Iterator[tuple[str, str]]:
    """The text and the address of each link to the stays behind a figure."""
    for link in page.tree.iter("a"):
        if "/stays?" in (link.get("href") or ""):
            yield "".join(etree.ETXPath("string()")(link)).strip(), link.get("href")


def value(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def check_figures(page: Page, address: str) -> int:
    """How many figures of a page have links; each must lead to stays that add up to it, and back."""
    found = {href: text for text, href in figures_of(page)}
    for href, text in found.items():
        behind = page.browser.get(href)
        headline = behind.tree.find(".//p[@class='headline']/strong").text
        assert value(headline) == pytest.approx(value(text), abs=0.051), href
        assert behind.links["Back to the figures"].startswith(address)
        lines = behind.tree.findall(".//table/tbody/tr")
        column = [row.findall("td")[-1].text for row in lines]
        if behind.tree.find(".//table/tfoot") is not None:
            assert sum(map(value, column)) == pytest.approx(value(headline), abs=0.051 * len(column)), href
        else:
            assert len(lines) == value(headline), href
    return len(found)
