"""From HTML to a tagged PDF: the only place that knows WeasyPrint, and it may be missing."""

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parents[4] / "static"
STYLE = STATIC / "paper.css"
TAGGED: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
WHAT_TO_INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PdfMissing(Exception):
    """The system libraries that PDFs need are not installed; the print view does without them."""


class NotPrinted(Exception):
    """Whatever lays out PDFs broke down over this one, or has too much to do; the print view does without it."""


class TooLong(Exception):
    """The document took more pages than it may."""


def check_can_make() -> None:
    """Raise PdfMissing where PDFs cannot be made."""
    _renderer()


def make_pdf(html: str, *, most_pages: int | None = None, attached: Mapping[str, str] | None = None) -> bytes:
    """A tagged PDF that declares PDF/UA-1; raises TooLong when it may not have so many pages.

    Pictures drawn by ourselves come as data; a note that names a file or a host fetches nothing and prints as text.
    """
    weasyprint, style = _renderer()
    only_drawn_here = weasyprint.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    written = weasyprint.HTML(string=html, url_fetcher=only_drawn_here, base_url="enabler:/")
    document = written.render(stylesheets=[style], **TAGGED)
    if most_pages is not None and len(document.pages) > most_pages:
        raise TooLong
    document.metadata.attachments += [
        weasyprint.Attachment(string=text, name=name, relationship="Data") for name, text in (attached or {}).items()
    ]
    made: bytes = document.write_pdf(finisher=_say_what_headers_head, **TAGGED)
    return made


def _say_what_headers_head(document: Any, pdf: Any) -> None:
    """Each header cell says whether it heads a column or a row; the renderer only links cells to headers."""
    by_reference = {one.reference: one for one in pdf.objects}
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("S") == "/TH":
            row = by_reference[one["P"]]
            heads_columns = by_reference[row["P"]]["S"] == "/THead"
            one["A"]["Scope"] = "/Column" if heads_columns else "/Row"


@cache
def _renderer() -> tuple[Any, Any]:
    try:
        import weasyprint
    except OSError as missing:
        raise PdfMissing from missing
    for name in ("weasyprint", "fontTools", "fontTools.subset"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return weasyprint, weasyprint.CSS(filename=str(STYLE))
