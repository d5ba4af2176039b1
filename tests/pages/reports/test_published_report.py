"""A published report, as it was frozen, whatever happened since."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import PublishedReport, ReadyPeriod, Stay, UnitCost, User, Ward
from enabler.vocabulary import Role, Setting
from tests.browser import Browser
from tests.conftest import make_user
from tests.pages.reports.publishing import address, change_frozen, is_out_of_reach, publish_example


@pytest.mark.usefixtures("quick_print")
def test_the_figure_stays_whatever_changes(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    before = evaluating.get(address(issued)).main
    with atomic(example):
        stay = example.scalars(select(Stay).where(Stay.ref == "S2")).one()
        for period in example.scalars(select(ReadyPeriod).where(ReadyPeriod.stay_id == stay.id)):
            example.delete(period)
    period = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": "Bosworth"}
    assert "38.4" not in evaluating.get("/days-avoided", period).main
    after = evaluating.get(address(issued)).main
    assert after == before and "38.4 nights avoided (net, range 33.9 to 40.7)" in after
    for words in ("S1", "from 6 stays. Not yet confirmed by a second person", issued.fingerprint, "No ready period"):
        assert words in after, words


@pytest.mark.usefixtures("quick_print")
def test_money_and_cross_check_are_shown_as_frozen(ward: Ward, example: Session, evaluating: Browser) -> None:
    with atomic(example):
        add_unit_cost(example)
    page = evaluating.get(address(publish_example(example)))
    assert "£15,365, from £13,558 to £16,269; 2025/26, NHS England" in page.main
    assert "comparison minus service" in page.main


def add_unit_cost(session: Session) -> None:
    """Known before the reporting year began, so that it prices it."""
    stamp = {"recorded_at": datetime(2026, 1, 10, tzinfo=UTC), "recorded_by": "example"}
    facts = {"setting": Setting.MENTAL_HEALTH, "unit": "bed night", "price_year": "2025/26", "cashable": "no"}
    session.add(UnitCost(pounds=400.0, source="NHS England", **facts, **stamp))


@pytest.mark.usefixtures("quick_print")
def test_it_is_corrected_by_whoever_can_ask_the_same_again(
    ward: Ward, other_ward: Ward, example: Session, evaluating: Browser
) -> None:
    both = publish_example(example, ("Bosworth", "Ward 12"))
    assert "Correct this report" not in evaluating.get(address(both)).links  # evaluators ask for one ward or for all
    on_both = make_user(example, "Jo Marsh", Role.OFFICER, ward, other_ward)
    page = Browser(evaluating.app).sign_in(on_both).get(address(both)).follow("Correct this report")
    assert page.status == 200 and "1 April 2026 to 30 June 2026, Bosworth, Ward 12" in page.main


@pytest.mark.usefixtures("quick_print")
def test_references_lead_to_the_stays_one_may_open(
    ward: Ward, issued: PublishedReport, officer: User, evaluator: User, browser: Browser
) -> None:
    assert browser.sign_in(officer).get(address(issued)).links["S1"].startswith("/stays/")
    assert "S1" not in Browser(browser.app).sign_in(evaluator).get(address(issued)).links


@pytest.mark.usefixtures("quick_print")
def test_damage_is_said_and_the_files_stay(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    change_frozen(example, issued, lambda held: held["results"].pop("totals"))
    page = evaluating.get(address(issued))
    assert page.status == 200 and "are damaged" in page.main
    assert evaluating.send("GET", address(issued, ".pdf")).status_code == 200


@pytest.mark.usefixtures("quick_print")
def test_one_of_other_wards_is_not_there(
    ward: Ward, other_ward: Ward, example: Session, officer: User, browser: Browser
) -> None:
    browser.sign_in(officer)
    for wards in (None, ("Bosworth", "Ward 12")):
        assert is_out_of_reach(browser, publish_example(example, wards), "")
