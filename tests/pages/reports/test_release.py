"""The quarterly summary as a release: a page for a board, charts with their numbers in tables, nothing invented."""

from datetime import date

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enabler import clock, models
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.publishing.list_changes import ListChanges
from enabler.figures.report.days_avoided import days_avoided
from enabler.pages.reports.figure.release import Release
from enabler.record.publishing.confirmations import confirm_row
from enabler.rules.method.periods import Period
from enabler.vocabulary import Confirmation
from tests.browser import Browser
from tests.pages.reports.reading import everything_in, headings_of, last_lines, pages_of, tags_of, text_of
from tests.pages.reports.waits import SHORTER, add_prices, add_waits

QUARTER = ("1/4/2026", "30/6/2026")
EMPTY, ONE, LEFT_OUT = ("1/1/2025", "31/3/2025"), ("1/4/2026", "13/4/2026"), ("14/4/2026", "30/4/2026")
LATER = ("1/5/2026", "30/6/2026")
SECTIONS = [
    "Delayed-discharge days avoided", "What it rests on", "From gross to net, in nights", "In pounds",
    "Which stays are counted", "Delay nights of the period", "The figure taken apart", "How far to trust it",
    "Which assumption matters most", "Cross-check with waits that are not over", "Nights as national returns count them",
    "What this does not claim", "How this is counted", "Definitions", "What was taken as given", "Code lists",
]  # fmt: skip


def summary(evaluating: Browser, period: tuple[str, str], copy: str = "") -> bytes:
    asked = {"from_on": period[0], "to_on": period[1], "ward": "", "copy": copy}
    answer = evaluating.send("GET", "/days-avoided.pdf", query_string=asked)
    assert answer.mimetype == "application/pdf"
    return answer.data


def drawn(pdf: bytes) -> str:
    return " ".join(tag.alt or "" for tag in tags_of(pdf) if tag.kind == "Figure")


def test_a_board_reads_one_page_and_no_references(evaluating: Browser) -> None:
    pdf = summary(evaluating, QUARTER, copy="board")
    pages = pages_of(pdf)
    for words in ("38.4 nights avoided (net, range 33.9 to 40.7)", "0.4 beds free", "no pounds are given", "0 of 6"):
        assert words in pages[0], words
    found = everything_in(pdf)
    assert not [ref for ref in ("S1", "S2", "S7", "S8", "S9") if f" {ref} " in found] and "Annex" not in found
    assert "leaves out the annexes" in found and "No ready period is recorded 1" in found


def test_sections_are_in_order_and_every_page_bears_its_reference(evaluating: Browser) -> None:
    pdf = summary(evaluating, QUARTER)
    headings = headings_of(pdf)
    assert [one for one in headings if one in SECTIONS] == SECTIONS
    assert headings[-1] == "Annex: references of the stays left out"
    assert not set(last_lines(pdf)) & set(headings), "a page ends with a heading"
    made = pages_of(pdf)
    for place, page in enumerate(made, 1):
        assert "Reference draft-" in page and "fingerprint " in page and f"Page {place} of {len(made)}" in page
    assert "is not over" not in made[0]


def test_the_numbers_of_each_chart_stand_in_a_table(evaluating: Browser) -> None:
    pdf = summary(evaluating, LATER)
    charts, words = drawn(pdf), text_of(pdf)
    assert "Net nights avoided, period by period. Mar to Apr 2026: 6.0" in charts
    assert "share: " in charts and "Delay nights by month and part. May 2026: 32" in charts
    for row in (
        "Mar to Apr 2026 1 6.0",
        "May 2026 22 10 0 0 32",
        "Share ",
        "Net, central 32.5",
        "Optimism of the evidence",
    ):
        assert row in words, row


@pytest.mark.parametrize(("period", "why"), [(EMPTY, "There was no stay"), (LEFT_OUT, "3 of 3 stays cannot")])
def test_without_a_stay_that_counts_no_number_is_invented(
    evaluating: Browser, period: tuple[str, str], why: str
) -> None:
    pdf = summary(evaluating, period)
    first = pages_of(pdf)[0]
    assert "No stay of this period can be counted, so there is no figure." in first and why in first
    assert "nothing to put a value on" in first and "This period has no figure" in first
    assert not [words for words in ("nights avoided", "beds free", "£", "resamples") if words in first]
    assert not [words for words in ("From gross to net", "Net nights", "Central net") if words in drawn(pdf)]
    assert "no stay counted" in text_of(pdf) and "Bosworth 6 6 0 0.0" not in text_of(pdf)
    assert not set(last_lines(pdf)) & set(headings_of(pdf))


def test_one_stay_has_no_means_and_no_shares(evaluating: Browser) -> None:
    words = text_of(summary(evaluating, ONE))
    assert "fewer than 5 people: no means or shares are printed" in words and "Fewer than 10 stays (1)" in words
    assert "2 patients became ready in the period and can be compared: too few for a mean." in words
    assert "nights a stay" not in words and "Comparison cohort 4 1 7.0 too few" in words
    assert "a share that is not printed" in words


def test_a_period_that_is_not_over_says_so(evaluating: Browser) -> None:
    with clock.moved_to(date(2026, 6, 20)):
        assert "As at 20 June 2026: the period is not over" in pages_of(summary(evaluating, QUARTER))[0]


def test_without_a_comparison_it_says_so(evaluating: Browser, example: Session) -> None:
    example.execute(delete(models.ComparisonCohortRow))
    example.execute(delete(models.ComparisonCohort))
    example.commit()
    words = text_of(summary(evaluating, QUARTER))
    assert "There is no comparison and no cited value." in words and "No comparison has patients like those" in words
    assert "no basis for what to expect 7" in words


def test_pounds_have_their_words_their_source_and_their_meter(
    evaluating: Browser, example: Session, cli_actor: Actor
) -> None:
    add_prices(example, cli_actor)
    add_waits(example, SHORTER)
    pdf = summary(evaluating, QUARTER)
    first, words = pages_of(pdf)[0], text_of(pdf)
    assert "£98,257" in first and "capacity released, not cash saved" in first and "2.0 nights a week" in first
    assert "Break-even, in nights a week. Needed to cover the cost of the service: 2.0. Released: 15.1" in drawn(pdf)
    assert "S & co" in words and "The council £12,964 100%" in words and "Released, central 15.1" in words


def test_the_annex_adds_up_after_a_dispute(evaluating: Browser, example: Session) -> None:
    stay = example.scalars(select(models.Stay).where(models.Stay.ref == "S2")).one()
    second = Actor(None, "Priya Nair", "coordinator", "PC")
    with atomic(example):
        said = {"state": Confirmation.DISPUTED, "note": "The council had offered it before", "avoided": 23.0}
        confirm_row(example, by=second, stay_id=stay.id, **said)
    words = text_of(summary(evaluating, QUARTER))
    assert "23.0 0 23.0 0.0" in words and "106.7 58 45.2 22.2" in words
    assert "of these disputed 1 23.0" in words


def test_lists_that_changed_since_the_last_published_report_are_named(example: Session) -> None:
    found = days_avoided(example, period=Period(date(2026, 4, 1), date(2026, 6, 30)), as_at=date(2026, 7, 1))
    assert "No report was published before" in Release(found).lists_in_words
    assert (
        Release(found, ListChanges("DA-1", ())).lists_in_words
        == "No code list has changed since report DA-1 was published."
    )
    assert Release(found, ListChanges("DA-1", ("duty_ends", "unit_costs"))).lists_in_words.endswith(
        "have changed: duty ends, unit costs."
    )
