"""Days avoided on paper: the figures of the page, each copy numbered."""

from sqlalchemy.orm import Session

from enabler import models
from enabler.models import User
from tests.browser import Browser
from tests.pages.reports.periods import PERIOD
from tests.pages.reports.reading import text_of


def paper_of(browser: Browser, **asked: str) -> str:
    answer = browser.send("GET", "/days-avoided.pdf", query_string=PERIOD | asked)
    assert answer.mimetype == "application/pdf"
    return text_of(answer.data)


def test_the_full_report_and_the_boards_copy(evaluating: Browser, session: Session) -> None:
    """Each is printed once and read for everything: printing takes long."""
    full, board = paper_of(evaluating), paper_of(evaluating, copy="board")
    assert "38.4 nights avoided (net, range 33.9 to 40.7), from 6 stays." in full
    assert [f"S{number}" for number in range(1, 10) if f"S{number}" not in full] == [] and "Example1" not in full
    assert not {"S1", "S7"} & set(board.split())
    for number, paper in enumerate((full, board), 1):
        assert f"Copy {number}" in paper and "Printed by Evan Lloyd" in paper
    assert session.query(models.AuditLine).filter_by(action="print").count() == 2
    every_figure_stands_on_the_page(full, evaluating.get("/days-avoided", PERIOD).main)


def every_figure_stands_on_the_page(paper: str, page: str) -> None:
    for words in (
        "58 nights in hospital for housing reasons. Without the service, 106.7 nights were to be expected.",
        "82 nights in hospital while they were ready to leave; on 77 of these a housing barrier stood in the way",
        "3 of 9 stays cannot be counted",
    ):
        assert words in page and words in paper, words
    for row in (
        "Apr 2026 13 0 0 0 13",
        "Period 64 13 5 0 82",
        "Any barrier 77 77",
        "No home 61 61",
        "All 6 106.7 58 45.2",
    ):
        assert row in paper, row
        assert row.replace(" ", "") in page.replace(" ", ""), row


def test_the_boards_copy_has_no_reference_of_a_stay(evaluating: Browser) -> None:
    full, board = (
        text_of(evaluating.send("GET", "/days-avoided.pdf", query_string=PERIOD | extra).data).split()
        for extra in ({}, {"copy": "board"})
    )
    assert "S1" in full and "S7" in full and "S1" not in board and "S7" not in board


def test_a_bad_question_is_answered_at_the_field(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided.pdf", PERIOD | {"from_on": "31/2/2026"})
    assert page.status == 422 and "February 2026 has 28 days" in page.main


def test_only_of_ones_own_wards(browser: Browser, officer: User, example: Session) -> None:
    assert browser.sign_in(officer).get("/days-avoided.pdf", PERIOD | {"ward": "Ward 12"}).status == 422
    assert "S9" not in paper_of(browser)
