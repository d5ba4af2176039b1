"""A figure's way to the auditor: followed to its stays, confirmed, published, printed, checked; then the records
change."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler import models
from enabler.database import atomic
from enabler.models import User
from tests.journeys.conftest import Look, fill, press, sign_in
from tests.pages.reports.reading import text_of

pytestmark = pytest.mark.browser
QUARTER = "/days-avoided?from_on=1/4/2026&to_on=30/6/2026&ward=Bosworth"


def test_from_the_stays_to_a_checked_print(
    page: Page, look: Look, coordinator: User, example: Session, tmp_path: Path
) -> None:
    sign_in(page, coordinator)
    page.goto(QUARTER)

    # the gross leads to its stays, and from there back
    page.locator("#confirmed + table").get_by_role("link", name="45.2").last.press("Enter")
    page.get_by_role("heading", name="Gross nights avoided").wait_for()
    look()
    page.get_by_role("link", name="Back to the figures").press("Enter")

    # a stay is confirmed, another disputed
    page.get_by_role("link", name="Look at stay S1 to confirm or dispute it").press("Enter")
    page.get_by_text("7.0 nights avoided").wait_for()
    look()
    fill(page, state="confirmed")
    press(page, "Save")
    page.goto(QUARTER)
    page.get_by_role("link", name="Look at stay S2 to confirm or dispute it").press("Enter")
    fill(page, state="disputed", note="He had a bed at his sister's.")
    press(page, "Save")
    page.goto(QUARTER)
    page.get_by_text("1 of 6 confirmed by a second person").first.wait_for()
    look()

    # published, with its own paper
    page.goto(QUARTER.replace("/days-avoided", "/publish"))
    page.get_by_text("5 of 6 stays not yet confirmed").wait_for()
    look()
    press(page, "Publish")
    page.get_by_text("Published as").first.wait_for()
    look()
    page.set_viewport_size({"width": 320, "height": 800})
    look()
    page.set_viewport_size({"width": 1366, "height": 768})
    reference = page.get_by_role("heading", level=1).inner_text().split()[-1]
    full, board = (
        page.request.get(page.get_by_role("link", name=name).get_attribute("href") or "").body()
        for name in ("The report as issued (PDF)", "The board's copy, without references (PDF)")
    )
    assert reference in text_of(full) and "S3" in text_of(full) and "S3" not in text_of(board)

    # checked while nothing has changed, and after a stay has
    check(page, tmp_path, board)
    page.get_by_text("This is the board’s copy that was issued").or_(page.get_by_text("board's copy")).first.wait_for()
    look()
    with atomic(example):
        example.query(models.Stay).filter_by(ref="S3").one().discharge_outcome = "transferred"
    check(page, tmp_path, full)
    page.get_by_text("S3").first.wait_for()
    look()


def check(page: Page, folder: Path, pdf: bytes) -> None:
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    page.goto("/verify-report")
    page.locator("main input[type=file]").set_input_files(file)
    press(page, "Check it")
