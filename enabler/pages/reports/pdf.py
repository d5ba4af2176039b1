"""From HTML to a tagged PDF: the only place that knows WeasyPrint, and it may be missing."""

import logging
from functools import cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parents[3] / "static"
STYLE = STATIC / "paper.css"
WHAT_TO_INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PdfMissing(Exception):
    """The system libraries that PDFs need are not installed; the print view does without them."""


def make_pdf(html: str) -> bytes:
    """A tagged PDF that declares PDF/UA-1.

    Pictures drawn by ourselves come as data; a note that names a file or a host fetches nothing and prints as text.
    """
    weasyprint, style = _renderer()
    only_drawn_here = weasyprint.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    document = weasyprint.HTML(string=html, url_fetcher=only_drawn_here, base_url="enabler:/")
    made: bytes = document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", pdf_tags=True)
    return made


@cache
def _renderer() -> tuple[Any, Any]:
    try:
        import weasyprint
    except OSError as missing:
        raise PdfMissing from missing
    for name in ("weasyprint", "fontTools", "fontTools.subset"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return weasyprint, weasyprint.CSS(filename=str(STYLE))
