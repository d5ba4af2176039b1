"""The stays behind a published figure are the frozen ones."""

import pytest
from sqlalchemy.orm import Session

from enabler import models
from enabler.database import atomic
from enabler.models import User, Ward
from tests.browser import Browser
from tests.pages.reports.behind import check_figures
from tests.pages.reports.publishing import is_out_of_reach, publish_example


@pytest.mark.usefixtures("quick_print")
def test_they_add_up_whatever_changes(evaluating: Browser, example: Session) -> None:
    report = publish_example(example)
    with atomic(example):
        example.delete(example.query(models.ReadyPeriod).join(models.Stay).filter(models.Stay.ref == "S1").one())
    address = f"/published/{report.id}"
    assert check_figures(evaluating.get(address), address) > 10
    assert "S1" in evaluating.get(f"{address}/stays", {"of": "rows:gross"}).main
    assert evaluating.get(f"{address}/stays", {"of": "no:such"}).status == 404


@pytest.mark.usefixtures("quick_print")
def test_linked_for_those_who_may_open_them(ward: Ward, example: Session, officer: User, browser: Browser) -> None:
    address = f"/published/{publish_example(example).id}/stays"
    assert browser.sign_in(officer).get(address, {"of": "rows:gross"}).links["S1"].startswith("/stays/")


@pytest.mark.usefixtures("quick_print")
def test_one_of_other_wards_is_not_there(browser: Browser, officer: User, example: Session) -> None:
    assert is_out_of_reach(browser.sign_in(officer), publish_example(example, None), "/stays")
