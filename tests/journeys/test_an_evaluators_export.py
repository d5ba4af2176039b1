"""An evaluator's export: a study, a reason, the password once more, and no identity in what leaves."""

import io
import zipfile

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler.models import User
from tests.conftest import PASSWORD
from tests.journeys.conftest import Look, fill, press, sign_in

pytestmark = pytest.mark.browser


def test_a_pseudonymised_extract(page: Page, look: Look, evaluator: User, example: Session) -> None:
    sign_in(page, evaluator)
    page.get_by_role("link", name="Export").click()
    look()
    fill(page, study="Waits 2026", reason="Annual evaluation", password="not this one")
    press(page, "Make the export")
    page.get_by_text("There is a problem").wait_for()
    look()
    fill(page, password=PASSWORD)
    with page.expect_download() as begun:
        page.locator("main").get_by_role("button", name="Make the export").press("Enter")
    extract = zipfile.ZipFile(io.BytesIO(begun.value.path().read_bytes()))
    text = "\n".join(extract.read(name).decode("utf-8-sig") for name in extract.namelist())
    assert "rent_arrears" in text
    for secret in ("Example1", "Given1", "9999367577", "H00001", "1951-03-02"):
        assert secret not in text
    # and no patient's page is within an evaluator's reach
    assert page.goto("/stays/1").status == 403
