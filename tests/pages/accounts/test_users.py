"""The accounts, and who is told of what was done to one."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import User, Ward
from enabler.vocabulary import Role
from tests.browser import Browser, Page
from tests.conftest import make_user
from tests.makers import days_ago

Doing = Callable[[Browser, User], Page]


def test_each_with_role_wards_and_state(as_administrator: Browser, officer: User) -> None:
    words = as_administrator.get("/users").main
    assert "Sam Okafor Officer Bosworth active" in words and "Ada Ashworth Administrator none active" in words


def test_for_administrators_only(as_officer: Browser) -> None:
    assert as_officer.get("/users").status == 403


def told(browser: Browser, path: str) -> list[str]:
    """What this page says that the administrator did."""
    section = browser.get(path).tree.find(".//section[@class='account-notices']")
    lines = [] if section is None else [" ".join("".join(item.itertext()).split()) for item in section.iter("li")]
    return [line.split(": Ada Ashworth ")[1] for line in lines if ": Ada Ashworth " in line]


def make(**fields: str | list[str]) -> Doing:
    return lambda browser, _: browser.get("/users/new").form().submit(name="Jo Marsh", **fields)


def change(**fields: str | list[str]) -> Doing:
    return lambda browser, user: browser.get(f"/users/{user.id}").form().submit(**fields)


def reset(browser: Browser, user: User) -> Page:
    return browser.get(f"/users/{user.id}/password").form("one-time").submit()


@pytest.mark.parametrize(
    ("doing", "words", "is_wards"),
    [
        (make(role="officer", wards=["1"]), "made an account for Jo Marsh, officer on Bosworth.", True),
        (make(role="officer", wards=["1", "2"]), "made an account for Jo Marsh, officer on Bosworth, Ward 12.", True),
        (make(role="evaluator"), "made an account for Jo Marsh, evaluator.", False),
        (make(role="evaluator", wards=["1"]), "made an account for Jo Marsh, evaluator on Bosworth.", False),
        (change(role="coordinator"), "changed the role of Kim Vale; now coordinator on Bosworth.", True),
        (change(wards=["2"]), "changed the wards of Kim Vale; now officer on Ward 12.", True),
        (change(display_name="Kim Okafor"), "changed the name shown of Kim Vale; now Kim Okafor.", True),
        (change(phone="0116 496 0160"), "changed the phone of Kim Vale.", True),
        (reset, "reset the password of Kim Vale, officer on Bosworth.", True),
    ],
)
def test_who_is_told(
    as_administrator: Browser, session: Session, ward: Ward, other_ward: Ward, officer: User, second_administrator: User,
    doing: Doing, words: str, is_wards: bool,
) -> None:  # fmt: skip
    """The other administrators always, officers where it concerns a ward of theirs, and not who did it."""
    assert (ward.id, other_ward.id) == (1, 2)
    changed, elsewhere = (
        make_user(session, "Kim Vale", Role.OFFICER, ward),
        make_user(session, "Lee Park", Role.OFFICER),
    )
    people = [Browser(as_administrator.app).sign_in(user) for user in (second_administrator, officer, elsewhere)]
    doing(as_administrator, changed)
    told_to = [told(one, where) for one, where in zip(people, ("/users", "/today", "/today"), strict=True)]
    assert told_to == [[words], [words] if is_wards else [], []]
    assert told(as_administrator, "/users") == []


def test_for_seven_days(as_administrator: Browser, ward: Ward, officer: User) -> None:
    make(role="officer", wards=[str(ward.id)])(as_administrator, officer)
    for days, times in ((6, 1), (8, 0)):
        with clock.moved_to(days_ago(-days)):
            assert len(told(Browser(as_administrator.app).sign_in(officer), "/today")) == times
