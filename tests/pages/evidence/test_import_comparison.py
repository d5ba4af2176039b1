"""Bringing in a comparison's file: what is no such file is said at its field, and what was pasted stays."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import PendingImport, User
from tests.browser import Browser
from tests.pages.evidence.comparing import EXAMPLE, HEADINGS, TEN, paste, upload


@pytest.fixture
def signed_in(browser: Browser, evaluator: User) -> Browser:
    return browser.sign_in(evaluator)


def test_pasted_or_uploaded(signed_in: Browser) -> None:
    assert "10 rows to be brought in" in paste(signed_in, HEADINGS + TEN).main
    answer = upload(signed_in, EXAMPLE.read_bytes())
    assert "26 rows to be brought in" in signed_in.get(answer.headers["Location"]).main


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (HEADINGS.encode(), "The file has headings but no rows."),
        (b"setting,kind,waiting\nacute,,no\n", "The file lacks the column nights."),
        (b"setting,kind,nights,waiting,waiting\nacute,,3,no,no\n", "The file has the column waiting more than once"),
        (b"setting,kind,nights,waiting\nacute,,3,no\n" + bytes(40), "This is not a list"),
        (b"PK\x03\x04nothing", "cannot be read"),
        (HEADINGS.encode() + b"acute,,3,no\n" * 30_000, "The file has more than 10,000 rows."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_comparison_is_said_at_the_field(
    signed_in: Browser, session: Session, content: bytes, says: str
) -> None:
    answer = upload(signed_in, content)
    assert answer.status_code == 422 and says in answer.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_what_was_pasted_stays(signed_in: Browser) -> None:
    page = paste(signed_in, "setting,kind\nacute,no_home")
    assert page.errors == [
        "The file lacks the columns nights, waiting. "
        "The first row needs the headings setting, kind, nights and waiting."
    ]
    assert dict(page.form().values)["pasted"].startswith("setting,kind")


def test_nothing_given(signed_in: Browser) -> None:
    assert paste(signed_in, " ").errors == ["Paste the rows here, or choose their file below."]


def test_one_waits_for_each_person(signed_in: Browser, session: Session) -> None:
    paste(signed_in, HEADINGS + TEN)
    paste(signed_in, HEADINGS + TEN + "acute,,3,no\n")
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 1
