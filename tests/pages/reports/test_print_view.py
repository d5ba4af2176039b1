"""On a machine without Pango every paper is a page to print from the browser, which says what to install."""

import builtins
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from enabler import models
from enabler.models import Stay, User, Ward
from enabler.pages.reports.printing import pdf
from tests import makers
from tests.browser import PASSWORD, Browser
from tests.fixtures_browser import axe

PAPERS = ("/stays/{stay}/summary.pdf", "/wards/{ward}/list.pdf", "/days-avoided.pdf")


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Importing WeasyPrint fails as it does where Pango is missing."""
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    pdf._renderer.cache_clear()
    yield
    pdf._renderer.cache_clear()


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(session, ward, ready=9, bed="B1", barriers=["rent_arrears", "no_home"])


@pytest.mark.parametrize("address", PAPERS)
def test_the_print_view_says_what_to_install(
    as_officer: Browser, session: Session, stay: Stay, ward: Ward, without_pango: None, address: str
) -> None:
    page = as_officer.get(address.format(stay=stay.id, ward=ward.id))
    assert page.status == 200 and "apt-get install libpango-1.0-0" in page.main
    assert "Printed by Sam Okafor" in page.text and "Copy 1" in page.text
    session.rollback()
    assert session.query(models.AuditLine).filter_by(action="print").count() == 1


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("address", PAPERS)
def test_it_looks_right_on_screen(
    page: Page, officer: User, stay: Stay, ward: Ward, without_pango: None, address: str, width: int
) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill(officer.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(address.format(stay=stay.id, ward=ward.id))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_pdfs_cost_nothing_until_somebody_prints() -> None:
    """Starting imports neither WeasyPrint nor what it needs; asked of a new interpreter."""
    code = (
        "import sys, enabler.pages.reports.views; sys.exit('weasyprint' in sys.modules or 'fontTools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
