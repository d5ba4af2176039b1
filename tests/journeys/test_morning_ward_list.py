"""The morning ward list: pasted as it comes, put right in place, taken in; tomorrow's shows who moved and who is
gone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from enabler.models import User
from tests.journeys.conftest import Look, press, sign_in

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[1] / "examples"


def test_two_mornings(page: Page, look: Look, officer: User) -> None:
    sign_in(page, officer)
    page.get_by_role("link", name="Bring in a list").click()
    look()
    page.get_by_label("Or choose a file").set_input_files(EXAMPLES / "ward_list_pas_extract.csv")
    press(page, "Look at it first")
    page.get_by_role("heading", level=1).wait_for()
    look()
    assert "18" in page.locator("main").inner_text()
    press(page, "Take in")
    page.get_by_role("status").first.wait_for()
    page.goto("/ward-list")
    assert "ACHTERBERG, Maureen" in page.locator("main").inner_text()
    look()
    page.locator("tr", has_text="OKONKWO, Chidi").get_by_role("button", name="Take on").press("Enter")
    page.get_by_role("status").first.wait_for()

    page.goto("/ward-list/in")
    page.get_by_label("Paste the list").fill((EXAMPLES / "ward_list_next_day_pasted.tsv").read_text(encoding="utf-8"))
    press(page, "Look at it first")
    text = page.locator("main").inner_text()
    for word in ("New", "Moved", "Gone"):
        assert word.lower() in text.lower()
    assert "31/02/1950" in page.content()
    look()
    press(page, "Take in")
    page.get_by_role("status").first.wait_for()
    # gone never discharges anybody: Today asks where to, for a case
    page.goto("/today")
    assert "OKONKWO, Chidi" in page.locator("main").inner_text()
    look()
