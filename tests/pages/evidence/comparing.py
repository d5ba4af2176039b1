"""Files and answers for the tests of comparisons."""

import io
from pathlib import Path

from werkzeug.test import TestResponse

from tests.browser import Browser, Page

EXAMPLE = Path(__file__).parents[2] / "examples" / "method_example" / "comparison.csv"
HEADINGS = "setting,kind,nights,waiting\n"
TEN = "".join(f"mental health,no_home,{night},no\n" for night in range(10))
FACTS = {"name": "Earlier stays", "source": "Audit of the ward books", "grade": "4", "measure": "housing-nights"}


def paste(browser: Browser, text: str) -> Page:
    return browser.get("/comparisons/new").form().submit(pasted=text)


def upload(browser: Browser, content: bytes, name: str = "rows.csv") -> TestResponse:
    form = browser.get("/comparisons/new").form()
    data: dict[str, object] = dict(form.values) | {"file": (io.BytesIO(content), name)}
    return browser.send("POST", "/comparisons/new", data=data, content_type="multipart/form-data")


def bring_in(browser: Browser, text: str = HEADINGS + TEN, **facts: str) -> Page:
    return paste(browser, text).form().submit(**(FACTS | facts))
