"""What would come in is looked at first; then it comes in whole, once, or not at all. The file is needed once only."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import ComparisonCohort, ComparisonCohortRow, PendingImport, User
from enabler.vocabulary import Role
from tests.browser import Browser
from tests.conftest import make_user
from tests.pages.evidence.comparing import FACTS, HEADINGS, TEN, bring_in, paste

NINE = HEADINGS + TEN.replace("mental health,no_home,9,no\n", "")
NO_ZERO = HEADINGS + "mental health,benefits,9,no\n" * 11 + "mental health,benefits,12,yes\n"


@pytest.fixture
def signed_in(browser: Browser, evaluator: User) -> Browser:
    return browser.sign_in(evaluator)


def counted(session: Session) -> tuple[int, ...]:
    session.rollback()
    return tuple(
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (ComparisonCohort, ComparisonCohortRow)
    )


def test_stratum_by_stratum(signed_in: Browser, session: Session) -> None:
    page = paste(signed_in, HEADINGS + TEN + "mental health,benefits,4,yes\nacute,,3,no\n")
    assert "12 rows to be brought in, 1 of them still waiting. Nothing has been changed yet." in page.main
    assert "Mental health, all kinds 11 1 4.7" in page.main
    assert "Mental health: Benefits stopped, missing or wrong 1 1 not used" in page.main
    assert "Fewer than 10 rows: the whole setting is used instead." in page.main
    assert "Acute, all kinds 1 0 not used Fewer than 10 rows: no basis." in page.main
    assert counted(session) == (0, 0)


def test_brought_in_without_the_file_once_more(signed_in: Browser, session: Session) -> None:
    page = bring_in(signed_in)
    assert "Earlier stays is in use." in page.main and page.heading == "Comparison Earlier stays"
    assert counted(session) == (1, 10)
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_what_is_missing_is_asked_for_and_the_file_waits(signed_in: Browser, session: Session) -> None:
    page = paste(signed_in, HEADINGS + TEN).form().submit(name="Earlier stays", from_on="31/3/2025", to_on="1/4/2024")
    assert page.status == 422
    assert page.errors == [
        "Say where the comparison comes from: without a source it cannot be used.",
        "Say what the nights are.",
        "Choose the grade of evidence.",
        "The last day of the period is before its first.",
    ]
    assert counted(session) == (0, 0)
    assert "is in use" in page.form().submit(**FACTS, from_on="1/4/2024", to_on="31/3/2025").main


@pytest.mark.parametrize("measure", ["nights of all causes", "MHS26 days", "length of stay"])
def test_other_measures_are_refused_with_the_reason(signed_in: Browser, session: Session, measure: str) -> None:
    page = bring_in(signed_in, measure=measure)
    assert len(page.errors) == 1
    assert f"“{measure}” is another measure, and the difference from housing nights would mean noth" in page.errors[0]
    assert counted(session) == (0, 0)


def test_without_undelayed_patients_their_share_is_needed(signed_in: Browser, session: Session) -> None:
    page = bring_in(signed_in, NO_ZERO)
    assert "No row has 0 nights" in page.main and len(page.errors) == 1
    page = page.form().submit(delayed_share="30")
    assert page.errors == ["Give the share of patients delayed together with its source."]
    page = page.form().submit(delayed_share="0.3", delayed_source="Census")
    assert page.errors == ["This is less than 1 in 100. For 0.3 of all, write 30."]
    page = page.form().submit(delayed_share="30%")
    assert "is in use" in page.main
    assert session.scalars(select(ComparisonCohort.delayed_share)).one() == 0.3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("mental health,no_home,-3,no", "12 nights “-3” is not a whole number of nights from 0 to 3660"),
        ("mental health,no_home,99999,no", "12 nights “99999” is not a whole number"),
        ('mental health,no_home,"3,5",no', "12 nights “3,5” is not a whole number"),
        ("mental helth,no_home,3,no", "12 setting “mental helth” is not one of acute, community, mental health; did"),
        ("mental health,no_hom,3,no", "12 kind “no_hom” is not a kind of barrier; did you mean no_home?"),
        ("mental health,no_home,3,perhaps", "12 waiting “perhaps” is neither yes nor no"),
        ("setting,kind,nights,waiting", "12 whole row the headings once more; take this row out"),
        ("<script>alert(1)</script>,,3,no", "12 setting “<script>alert(1)</script>” is not one of"),
    ],
)
def test_bad_cells_one_by_one(signed_in: Browser, session: Session, row: str, says: str) -> None:
    page = paste(signed_in, HEADINGS + TEN + row + "\n")
    assert says in page.main and "1 cell cannot be read, so nothing can be brought in yet" in page.main
    assert "<script>alert" not in page.html
    assert page.tree.find(".//main//form") is None
    assert "Bring in a comparison" in page.follow("bring the file in again").heading


def test_forty_bad_cells_and_how_many_more(signed_in: Browser) -> None:
    page = paste(signed_in, HEADINGS + "acute,,x,no\n" * 50)
    assert "50 cells cannot be read" in page.main and "And 10 more." in page.main


def test_bad_cells_cannot_be_accepted_by_force(signed_in: Browser, session: Session) -> None:
    good = paste(signed_in, HEADINGS + TEN).form().fill(**FACTS)
    bad = paste(signed_in, HEADINGS + "acute,,x,no\n")
    page = signed_in.post(bad.url, good.values)
    assert page.errors == ["Some cells cannot be read, so nothing was brought in."]
    assert counted(session) == (0, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            NINE,
            "No setting has 10 rows (mental health 9), so this comparison could never be used",
        ),
        (HEADINGS + TEN.replace(",no\n", ",yes\n"), "Every row still waits"),
    ],
)
def test_rows_that_could_never_be_a_basis(signed_in: Browser, text: str, says: str) -> None:
    page = paste(signed_in, text)
    assert says in page.main and page.tree.find(".//main//form") is None


def test_the_same_rows_under_another_name(signed_in: Browser, session: Session) -> None:
    bring_in(signed_in)
    page = paste(signed_in, (HEADINGS + TEN).replace(",", ";"))
    assert "These are the very rows of the comparison Earlier stays, which is in use." in page.main
    assert page.tree.find(".//main//form") is None


def test_a_name_is_used_once(signed_in: Browser, session: Session) -> None:
    bring_in(signed_in)
    page = bring_in(signed_in, HEADINGS + TEN + "acute,,3,no\n", name="earlier STAYS")
    assert page.errors == ["There is already a comparison named earlier STAYS. Give this one another name."]


def test_a_double_click_brings_it_in_once(signed_in: Browser, session: Session) -> None:
    form = paste(signed_in, HEADINGS + TEN).form()
    first, second = form.submit_raw(**FACTS), form.submit_raw()
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert counted(session) == (1, 10)


def test_its_authors_alone(app: Flask, signed_in: Browser, session: Session) -> None:
    url = paste(signed_in, HEADINGS + TEN).url
    other = Browser(app).sign_in(make_user(session, "Other Evaluator", Role.EVALUATOR))
    page = other.get(url)
    assert page.heading == "Bring in a comparison" and "That file is no longer here" in page.main
    assert page.main == other.get("/comparisons/new/999").main


def test_a_fault_in_the_middle_leaves_nothing_in_and_the_file_waiting(
    signed_in: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = paste(signed_in, HEADINGS + TEN).form()
    with monkeypatch.context() as patched:
        patched.setattr("enabler.pages.evidence.comparisons.waiting.forget_pending", _strike)
        assert form.submit_raw(**FACTS).status_code == 500
    assert counted(session) == (0, 0)
    assert "is in use" in form.submit().main


def _strike(*_args: object, **_more: object) -> None:
    raise OSError("No space left on device")
