"""Printing without laying out: for tests of what a published file carries, not of how it looks."""

import io
from collections.abc import Mapping

import pikepdf
import pytest

from enabler.pages.reports.publishing import publication


@pytest.fixture
def quick_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """A published PDF is an empty page with the true attachments, and of another content for another text."""
    monkeypatch.setattr(publication, "make_pdf", empty_page)


def empty_page(html: str, *, attached: Mapping[str, str]) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Subject"] = str(hash(html))
    for name, text in attached.items():
        made.attachments[name] = text.encode()
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
