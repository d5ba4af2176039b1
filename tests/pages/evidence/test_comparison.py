"""One comparison: its facts, what it expects stratum by stratum, its curve, and how it differs from the service's
patients."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import User
from enabler.pages.evidence.balance_in_words import balance_in_words, lines_in_words
from enabler.rules.evidence.balance import Balance, BalanceLine, Side
from enabler.vocabulary import Setting
from tests.browser import Browser
from tests.pages.evidence.comparing import HEADINGS, TEN, bring_in

MH, ACUTE = Setting.MENTAL_HEALTH, Setting.ACUTE


def test_the_worked_example(browser: Browser, evaluator: User, example: Session) -> None:
    with clock.moved_to(date(2026, 7, 10)):
        page = browser.sign_in(evaluator).get("/comparisons").follow("Earlier stays")
        assert "Mental health, all kinds 26 0 17.7 60" in page.main
        assert "Mental health: Rent or mortgage arrears 10 0 10.0 30 Fewer than 20 rows" in page.main
        assert "Mental health: Home needs adaptations 4 0 not used Fewer than 10 rows: the whole" in page.main
        assert dict(page.form().values)["from_on"] == "1/4/2026"
        assert "For both sides to look alike, 5% of the patients" in page.main
        assert "Of the service’s 6 stays" in page.main


def test_the_curve_says_what_it_shows_and_its_numbers_stand_below(browser: Browser, evaluator: User) -> None:
    page = bring_in(browser.sign_in(evaluator), HEADINGS + TEN + "mental health,,30,yes\n")
    assert (
        'role="img" aria-label="Share of patients still waiting: after 1 night 82%; after 7 nights 27%; after 14 nights 9%; '
        'after 28 nights 9%; after 30 nights 9%. Waits not over: 1."'
    ) in page.html
    assert "7 nights 27%" in page.main and "mean is not known beyond 30 nights" in page.main


def test_another_period_and_one_that_cannot_be(browser: Browser, evaluator: User, example: Session) -> None:
    with clock.moved_to(date(2026, 7, 10)):
        browser.sign_in(evaluator)
        page = browser.get("/comparisons/1").form().submit(from_on="1/1/2025", to_on="31/3/2025")
        assert "No stay of the service is counted in this period" in page.main
        page = browser.get("/comparisons/1").form().submit(from_on="1/9/2026", to_on="31/10/2026")
        assert page.errors == ["This period has not begun: there is nothing to count yet."]
        page = page.form().submit(from_on="1/9/2026", to_on="soon")
        assert page.status == 422 and "is not a date" in page.errors[0]
        page = page.form().submit(from_on="2/4/2026", to_on="1/4/2026")
        assert page.errors == ["The last day of the period is before its first."]


def test_the_mean_is_multiplied_and_says_so(browser: Browser, evaluator: User) -> None:
    rows = HEADINGS + "mental health,no_home,20,no\n" * 10
    page = bring_in(browser.sign_in(evaluator), rows, delayed_share="25", delayed_source="Census of the trust")
    assert "Mental health, all kinds 10 0 5.0 20" in page.main
    assert "times the 25% of such patients who were delayed" in page.main and "Census of the trust" in page.main


def line(setting: Setting, kind: str | None, ours: int, theirs: int) -> BalanceLine:
    return BalanceLine(setting, kind, Side(ours, 40), Side(theirs, 100))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (line(MH, "no_home", 20, 20), ("50%", "20%", "30 points more of the service’s patients")),
        (line(MH, "no_home", 5, 30), ("12%", "30%", "18 points fewer of the service’s patients")),
        (line(MH, "no_home", 8, 22), ("20%", "22%", "about alike")),
        (line(MH, "no_home", 4, 22), ("too few", "22%", "too few to say")),
        (line(MH, "no_home", 22, 4), ("55%", "too few", "too few to say")),
        (line(MH, "no_home", 0, 22), ("none", "22%", "only in the comparison")),
        (line(MH, "no_home", 8, 0), ("20%", "none", "only in the service: the setting as a whole stands in")),
        (line(ACUTE, None, 8, 0), ("20%", "none", "only in the service: this comparison is no basis for it")),
    ],
)
def test_differences_in_words(given: BalanceLine, words: tuple[str, str, str]) -> None:
    (found,) = lines_in_words(Balance((given,)), {MH})
    assert (found.service, found.cohort, found.difference) == words


def test_a_few_people_here_and_there_are_put_together() -> None:
    few = [line(MH, "no_home", 3, 0), line(MH, "benefits", 3, 1), line(ACUTE, "no_home", 2, 0), line(MH, "debts", 9, 0)]
    found = lines_in_words(Balance(tuple(few)), {MH})
    assert [(one.setting, one.kind, one.service, one.cohort) for one in found][1:] == [
        ("Mental health", "2 other main barriers", "15%", "too few"),
        ("Acute", "No home to go to", "too few", "none"),
    ]


@pytest.mark.parametrize(
    ("patients", "says"), [(0, "No stay of the service"), (1, "Only 1 stay is counted"), (4, "fewer than 5")]
)
def test_too_few_to_compare(patients: int, says: str) -> None:
    assert says in balance_in_words(Balance(()), patients)
