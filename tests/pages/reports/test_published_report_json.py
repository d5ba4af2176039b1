"""The published figures for a machine."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import PublishedReport, ReadyPeriod, User, Ward
from tests.browser import Browser
from tests.pages.reports.publishing import address, change_frozen, is_out_of_reach, last_line, publish_example


@pytest.mark.usefixtures("quick_print")
def test_the_figures_stay_whatever_changes(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    with atomic(example):
        for period in example.scalars(select(ReadyPeriod)):
            example.delete(period)
    answer = evaluating.send("GET", address(issued, ".json"))
    figures = json.loads(answer.data)
    assert (figures["reference"], figures["fingerprint"]) == (issued.ref, issued.fingerprint)
    assert figures["totals"]["net"]["central"] == pytest.approx(38.4135, abs=1e-4) and len(figures["rows"]) == 6
    assert json.loads(last_line(example).detail) == {"copy": "json"}


@pytest.mark.usefixtures("quick_print")
def test_nothing_where_they_are_damaged(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    change_frozen(example, issued, lambda held: held["results"].pop("totals"))
    assert evaluating.send("GET", address(issued, ".json")).status_code == 404


@pytest.mark.usefixtures("quick_print")
def test_one_of_other_wards_is_not_there(browser: Browser, officer: User, example: Session) -> None:
    assert is_out_of_reach(browser.sign_in(officer), publish_example(example, None), ".json")
