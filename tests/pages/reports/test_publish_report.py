"""Publishing from the page: looked at first, one button, one report; what cannot be published is said at its field."""

import threading
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import Barrier, PublishedReport, Stay, Submission, User, Ward
from enabler.pages.reports.printing.pdf import NotPrinted, PdfMissing
from enabler.pages.reports.publishing import publication
from enabler.vocabulary import Role
from tests.browser import HOST, Browser, Page
from tests.conftest import make_user
from tests.pages.reports.publishing import publish_example

QUARTER = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": "", "replaces": ""}


@pytest.fixture
def evaluating(browser: Browser, evaluator: User, ward: Ward, example: Session) -> Browser:
    return browser.sign_in(evaluator)


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing is slow, and tested elsewhere."""
    monkeypatch.setattr(publication, "make_pdf", lambda html, attached: b"%PDF-" + html.encode())


def reports(session: Session) -> list[PublishedReport]:
    session.rollback()
    return list(session.scalars(select(PublishedReport).order_by(PublishedReport.id)))


def publish(browser: Browser, **asked: str) -> Page:
    return browser.get("/publish", QUARTER | asked).form("Publish").submit()


@pytest.mark.usefixtures("unprinted")
def test_it_is_looked_at_and_then_published(evaluating: Browser, example: Session) -> None:
    page = evaluating.get("/publish", QUARTER)
    for words in (
        "38.4 nights avoided (net, range 33.9 to 40.7), from 6 stays",
        "1 April 2026 to 30 June 2026, all wards",
        "6 stays counted, 3 left out",
        "Confirmed by a second person: 0 of 6",
        "None judged late",
        "6 of 6 stays not yet confirmed by a second person",
    ):
        assert words in page.main, words
    assert reports(example) == []
    page = page.form("Publish").submit()
    report = reports(example)[0]
    assert page.url.endswith(f"/published/{report.id}") and f"Published as {report.ref}" in page.text
    assert (report.ward, report.recorded_by, report.as_at) == (None, "Evan Lloyd", clock.today())
    assert (report.pdf or b"")[:5] == (report.board_pdf or b"")[:5] == b"%PDF-" and report.pdf != report.board_pdf


def test_the_figure_leads_to_publishing_it_when_its_period_is_over(evaluating: Browser) -> None:
    page = evaluating.get("/days-avoided", QUARTER | {"ward": "Bosworth"}).follow("Publish it")
    assert "1 April 2026 to 30 June 2026, Bosworth" in page.main
    with clock.moved_to(date(2026, 6, 30)):
        assert "Publish it" not in evaluating.get("/days-avoided", QUARTER).links


def test_the_last_quarter_that_is_over_is_offered(evaluating: Browser) -> None:
    with clock.moved_to(date(2026, 8, 12)):
        page = evaluating.get("/publish")
        assert page.status == 200 and "1 April 2026 to 30 June 2026, all wards" in page.main
        assert page.form("Show").submit().status == 200
        assert evaluating.get("/publish", {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}).status == 200


@pytest.mark.usefixtures("unprinted")
def test_a_double_click_makes_one_report(evaluating: Browser, example: Session) -> None:
    form = evaluating.get("/publish", QUARTER).form("Publish")
    first, second = form.submit_raw(), form.submit_raw()
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"] and len(reports(example)) == 1


@pytest.mark.usefixtures("unprinted")
def test_also_when_both_are_printed_at_once(
    evaluating: Browser, example: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = threading.Barrier(2, timeout=20)
    printing = publication.make_pdf

    def waiting(html: str, attached: dict[str, str]) -> bytes:
        both.wait()  # neither goes on before the other has come as far
        return printing(html, attached=attached)

    monkeypatch.setattr(publication, "make_pdf", waiting)
    form = evaluating.get("/publish", QUARTER).form("Publish")
    address, sent = form.element.get("action"), dict(form.values)
    answers: list[str] = []

    def click() -> None:
        answer = evaluating.client.post(address, data=sent, base_url=HOST, headers={"Referer": HOST})
        answers.append(answer.headers["Location"])

    send = [threading.Thread(target=click) for _ in range(2)]
    for one in send:
        one.start()
    for one in send:
        one.join(timeout=40)
    assert len(answers) == 2 and len(set(answers)) == 1 and len(reports(example)) == 1


def test_nobody_waits_while_it_is_printed(
    evaluating: Browser, example: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another connection writes in the middle of the printing."""
    written = []

    def meanwhile(html: str, attached: dict[str, str]) -> bytes:
        from sqlalchemy import create_engine, text

        engine = create_engine(example.get_bind().url, connect_args={"timeout": 1})
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 500")
            connection.execute(text("UPDATE stays SET bed = 'Z9'"))
        engine.dispose()
        written.append(html)
        return b"%PDF-"

    monkeypatch.setattr(publication, "make_pdf", meanwhile)
    assert publish(evaluating).status == 200
    assert len(written) == 2 and len(reports(example)) == 1


