"""Page 1 says in the same breath as the figure what chance could have done and what the cross-check says of it.

Nothing is said of covering a cost while either leaves the figure in doubt, on any page, print or line.
"""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.figures.publishing.freezing import thaw
from enabler.figures.publishing.verifying import verify
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import User
from enabler.pages.reports.figure.pounds import Pounds
from enabler.pages.reports.figure.robustness import Robustness
from enabler.rules.method.agreement import Verdict
from enabler.rules.method.covering import why_covering_is_not_said
from enabler.rules.method.periods import Period
from tests.browser import Browser
from tests.pages.reports.publishing import publish_example
from tests.pages.reports.reading import pages_of, tags_of, text_of
from tests.pages.reports.waits import AS_LONG, SHORTER, add_prices, add_waits

QUARTER = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}
ONE_STAY = {"from_on": "1/4/2026", "to_on": "13/4/2026", "ward": ""}
OPEN = (None,) * 20
NOT_SAID = "Whether this covers the cost of the service is not said"
HOLDS_ZERO = "It holds 0: chance alone could explain the figure."
OF_COVERING = ("To cover its cost", "covers it", "cover it", "nights a week", "Needed to cover", "Break-even, in")


@pytest.fixture
def priced(example: Session, cli_actor: Actor) -> Session:
    add_prices(example, cli_actor)
    return example


@pytest.fixture
def evaluating(browser: Browser, evaluator: User, priced: Session) -> Browser:
    return browser.sign_in(evaluator)


CASES = [
    (SHORTER, QUARTER, "Cross-check: they agree", ""),
    ((*SHORTER, *OPEN), QUARTER, "Cross-check: they disagree", "the cross-check disagrees with the figure"),
    (AS_LONG, QUARTER, "Cross-check: they agree", "chance alone could explain the figure"),
    ((), QUARTER, "too few to say", "there are too few stays to tell the figure from chance"),
    ((), ONE_STAY, "too few to say", "there are too few stays to tell the figure from chance"),
]


@pytest.mark.parametrize(("nights", "period", "verdict", "why"), CASES)
def test_the_live_page(
    evaluating: Browser, priced: Session, nights: Sequence[int | None], period: dict[str, str], verdict: str, why: str
) -> None:
    add_waits(priced, nights)
    page = evaluating.get("/days-avoided", period)
    block = page.main.partition("Counting rule:")[0]
    assert "nights avoided (net" in block and verdict in block
    assert ("Chance alone: with other patients" in block) is bool(nights)
    assert (HOLDS_ZERO in block) is (nights == AS_LONG)
    if why:
        assert f"{NOT_SAID}: {why}." in page.main
        assert not [words for words in OF_COVERING if words in page.html]
    else:
        assert "To cover its cost of" in page.main and NOT_SAID not in page.main
        assert "Break-even, in nights a week" in page.html


@pytest.mark.parametrize("copy", ["", "board"])
def test_page_1_of_the_paper_while_they_disagree(evaluating: Browser, priced: Session, copy: str) -> None:
    add_waits(priced, (*SHORTER, *OPEN))
    pdf = evaluating.send("GET", "/days-avoided.pdf", query_string={**QUARTER, "copy": copy}).data
    block = pages_of(pdf)[0].partition("What it rests on")[0]
    assert "Cross-check: they disagree" in block and "Chance alone: with other patients" in block
    assert f"{NOT_SAID}: the cross-check disagrees with the figure." in pages_of(pdf)[0]
    drawn = " ".join(tag.alt or "" for tag in tags_of(pdf) if tag.kind == "Figure")
    assert not [words for words in OF_COVERING if words in text_of(pdf) or words in drawn]


@pytest.mark.parametrize("copy", ["", "board"])
def test_page_1_of_a_quarter_with_one_stay(evaluating: Browser, copy: str) -> None:
    pdf = evaluating.send("GET", "/days-avoided.pdf", query_string={**ONE_STAY, "copy": copy}).data
    first = pages_of(pdf)[0]
    assert "Fewer than 10 stays (1): too few to tell the figure from chance" in first and "Cross-check:" in first
    assert f"{NOT_SAID}: there are too few stays to tell the figure from chance." in first
    assert not [words for words in OF_COVERING if words in text_of(pdf)]
    assert "nights a stay" not in first


@pytest.mark.usefixtures("quick_print")
def test_before_and_after_publishing(evaluating: Browser, priced: Session) -> None:
    add_waits(priced, AS_LONG)
    asked = {name: QUARTER[name] for name in ("from_on", "to_on")} | {"ward": "Bosworth"}
    assert HOLDS_ZERO in evaluating.get("/publish", asked).main
    kept = publish_example(priced)
    page = evaluating.get(f"/published/{kept.id}")
    block = page.main.partition("Counting rule:")[0]
    assert HOLDS_ZERO in block and "Cross-check: they agree" in block
    assert f"{NOT_SAID}: chance alone could explain the figure." in page.main
    assert "nights a week cover the service" not in page.main
    assert verify(priced, kept.pdf or b"").holds


@pytest.mark.usefixtures("quick_print")
def test_a_published_report_that_stands_says_what_its_paper_says(priced: Session, evaluating: Browser) -> None:
    add_waits(priced, SHORTER)
    kept = publish_example(priced)
    page = evaluating.get(f"/published/{kept.id}").main
    assert all(sentence in page for sentence in Robustness(thaw(kept.frozen)).beside_headline)
    assert "nights a week cover the service" in page


def test_without_a_cost_there_is_nothing_to_explain(example: Session) -> None:
    period = Period(date(2026, 4, 1), date(2026, 6, 30))
    pounds = Pounds(days_avoided(example, period=period, as_at=date(2026, 7, 1)))
    assert (pounds.not_said, pounds.break_even, pounds.break_even_in_words) == ("", None, "")


@pytest.mark.parametrize(
    ("verdict", "low", "high", "why"),
    [
        (Verdict.AGREE, 3.0, 9.0, ""),
        (Verdict.AGREE, -9.0, -3.0, ""),
        (Verdict.AGREE, 0.1, 9.0, ""),
        (Verdict.AGREE, 0.04, 9.0, "chance alone"),
        (Verdict.AGREE, -3.0, 9.0, "chance alone"),
        (Verdict.AGREE, -9.0, 0.0, "chance alone"),
        (Verdict.AGREE, None, None, "too few stays"),
        (Verdict.LEDGER_HIGHER, 3.0, 9.0, "disagrees"),
        (Verdict.LEDGER_LOWER, 3.0, 9.0, "disagrees"),
        (Verdict.CANNOT_SAY, 3.0, 9.0, "cannot say"),
    ],
)
def test_one_rule_decides(verdict: Verdict, low: float | None, high: float | None, why: str) -> None:
    found = why_covering_is_not_said(verdict, low, high)
    assert why in found and bool(found) is bool(why)
