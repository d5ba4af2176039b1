"""Guessing is slowed by name and by where it comes from; nobody waits for tries elsewhere, and each refused try is
kept."""

import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import nobody
from enabler.database import atomic
from enabler.models import AuditLine, User
from enabler.record.people import password_checks
from enabler.record.people.password_checks import WRONG, check_own_password, check_password_of_name, settle
from enabler.record.people.sign_in import actor_of
from enabler.record.people.throttle import Door, Origin
from tests.conftest import PASSWORD, SECRET

Try = Callable[..., str | None]
OWN_PC, HERE, ELSEWHERE = "own-browser", "10.0.0.7", "10.0.0.99"


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    """Waits are seconds long: on a busy machine they would be over before the next try."""
    with clock.moved_to(clock.today(), 8):
        yield


@pytest.fixture
def attempt(session: Session) -> Try:
    def attempt(name: str, password: str, *, pc: str = HERE, device: str | None = None) -> str | None:
        checked = check_password_of_name(session, name=name, password=password, origin=Origin(pc, device, SECRET))
        with atomic(session):
            return settle(session, by=nobody(pc), checked=checked)

    return attempt


def guess(attempt: Try, name: str, times: int, **origin: str | None) -> list[str | None]:
    return [attempt(name, "a guess", **origin) for _ in range(times)]


def test_one_origin_is_slowed_after_five_tries(attempt: Try, officer: User) -> None:
    answers = guess(attempt, officer.name, 7, device="guesser")
    assert answers[:5] == [WRONG[Door.SIGN_IN]] * 5
    assert all("Too many tries" in str(one) for one in answers[5:])
    assert "Too many tries" in str(attempt(officer.name, PASSWORD, device="guesser"))


@pytest.mark.parametrize(
    ("guesser", "owner"),
    [
        ({"pc": ELSEWHERE, "device": "guesser"}, {"pc": HERE, "device": "own"}),
        ({"pc": ELSEWHERE}, {"pc": HERE}),
        ({"pc": HERE, "device": "guesser"}, {"pc": HERE, "device": "own"}),  # behind one shared address
    ],
)
def test_the_owner_is_not_kept_out_by_tries_elsewhere(
    attempt: Try, officer: User, guesser: dict[str, str], owner: dict[str, str]
) -> None:
    guess(attempt, officer.name, 60, **guesser)
    assert attempt(officer.name, PASSWORD, **owner) is None


def test_a_known_browser_is_not_kept_out_by_who_drops_the_cookie_behind_the_same_address(
    attempt: Try, officer: User
) -> None:
    assert attempt(officer.name, PASSWORD, device=OWN_PC) is None
    guess(attempt, officer.name, 30)
    for number in range(30):
        attempt(officer.name, "a guess", device=f"new every time {number}")
    assert attempt(officer.name, PASSWORD, device=OWN_PC) is None
    assert "Too many tries" in str(attempt(officer.name, "a guess", device="yet another"))


def test_many_names_from_one_origin_are_slowed_too(attempt: Try) -> None:
    answers = [attempt(f"Somebody {number}", "a guess", device="guesser") for number in range(25)]
    assert answers[:20] == [WRONG[Door.SIGN_IN]] * 20
    assert all("Too many tries" in str(one) for one in answers[20:])


def test_a_name_that_does_not_exist_hears_the_same_and_takes_the_same(
    attempt: Try, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[bool] = []
    fits = password_checks.password_fits

    def counted(password_hash: str | None, password: str) -> bool:
        hashed.append(password_hash is not None)
        return fits(password_hash, password)

    monkeypatch.setattr(password_checks, "password_fits", counted)
    known = guess(attempt, officer.name, 8, device="one")
    unknown = guess(attempt, "Nobody Known", 8, device="two")
    assert known == unknown
    assert hashed == [True] * 5 + [False] * 5


def test_each_refused_try_has_its_line_without_the_name_that_was_typed(
    attempt: Try, session: Session, officer: User
) -> None:
    guess(attempt, officer.name, 7, device="one")
    guess(attempt, "Mistyped Password1", 3, device="two")
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "sign-in refused")).all()
    whys = [json.loads(line.detail)["why"] for line in lines]
    assert whys == ["wrong"] * 5 + ["too many tries"] * 2 + ["wrong"] * 3
    assert not any("Mistyped" in line.detail for line in lines)


def test_each_door_counts_on_its_own(attempt: Try, session: Session, officer: User) -> None:
    by, origin = actor_of(officer, HERE), Origin(HERE, OWN_PC, SECRET)

    def own(door: Door, password: str) -> str | None:
        checked = check_own_password(session, by=by, door=door, password=password, origin=origin)
        with atomic(session):
            return settle(session, by=by, checked=checked)

    for _ in range(7):
        own(Door.CHANGE, "a guess")
    assert "Too many tries" in str(own(Door.CHANGE, PASSWORD))
    assert own(Door.UNLOCK, PASSWORD) is None
    assert own(Door.EXPORT, PASSWORD) is None
    assert attempt(officer.name, PASSWORD, device=OWN_PC) is None
    refused = select(AuditLine).where(AuditLine.action == "password change refused", AuditLine.by == officer.name)
    assert len(session.scalars(refused).all()) == 8


def test_the_wait_ends_and_is_five_minutes_at_most(attempt: Try, officer: User) -> None:
    with clock.moved_to(clock.today(), 9):
        guess(attempt, officer.name, 5, device="one")
    for minute in range(30):
        with clock.moved_to(clock.today(), 9, minute, 30):
            attempt(officer.name, "a guess", device="one")
    with clock.moved_to(clock.today(), 9, 35):
        assert attempt(officer.name, PASSWORD, device="one") is None
