"""A list of the ward as a hospital's system shows it, pasted into the page."""

from pathlib import Path

from tests.browser import Browser, Page

EXAMPLES = Path(__file__).parents[2] / "examples"
NEXT_DAY = (EXAMPLES / "ward_list_next_day_pasted.tsv").read_text(encoding="utf-8")


def paste(browser: Browser, text: str) -> Page:
    return browser.get("/ward-list/in").form().submit(pasted=text)
