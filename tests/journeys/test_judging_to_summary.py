"""A coordinator's quarter: the figure on the page, its working, and the same figure on paper."""

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler.models import User
from tests.journeys.conftest import Look, sign_in
from tests.pages.reports.reading import text_of

pytestmark = pytest.mark.browser
QUARTER = "from_on=1%2F4%2F2026&to_on=30%2F6%2F2026&ward=Bosworth"


def test_from_the_figure_to_the_paper(page: Page, look: Look, coordinator: User, example: Session) -> None:
    sign_in(page, coordinator)
    page.get_by_role("link", name="Days avoided").click()
    look()
    page.get_by_label("From").fill("1 Apr 2026")
    page.get_by_label("To", exact=True).fill("30 June 2026")
    page.get_by_label("Ward", exact=True).select_option("Bosworth")
    page.get_by_role("button", name="Show").press("Enter")
    page.get_by_text("38.4").first.wait_for()
    look()
    pdf = page.request.get(f"/days-avoided.pdf?{QUARTER}")
    assert pdf.headers["content-type"] == "application/pdf"
    paper = text_of(pdf.body())
    assert "38.4" in paper and "Copy 1" in paper and coordinator.name in paper
    figures = page.request.get(f"/days-avoided.json?{QUARTER}").json()
    assert figures["reference"] in paper and round(figures["totals"]["net"]["central"], 1) == 38.4
    page.set_viewport_size({"width": 320, "height": 800})
    look()


def test_case_summary_and_ward_list_leave_on_paper(page: Page, coordinator: User, example: Session) -> None:
    sign_in(page, coordinator)
    page.get_by_role("link", name="Caseload").click()
    page.locator("main table a").first.click()
    stay = page.url.rsplit("/", 1)[1]
    for names, shown in (("full", True), ("initials", False)):
        paper = text_of(page.request.get(f"/stays/{stay}/summary.pdf?names={names}").body())
        assert ("EXAMPLE8" in paper) is shown and "Page 1 of 1" in paper
    assert "Page 1 of" in text_of(page.request.get("/wards/1/list.pdf?names=initials").body())
