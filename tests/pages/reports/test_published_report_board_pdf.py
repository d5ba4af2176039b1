"""The copy for a board: the figures, and no reference of a stay."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import PublishedReport, User, Ward
from tests.browser import Browser
from tests.pages.reports.publishing import check_sent_as_issued, is_out_of_reach, publish_example
from tests.pages.reports.reading import everything_in, text_of


def test_the_boards_copy_has_no_reference_of_a_stay(ward: Ward, example: Session, issued: PublishedReport) -> None:
    full, board = text_of(issued.pdf).split(), everything_in(issued.board_pdf)
    refs = [f"S{number}" for number in range(1, 9)]
    assert [ref for ref in refs if not any(ref in word for word in full)] == []
    words = board.replace(",", " ").replace(".", " ").split()
    assert [ref for ref in refs if ref in words] == []
    for said in (
        issued.ref,
        issued.fingerprint,
        "38.4 nights avoided",
        "Figures only, no references",
        "Copy for a board",
    ):
        assert said in board, said


@pytest.mark.usefixtures("quick_print")
def test_sent_as_issued_and_audited(ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser) -> None:
    check_sent_as_issued(evaluating, example, issued, "-board.pdf", "board")


@pytest.mark.usefixtures("quick_print")
def test_one_of_other_wards_is_not_there(browser: Browser, officer: User, example: Session) -> None:
    assert is_out_of_reach(browser.sign_in(officer), publish_example(example, None), "-board.pdf")
