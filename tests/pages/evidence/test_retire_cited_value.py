"""Retiring a cited value takes a reason, and takes it out of the figures."""

from sqlalchemy.orm import Session

from enabler.record.evidence.cited_means import cited_values
from tests.browser import Browser
from tests.pages.evidence.test_add_cited_value import add


def test_with_a_reason_and_once(as_administrator: Browser, session: Session) -> None:
    page = add(as_administrator).follow("Retire Audit")
    assert "14.5 nights, of 212 patients" in page.main
    assert page.form().submit(why=" ").errors == ["Say why it is retired: it is printed with the figures."]
    assert len(cited_values(session)) == 1
    other = as_administrator.get("/cited-values/1/retire").form()
    done = page.form().submit(why="A better one came")
    assert "is retired." in done.main
    assert "Retired 22 November 2026 by Ada Ashworth: A better one came" in done.main
    assert cited_values(session) == []
    assert other.submit(why="Again").errors == ["This value was retired before."]
    assert as_administrator.get("/cited-values/1/retire").heading == "Cited values"
    assert as_administrator.get("/cited-values/999/retire").status == 404
