"""Published reports: the list, each as it was frozen whatever happened since, and the files as they were issued."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import AuditLine, PublishedReport, ReadyPeriod, Stay, UnitCost, User, Ward
from enabler.record.publishing.published import is_of_wards
from enabler.vocabulary import Role, Setting
from tests.browser import Browser
from tests.conftest import make_user
from tests.pages.reports.publishing import change_frozen, publish_example
from tests.pages.reports.reading import everything_in, text_of


@pytest.fixture
def issued(example: Session) -> PublishedReport:
    return publish_example(example)


@pytest.fixture
def evaluating(browser: Browser, evaluator: User) -> Browser:
    return browser.sign_in(evaluator)


def address(report: PublishedReport, rest: str = "") -> str:
    return f"/published/{report.id}{rest}"


def last_line(session: Session) -> AuditLine:
    session.rollback()
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()


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


def test_page_pdf_and_json_keep_the_figure_whatever_changes(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    before = evaluating.get(address(issued)).main
    with atomic(example):
        stay = example.scalars(select(Stay).where(Stay.ref == "S2")).one()
        for period in example.scalars(select(ReadyPeriod).where(ReadyPeriod.stay_id == stay.id)):
            example.delete(period)
    period = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": "Bosworth"}
    assert "38.4" not in evaluating.get("/days-avoided", period).main
    after = evaluating.get(address(issued)).main
    assert after == before and "38.4 nights avoided (net, range 33.9 to 40.7)" in after
    for words in ("S1", "from 6 stays. Not yet confirmed by a second person", issued.fingerprint, "No ready period"):
        assert words in after, words
    paper = text_of(evaluating.send("GET", address(issued, ".pdf")).data)
    assert "38.4 nights avoided" in paper and issued.ref in paper and issued.fingerprint in paper
    figures = json.loads(evaluating.send("GET", address(issued, ".json")).data)
    assert (figures["reference"], figures["fingerprint"]) == (issued.ref, issued.fingerprint)
    assert figures["totals"]["net"]["central"] == pytest.approx(38.4135, abs=1e-4) and len(figures["rows"]) == 6


@pytest.mark.usefixtures("quick_print")
def test_money_and_cross_check_are_shown_as_frozen(ward: Ward, example: Session, evaluating: Browser) -> None:
    with atomic(example):
        add_unit_cost(example)
    page = evaluating.get(address(publish_example(example)))
    assert "£15,365, from £13,558 to £16,269; 2025/26, NHS England" in page.main
    assert "comparison minus service" in page.main


def add_unit_cost(session: Session) -> None:
    """Known before the reporting year began, so that it prices it."""
    stamp = {"recorded_at": datetime(2026, 1, 10, tzinfo=UTC), "recorded_by": "example"}
    facts = {"setting": Setting.MENTAL_HEALTH, "unit": "bed night", "price_year": "2025/26", "cashable": "no"}
    session.add(UnitCost(pounds=400.0, source="NHS England", **facts, **stamp))


@pytest.mark.usefixtures("quick_print")
def test_files_are_sent_as_issued_and_audited(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    for rest, digest, copy in (
        (".pdf", issued.pdf_sha256, "full"),
        ("-board.pdf", issued.board_pdf_sha256, "board"),
    ):
        answer = evaluating.send("GET", address(issued, rest))
        assert answer.mimetype == "application/pdf" and hashlib.sha256(answer.data).hexdigest() == digest
        line = last_line(example)
        assert (line.action, line.subject_id, json.loads(line.detail)) == (
            "download published report",
            issued.ref,
            {"copy": copy},
        )
    noted = json.loads(example.scalars(select(AuditLine.detail).where(AuditLine.action == "publish")).one())
    assert noted["pdf_sha256"] == issued.pdf_sha256 and noted["board_pdf_sha256"] == issued.board_pdf_sha256


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


def test_a_draft_for_a_board_has_none_either(ward: Ward, example: Session, evaluating: Browser) -> None:
    period = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}
    full, board = (
        text_of(evaluating.send("GET", "/days-avoided.pdf", query_string=period | extra).data).split()
        for extra in ({}, {"copy": "board"})
    )
    assert "S1" in full and "S7" in full and "S1" not in board and "S7" not in board


@pytest.mark.usefixtures("quick_print")
def test_officers_see_reports_of_their_own_wards_only(
    ward: Ward, other_ward: Ward, example: Session, issued: PublishedReport, officer: User, browser: Browser
) -> None:
    everywhere, both = publish_example(example, None), publish_example(example, ("Bosworth", "Ward 12"))
    browser.sign_in(officer)
    assert issued.ref in browser.get("/published").main
    for hidden in (everywhere, both):
        assert hidden.ref not in browser.get("/published").main
        for rest in ("", ".pdf", "-board.pdf", ".json"):
            answers = [browser.send("GET", path) for path in (address(hidden, rest), f"/published/9999{rest}")]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].data.count(b"Nothing to see here") == answers[1].data.count(b"Nothing to see here") > 0
        line = last_line(example)
        assert line.action == "refused report"
    both_wards = make_user(example, "Jo Marsh", Role.COORDINATOR, ward, other_ward)
    seen = Browser(browser.app).sign_in(both_wards).get("/published").main
    assert both.ref in seen and everywhere.ref not in seen


@pytest.mark.usefixtures("quick_print")
def test_it_is_corrected_by_whoever_can_ask_the_same_again(
    ward: Ward, other_ward: Ward, example: Session, evaluating: Browser
) -> None:
    both = publish_example(example, ("Bosworth", "Ward 12"))
    assert "Correct this report" not in evaluating.get(address(both)).links  # evaluators ask for one ward or for all
    on_both = make_user(example, "Jo Marsh", Role.OFFICER, ward, other_ward)
    page = Browser(evaluating.app).sign_in(on_both).get(address(both)).follow("Correct this report")
    assert page.status == 200 and "1 April 2026 to 30 June 2026, Bosworth, Ward 12" in page.main


@pytest.mark.usefixtures("quick_print")
def test_references_lead_to_the_stays_one_may_open(
    ward: Ward, issued: PublishedReport, officer: User, evaluator: User, browser: Browser
) -> None:
    assert browser.sign_in(officer).get(address(issued)).links["S1"].startswith("/stays/")
    assert "S1" not in Browser(browser.app).sign_in(evaluator).get(address(issued)).links


@pytest.mark.usefixtures("quick_print")
def test_damage_is_said_and_the_files_stay(
    ward: Ward, example: Session, issued: PublishedReport, evaluating: Browser
) -> None:
    change_frozen(example, issued, lambda held: held["results"].pop("totals"))
    assert "damaged" in evaluating.get("/published").main
    page = evaluating.get(address(issued))
    assert page.status == 200 and "are damaged" in page.main
    assert evaluating.send("GET", address(issued, ".pdf")).status_code == 200
    assert evaluating.send("GET", address(issued, ".json")).status_code == 404


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
