"""The page of indicators: figure, what it rests on and its words in one line, for own wards only."""

import pytest
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import Stay, User, Ward
from enabler.record.evidence import indicators
from tests.browser import Browser
from tests.pages.indicators.conftest import gone_home

Asked = dict[str, str]


def line(page: object, name: str) -> str:
    """The row of an indicator as it is read."""
    rows = page.tree.findall(".//tbody/tr")  # type: ignore[attr-defined]
    return next(text for row in rows if (text := " ".join("".join(row.itertext()).split())).startswith(name))


def test_the_figure_with_its_words(as_officer: Browser, followed: list[Stay], asked: Asked) -> None:
    page = as_officer.get("/indicators", asked)
    read = line(page, "Home kept at 13 weeks")
    assert "67%4 of 6" in read and "1, in the denominator" in read and "lost contact is not success" in read
    assert "Version 1, supplied with the program" in read
    assert "0%0 of 5" in line(page, "Back in hospital within 91 days")
    assert "0 days from 6" in line(page, "Days from the ready date").replace("days", "days ")
    assert "nobody to count" in line(page, "Patients screened")
    assert len(page.tree.findall(".//tbody/tr")) == 14


def test_this_quarter_unless_asked(as_officer: Browser) -> None:
    page = as_officer.get("/indicators")
    assert page.status == 200 and "all my wards" in page.main and "nobody to count" in page.main


def test_from_fewer_than_5_too_few_for_those_who_do_not_see_the_stays(
    app: object, browser: Browser, evaluator: User, officer: User, session: Session, ward: Ward, asked: Asked
) -> None:
    for _ in range(4):
        gone_home(session, ward, "kept")
    read = line(browser.sign_in(evaluator).get("/indicators", asked), "Home kept at 13 weeks")
    assert "too few" in read and "%" not in read and "of 4" not in read
    assert "too few" in line(browser.get("/indicators", asked), "Housing nights of discharged cases")
    mine = Browser(browser.app).sign_in(officer).get("/indicators", asked)
    assert "100%4 of 4" in line(mine, "Home kept at 13 weeks")
    gone_home(session, ward, "kept")
    assert "100%5 of 5" in line(browser.get("/indicators", asked), "Home kept at 13 weeks")


def test_five_stays_of_four_people_are_too_few(
    as_evaluator: Browser, session: Session, ward: Ward, asked: Asked
) -> None:
    stays = [gone_home(session, ward, "kept") for _ in range(5)]
    stays[4].patient_id = stays[0].patient_id
    session.commit()
    assert "too few" in line(as_evaluator.get("/indicators", asked), "Home kept at 13 weeks")


def test_officers_have_their_own_wards(
    as_officer: Browser, session: Session, followed: list[Stay], other_ward: Ward, asked: Asked
) -> None:
    gone_home(session, other_ward, "lost")
    assert "4 of 6" in line(as_officer.get("/indicators", asked), "Home kept at 13 weeks")
    assert as_officer.get("/indicators", asked | {"ward": other_ward.name}).status == 422
    elsewhere = as_officer.get("/indicators", asked | {"ward": "Bosworth"})
    assert "4 of 6" in line(elsewhere, "Home kept at 13 weeks")


def test_evaluators_have_all_wards_and_one(
    as_evaluator: Browser, session: Session, followed: list[Stay], other_ward: Ward, asked: Asked
) -> None:
    gone_home(session, other_ward, "lost")
    assert "4 of 7" in line(as_evaluator.get("/indicators", asked), "Home kept at 13 weeks")
    assert "too fewfrom fewer than 5" in line(
        as_evaluator.get("/indicators", asked | {"ward": "Ward 12"}), "Home kept at 13 weeks"
    )


def test_a_readmission_stands_beside_a_comparison_only_where_one_is_cited(
    as_officer: Browser, followed: list[Stay], asked: Asked
) -> None:
    page = as_officer.get("/indicators", asked)
    assert "Beside it:" in line(page, "Back in hospital within 28 days")
    assert "Beside it:" not in line(page, "Back in hospital within 91 days")
    assert "None of these is ever added to days avoided" in page.main


def test_the_version_it_was_counted_by(
    as_officer: Browser, session: Session, evaluator: User, followed: list[Stay], asked: Asked
) -> None:
    held = indicators.definition(session, "home_kept_13_weeks")
    texts = {name: getattr(held, name) for name in indicators.TEXTS} | {"name": "Still at home"}
    with atomic(session):
        indicators.change_indicator(
            session,
            by=indicators.audit.command_line("Evan Lloyd"),
            key=held.key,
            expected_version=1,
            reason="Asked",
            **texts,
        )
    read = line(as_officer.get("/indicators", asked), "Still at home")
    assert "Version 2," in read and "Evan Lloyd" in read and "4 of 6" in read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"from_on": "31/2/2026"}, "February 2026 has 28 days"),
        ({"from_on": "1/6/2026", "to_on": "1/5/2026"}, "before its first"),
        ({"from_on": "1/6/2099", "to_on": "30/6/2099"}, "not begun"),
        ({"from_on": "1/1/1990"}, "five years at most"),
        ({"from_on": ""}, "Enter the first day"),
        ({"ward": "No such ward"}, "Not a valid choice"),
    ],
)
def test_bad_questions_are_answered_at_the_field(
    as_officer: Browser, asked: Asked, typed: dict[str, str], sentence: str
) -> None:
    for address in ("/indicators", "/indicators/home_kept_13_weeks"):
        page = as_officer.get(address, asked | typed)
        assert page.status == 422 and sentence in page.main
