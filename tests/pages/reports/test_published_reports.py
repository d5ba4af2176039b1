"""The list of published reports: the newest first, what corrects what, and only those of one's own wards."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import PublishedReport, User, Ward
from enabler.record.publishing.published import is_of_wards
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user
from tests.pages.reports.publishing import address, change_frozen, publish_example


def test_an_empty_list_says_what_publishing_is_for(evaluating: Browser) -> None:
    page = evaluating.get("/published")
    assert "Nothing is published yet" in page.main and page.links["Publish a report"] == "/publish"


@pytest.mark.postgres
@pytest.mark.usefixtures("quick_print")
def test_the_list_has_the_newest_first_and_names_corrections(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    newer = publish_example(example, replaces=issued.ref, correction="A barrier was missing")
    rows = evaluating.get("/published").tree.findall(".//tbody/tr")
    said = [" ".join("".join(row.itertext()).split()) for row in rows]
    assert said[0].startswith(newer.ref) and f"Corrects {issued.ref}" in said[0]
    assert said[1].startswith(issued.ref) and f"Replaced by {newer.ref}" in said[1]
    assert "38.4 nights avoided (net, range 33.9 to 40.7)" in said[1] and "by Evan Lloyd" in said[1]
    assert "1 April 2026 to 30 June 2026 Bosworth" in said[1].replace("2026Bosworth", "2026 Bosworth")
    assert "A barrier was missing" in evaluating.get(address(issued)).main
    assert f"Corrects {issued.ref}" in evaluating.get(address(newer)).main


@pytest.mark.usefixtures("quick_print")
def test_the_list_goes_over_pages(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enabler.pages.reports.publishing.published.ON_A_PAGE", 1)
    assert "2" not in evaluating.get("/published").links
    publish_example(example)
    first = evaluating.get("/published")
    assert issued.ref not in first.main
    assert issued.ref in evaluating.get(first.links["2"]).main
    assert issued.ref in evaluating.get("/published", {"page": "99"}).main


@pytest.mark.usefixtures("quick_print")
def test_damage_is_said(ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser) -> None:
    change_frozen(example, issued, lambda held: held["results"].pop("totals"))
    assert "damaged" in evaluating.get("/published").main


@pytest.mark.usefixtures("quick_print")
def test_officers_see_reports_of_their_own_wards_only(
    ward: Ward, other_ward: Ward, example: Session, issued: PublishedReport, officer: User, browser: Browser
) -> None:
    everywhere, both = publish_example(example, None), publish_example(example, ("Bosworth", "Ward 12"))
    own = browser.sign_in(officer).get("/published").main
    assert issued.ref in own and everywhere.ref not in own and both.ref not in own
    both_wards = make_user(example, "Jo Marsh", Role.COORDINATOR, ward, other_ward)
    seen = Browser(browser.app).sign_in(both_wards).get("/published").main
    assert both.ref in seen and everywhere.ref not in seen


@pytest.mark.parametrize(
    ("ward", "own", "seen"),
    [
        ("Bosworth", ["Bosworth"], True),
        ("Bosworth, Ward 12", ["Ward 12", "Bosworth"], True),
        ("Ward 5, East", ["Ward 5, East"], True),
        ("Ward 5, East, Ward 6", ["Ward 6", "Ward 5, East"], True),
        ("Bosworth, Ward 12", ["Bosworth"], False),
        ("Bosworth", [], False),
        ("Bosworth", [""], False),
        (None, ["Bosworth"], False),
        ("", ["Bosworth"], False),
    ],
)
def test_whose_report_it_is(ward: str | None, own: list[str], seen: bool) -> None:
    assert is_of_wards(ward, own) is seen
