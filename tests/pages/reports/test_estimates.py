"""How past estimates compared with what happened: who sees whose, and the arithmetic."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.figures.estimating import own_record, past_estimates
from enabler.models import User, Ward
from tests import makers
from tests.browser import Browser, Page
from tests.cases import make_case, make_estimated

TODAY = date(2026, 7, 20)
WAITS = (31, 5, 20, 45, 29)  # each thought likely 20, from 10 to 40: mean difference 6, three of five within


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def past(session: Session, ward: Ward, other_ward: Ward) -> list[int]:
    """Sam Okafor's five and Jo Marsh's one on Bosworth, Kit Hale's five on Ward 12."""
    sams = [make_estimated(session, ward, nights, surname=f"N{nights}").id for nights in WAITS]
    make_estimated(session, ward, 12, "Jo Marsh")
    for nights in (10, 10, 10, 10, 12):
        make_estimated(session, other_ward, nights, "Kit Hale")
    return sams


def rows(page: Page, caption: str) -> list[list[str]]:
    """The cells of the tables with this caption."""
    found = [one for one in page.tree.iter("table") if caption in "".join(one.find("caption").itertext())]
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row] for table in found for row in table.find("tbody")
    ]


@pytest.mark.postgres
def test_an_officer_sees_their_own_and_the_rest_as_one_line(as_officer: Browser, past: list[int]) -> None:
    page = as_officer.get("/estimates")
    assert rows(page, "by who made them") == [
        ["You", "5", "6.0 nights longer", "60%"],
        ["The rest of the service", "6", "9.3 nights sooner", "100%"],
    ]
    listed = rows(page, "Each estimate")
    assert [row[2:6] for row in listed] == [["10", "20", "40", str(nights)] for nights in sorted(WAITS, reverse=True)]
    assert "Kit Hale" not in page.text and "Jo Marsh" not in page.text
    stay_id = past[WAITS.index(45)]
    assert page.links[listed[0][0]] == f"/stays/{stay_id}"
    drawn = [one.get("aria-label") for one in page.tree.iter("{http://www.w3.org/2000/svg}svg")]
    assert [words for words in drawn if "dot" not in words] == [
        "longer than high",
        *["between low and high"] * 3,
        "sooner than low",
    ]


def test_a_coordinator_sees_the_officers_of_the_ward(browser: Browser, coordinator: User, past: list[int]) -> None:
    page = browser.sign_in(coordinator).get("/estimates")
    assert rows(page, "by who made them") == [
        ["Jo Marsh", "1", "too few", "too few"],
        ["Sam Okafor", "5", "6.0 nights longer", "60%"],
    ]
    assert f"/stays/{past[0]}" in page.links.values()


@pytest.mark.parametrize("role", ["evaluator", "administrator"])
def test_others_see_every_officer_and_no_way_to_a_stay(
    browser: Browser, request: pytest.FixtureRequest, role: str, past: list[int]
) -> None:
    page = browser.sign_in(request.getfixturevalue(role)).get("/estimates")
    assert [row[:3] for row in rows(page, "by who made them")] == [
        ["Jo Marsh", "1", "too few"],
        ["Kit Hale", "5", "9.6 nights sooner"],
        ["Sam Okafor", "5", "6.0 nights longer"],
    ]
    assert len(rows(page, "Each estimate")) == 11
    assert not any(way.startswith("/stays/") for way in page.links.values())
    assert "SURNAME" not in page.text.upper() and "N45" not in page.text


def test_only_the_latest_twenty_are_listed_and_all_are_counted(
    as_officer: Browser, session: Session, ward: Ward
) -> None:
    for nights in range(22):
        make_estimated(session, ward, nights)
    page = as_officer.get("/estimates")
    assert "You: the latest 20" in page.main
    assert [row[5] for row in rows(page, "Each estimate")] == [str(nights) for nights in range(21, 1, -1)]
    assert rows(page, "by who made them")[0][:2] == ["You", "22"]


def test_an_empty_page_says_what_it_is_for(as_officer: Browser) -> None:
    page = as_officer.get("/estimates")
    assert "No patient with a sealed estimate has gone home yet" in page.main
    assert "or there is none yet" in page.main
    assert page.follow("See what there is to judge today").heading.startswith("Today")


def test_it_is_the_rules_own_arithmetic(session: Session, past: list[int], ward: Ward) -> None:
    """Patients who died or are still in are not compared, nor are estimates made after the judging day's."""
    died = make_estimated(session, ward)
    late = make_estimated(session, ward, 30, "Jo Marsh")
    still_in = make_case(session, ward)
    with atomic(session):
        session.merge(died).discharge_outcome = "died"
        makers.add_estimate(session, still_in)
        with clock.moved_to(date(2026, 5, 6)):
            makers.add_estimate(session, late, 1, 2, 3).made_by = "Sam Okafor"
    sams = own_record(session, "Sam Okafor", TODAY)
    assert sams is not None and (sams.n, sams.mean_difference, sams.share_within) == (5, 6, 0.6)
    assert {one.officer: one.n for one in past_estimates(session, TODAY)} == {
        "Jo Marsh": 2,
        "Kit Hale": 5,
        "Sam Okafor": 5,
    }
    assert own_record(session, "Priya Nair", TODAY) is None
