"""The list of comparisons: in the order in which they are used, and those out of use with the reason."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import User
from tests.browser import Browser
from tests.pages.evidence.comparing import HEADINGS, TEN, bring_in

DELAYED = HEADINGS + "mental health,benefits,9,no\n" * 11 + "mental health,benefits,12,yes\n"


def test_without_any_it_says_what_one_is_for(browser: Browser, evaluator: User) -> None:
    page = browser.sign_in(evaluator).get("/comparisons")
    assert "No comparison is in use. Without one, days avoided rest on sealed estimates" in page.main
    assert page.follow("Bring in a comparison").heading == "Bring in a comparison"


def test_newest_first_with_everything_known_of_each(browser: Browser, evaluator: User) -> None:
    browser.sign_in(evaluator)
    known = {"place": "Bosworth", "from_on": "1/4/2024", "to_on": "31/3/2025", "standard": "crfd"}
    bring_in(browser, HEADINGS + TEN, **known)
    bring_in(browser, DELAYED, name="<b>Elsewhere</b>", delayed_share="30", delayed_source="Census 2025")
    page = browser.get("/comparisons")
    assert "the newest comes first" in page.main
    first, second = (" ".join(" ".join(row.itertext()).split()) for row in list(page.tree.iter("tr"))[1:])
    assert first.startswith("1 <b>Elsewhere</b> Audit of the ward books Place not recorded Period not recorded")
    assert "4 12 1 30% Census 2025" in first and "by Evan Lloyd" in first
    assert second.startswith("2 Earlier stays") and "Bosworth 1 Apr 2024 to 31 Mar 2025 crfd 4 10 0" in second
    assert page.follow("Earlier stays").heading == "Comparison Earlier stays"


@pytest.mark.parametrize("path", ["/comparisons", "/comparisons/new", "/comparisons/1", "/comparisons/1/retire"])
def test_not_for_the_wards(as_officer: Browser, session: Session, path: str) -> None:
    assert as_officer.get(path).status == 403
