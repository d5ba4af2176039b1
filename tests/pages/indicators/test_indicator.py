"""One indicator: its words with their versions, and everybody behind the figure with the evidence."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, FollowUp, Stay, User, Ward
from enabler.rules.indicators.counting import MEASURES
from tests import makers
from tests.browser import Browser, Page
from tests.pages.indicators.conftest import gone_home

Asked = dict[str, str]
KEPT = "/indicators/home_kept_13_weeks"


def groups(page: Page) -> dict[str, int]:
    """Each heading of people with the rows below it."""
    found = {}
    for heading in page.tree.iter("h3"):
        name, _, said = "".join(heading.itertext()).partition(": ")
        rows = len(heading.getnext().findall(".//tbody/tr"))
        assert int(said) == rows
        found[name] = rows
    return found


def test_the_people_add_up_to_the_figure(
    as_officer: Browser, session: Session, ward: Ward, followed: list[Stay], asked: Asked
) -> None:
    makers.make_stay(session, ward, case=120, admitted=125, left=100, discharge_outcome="died")
    page = as_officer.get(KEPT, asked)
    assert "67% 4 of 6. 1 not known (in the denominator), 1 excluded." in page.main
    assert groups(page) == {
        "In the numerator": 4,
        "In the denominator, not in the numerator": 1,
        "Not known": 1,
        "Excluded": 1,
    }
    assert "7 looked at: 4 counted, 1 not counted, 1 not known, 1 excluded." in page.main
    assert "Denominator 6 = 4 + 1 + 1 not known." in page.main


@pytest.mark.parametrize("key", MEASURES)
def test_every_indicator_adds_up(as_officer: Browser, followed: list[Stay], asked: Asked, key: str) -> None:
    page = as_officer.get(f"/indicators/{key}", asked)
    looked = sum(groups(page).values())
    assert page.status == 200
    assert f"{looked} looked at" in page.main


def test_each_with_its_evidence(as_officer: Browser, session: Session, followed: list[Stay], asked: Asked) -> None:
    page = as_officer.get(KEPT, asked).main
    for check in session.scalars(select(FollowUp)):
        assert f"Follow-up at 13 weeks {check.ref}" in page
    assert "written down by makers on" in page and "Could not contact" in page and "Home lost" in page


def test_links_for_those_within_reach_references_for_evaluators(
    browser: Browser, officer: User, evaluator: User, followed: list[Stay], asked: Asked
) -> None:
    mine = browser.sign_in(officer).get(KEPT, asked)
    assert mine.links[followed[0].ref] == f"/stays/{followed[0].id}"
    theirs = Browser(browser.app).sign_in(evaluator).get(KEPT, asked)
    assert followed[0].ref in theirs.main and followed[0].ref not in theirs.links
    assert "Singh" not in mine.main + theirs.main


def test_a_later_stay_elsewhere_is_not_named_to_whom_it_is_out_of_reach(
    browser: Browser, officer: User, evaluator: User, session: Session, ward: Ward, other_ward: Ward, asked: Asked
) -> None:
    stay = gone_home(session, ward, "kept")
    later = makers.make_stay(session, other_ward, patient=stay.patient, admitted=90, case=None)
    mine = browser.sign_in(officer).get("/indicators/readmitted_28_days", asked)
    assert "Back in hospital on day 10" in mine.main and "out of your reach" in mine.main
    assert later.ref not in mine.html
    theirs = Browser(browser.app).sign_in(evaluator).get("/indicators/readmitted_28_days", asked)
    assert later.ref in theirs.main


def test_who_is_no_longer_on_record_still_counts(
    as_officer: Browser, session: Session, ward: Ward, asked: Asked
) -> None:
    makers.add_screening(session, ward, "issue", None, 9)
    session.commit()
    page = as_officer.get("/indicators/screened_issue", asked)
    assert "100% 1 of 1." in page.main and "no longer on record" in page.main


def test_the_words_do_not_change_the_count_and_say_so(as_evaluator: Browser, asked: Asked) -> None:
    page = as_evaluator.get(KEPT, asked)
    assert "these words explain it" in page.main and "home_kept_13_weeks" in page.main
    assert "Change the words" in page.links


def test_officers_look(as_officer: Browser, asked: Asked) -> None:
    assert "Change the words" not in as_officer.get(KEPT, asked).links


def test_there_is_no_other(as_officer: Browser) -> None:
    assert as_officer.get("/indicators/days_avoided").status == 404
    assert as_officer.get("/indicators/home_kept").status == 404


def test_a_look_is_noted(as_officer: Browser, session: Session, asked: Asked) -> None:
    as_officer.get(KEPT, asked)
    line = session.scalars(select(AuditLine).where(AuditLine.action == "view indicator")).one()
    assert (line.by, line.subject_id) == ("Sam Okafor", "home_kept_13_weeks")


def test_a_long_list_says_how_many_more(
    as_officer: Browser, session: Session, ward: Ward, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enabler.pages.indicators.views.MOST_SHOWN", 2)
    for _ in range(3):
        gone_home(session, ward, "kept")
    page = as_officer.get(KEPT, asked)
    assert "The first 2 of 3." in page.main and "100% 3 of 3" in page.main