@pytest.mark.usefixtures("unprinted")
def test_a_figure_that_changed_meanwhile_is_looked_at_again(evaluating: Browser, example: Session) -> None:
    form = evaluating.get("/publish", QUARTER).form("Publish")
    with atomic(example):
        for barrier in example.scalars(select(Barrier).join(Stay).where(Stay.ref == "S2")):
            barrier.blocks_discharge = "no"
    page = form.submit()
    assert page.status == 422 and "changed while you were looking" in page.main and reports(example) == []
    assert page.form("Publish").submit().status == 200 and len(reports(example)) == 1


@pytest.mark.usefixtures("unprinted")
def test_also_a_figure_that_is_not_of_a_counted_stay(evaluating: Browser, example: Session) -> None:
    form = evaluating.get("/publish", QUARTER).form("Publish")
    with atomic(example):
        for barrier in example.scalars(select(Barrier).join(Stay).where(Stay.ref == "S8")):
            barrier.blocks_discharge = "no"
    assert "changed while you were looking" in form.submit().main and reports(example) == []


@pytest.mark.usefixtures("unprinted")
def test_a_form_that_has_expired_publishes_nothing(evaluating: Browser, example: Session) -> None:
    page = evaluating.get("/publish", QUARTER).form("Publish").submit(token="short")
    assert page.status == 422 and "This form has expired" in page.errors[0] and reports(example) == []


@pytest.mark.postgres
@pytest.mark.usefixtures("unprinted")
def test_a_correction_names_what_it_replaces_and_says_why(evaluating: Browser, example: Session) -> None:
    publish(evaluating)
    first = reports(example)[0]
    again = evaluating.get("/publish", QUARTER)
    assert f"{first.ref} is already published for this period and ward" in again.main
    page = evaluating.get(f"/published/{first.id}").follow("Correct this report")
    assert "already published" not in page.main
    wrong = page.form("Publish").submit(correction="  ")
    assert wrong.errors == ["Say what is corrected: it is printed on the new report."] and len(reports(example)) == 1
    done = wrong.form("Publish").submit(correction="A barrier was missing")
    newer = reports(example)[1]
    assert f"Corrects {first.ref}" in done.main and "A barrier was missing" in done.main
    assert (newer.replaces_id, newer.correction) == (first.id, "A barrier was missing")
    assert "Correct this report" not in evaluating.get(f"/published/{first.id}").links
    assert evaluating.get("/publish", QUARTER | {"replaces": first.ref}).status == 422  # replaced already


