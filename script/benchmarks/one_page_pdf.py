"""A one-page PDF, warm: the whole request beside a bare WeasyPrint render of the same HTML; tagged beside untagged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import weasyprint

from enabler.pages.reports.printing import paper
from enabler.pages.reports.printing.pdf import STYLE, make_pdf
from script.benchmarks.caseload import make_caseload
from script.benchmarks.enabler_side import EnablerSide, enabler_on
from script.benchmarks.measuring import Figure, interleaved

CASES = 1_000
PAGE = f"/stays/{CASES}/summary.pdf"


def one_page_pdf(folder: Path) -> Iterator[Figure]:
    database = folder / "paper.sqlite3"
    make_caseload(database, CASES)
    enabler = enabler_on(database)
    html, style = _html_of(enabler), weasyprint.CSS(filename=str(STYLE))
    sides = {
        "enabler": lambda: enabler.page(PAGE),
        "bare": lambda: _render(html, style, pdf_tags=True, pdf_variant="pdf/ua-1"),
        "untagged": lambda: _render(html, style),
    }
    timed = interleaved(sides, rounds=15)
    took = ", ".join(f"{side} {seconds * 1000:.0f} ms" for side, seconds in timed.seconds.items())
    yield Figure("PDF, one page, warm: beside bare WeasyPrint", timed.ratio("enabler", "bare"), 1.2, took)
    yield Figure("PDF, one page: tagged beside untagged", timed.ratio("bare", "untagged"), 1.3)


def _render(html: str, style: Any, **options: Any) -> bytes:
    made: bytes = weasyprint.HTML(string=html, base_url="enabler:/").write_pdf(stylesheets=[style], **options)
    return made


def _html_of(enabler: EnablerSide) -> str:
    """What the product hands to its PDF maker for this page."""
    handed: list[str] = []

    def keep(html: str, **options: Any) -> bytes:
        handed.append(html)
        return make_pdf(html, **options)

    with patch.object(paper, "make_pdf", keep):
        enabler.page(PAGE)
    return handed[-1]