@pytest.mark.usefixtures("unprinted")
def test_of_two_corrections_at_once_the_second_is_told(evaluating: Browser, example: Session) -> None:
    publish(evaluating)
    first = reports(example)[0]
    forms = [evaluating.get("/publish", QUARTER | {"replaces": first.ref}).form("Publish") for _ in range(2)]
    assert forms[0].submit(correction="One").status == 200
    late = forms[1].submit(correction="Two")
    assert late.status == 422 and len(reports(example)) == 2


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_on": "1/4/2099", "to_on": "30/6/2099"}, "not begun"),
        ({"from_on": "1/6/2026", "to_on": "1/5/2026"}, "before its first"),
        ({"from_on": "", "to_on": ""}, "Enter the first day"),
        ({"from_on": "31/2/2026"}, "February 2026 has 28 days"),
        ({"ward": "Nowhere"}, "Not a valid choice"),
        ({"replaces": "DA-NOTHERE"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_published_is_said(
    evaluating: Browser, example: Session, asked: dict[str, str], sentence: str
) -> None:
    page = evaluating.get("/publish", QUARTER | asked)
    assert page.status == 422 and sentence in page.main
    assert not [one for one in page.tree.iter("button") if "Publish" in "".join(one.itertext())]


@pytest.mark.usefixtures("unprinted")
def test_a_period_is_published_when_it_is_over(evaluating: Browser, example: Session) -> None:
    with clock.moved_to(date(2026, 6, 30)):
        page = evaluating.get("/publish", QUARTER)
        assert page.errors == ["This period is not over: publish it from 1 July 2026 on."]
    with clock.moved_to(date(2026, 7, 1)):
        assert publish(evaluating).status == 200
        assert "1 April 2026 to 30 June 2026" in evaluating.get("/publish").main  # the last quarter that is over
    assert [one.as_at for one in reports(example)] == [date(2026, 7, 1)]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"from_on": "1/1/2020", "to_on": "31/3/2020"}, "There was no stay in this period"),
        ({"from_on": "2/6/2026", "to_on": "3/6/2026"}, "can be counted"),
    ],
)
@pytest.mark.usefixtures("unprinted")
def test_without_a_stay_that_counts_no_number_is_printed(
    evaluating: Browser, example: Session, period: dict[str, str], words: str
) -> None:
    page = evaluating.get("/publish", QUARTER | period)
    assert words in page.main and "The report will say so, and print no number" in page.main
    done = page.form("Publish").submit()
    assert done.status == 200 and "No stay could be counted: there is no figure" in done.main
    paper = (reports(example)[0].pdf or b"").decode()
    assert "there is no figure" in paper and "<strong>0" not in paper


@pytest.mark.parametrize(
    ("why", "said"),
    [(PdfMissing, "apt-get install"), (NotPrinted, "could not be made just now, so nothing was published")],
)
def test_without_the_printer_it_says_so(
    evaluating: Browser, example: Session, monkeypatch: pytest.MonkeyPatch, why: type[Exception], said: str
) -> None:
    def refuse() -> None:
        raise why

    monkeypatch.setattr(publication, "check_can_make", refuse)
    page = publish(evaluating)
    assert page.status == 422 and said in page.main and reports(example) == []
    assert example.scalar(select(func.count()).select_from(Submission)) == 0


@pytest.mark.usefixtures("unprinted")
def test_officers_publish_their_own_wards(
    browser: Browser, officer: User, ward: Ward, other_ward: Ward, example: Session
) -> None:
    everywhere = publish_example(example, None)
    page = browser.sign_in(officer).get("/publish", QUARTER)
    assert "Ward 12" not in page.main and everywhere.ref not in page.main and "Bosworth" in page.main
    assert browser.get("/publish", QUARTER | {"ward": "Ward 12"}).status == 422
    assert browser.get("/publish", QUARTER | {"replaces": everywhere.ref}).status == 422
    assert page.form("Publish").submit().status == 200
    assert reports(example)[-1].ward == "Bosworth"


def test_whoever_is_on_no_ward_is_told(browser: Browser, example: Session) -> None:
    nowhere = make_user(example, "Jo Marsh", Role.OFFICER)
    page = browser.sign_in(nowhere).get("/publish", QUARTER)
    assert page.status == 422 and "You are not on any ward yet" in page.main
