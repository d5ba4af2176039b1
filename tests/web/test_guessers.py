"""One guesser at full speed, with hashing as slow as it really is: everybody else's page and save stay quick."""

import re
import time
from collections.abc import Callable, Iterator
from statistics import median
from threading import Event, Thread

import pytest
from argon2 import PasswordHasher
from flask import Flask

from enabler.record.people import passwords
from tests.browser import HOST, Browser

ROUNDS = 7
GUESSERS = 4
BAR = (
    12  # times as long as when nobody guesses; 177 (page) and 51 (save) when passwords were hashed inside a transaction
)


@pytest.fixture
def as_slow_as_it_is(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher())
    passwords._decoy.cache_clear()
    yield
    passwords._decoy.cache_clear()


@pytest.mark.slow
def test_pages_and_saves_stay_quick_while_somebody_guesses(
    app: Flask, as_officer: Browser, as_slow_as_it_is: None
) -> None:
    kept = Rounds(as_officer)
    kept.go(1)  # warm
    quiet = kept.go(ROUNDS)
    stop, tried = Event(), [0]
    guessers = [Thread(target=guess, args=(app, number, stop, tried)) for number in range(GUESSERS)]
    for guesser in guessers:
        guesser.start()
    try:
        while tried[0] < 1:
            time.sleep(0.01)
        before = tried[0]
        hammered = kept.go(ROUNDS)
        during = tried[0] - before
    finally:
        stop.set()
        for guesser in guessers:
            guesser.join()
    ratios = {what: median(hammered[what]) / median(quiet[what]) for what in quiet}
    print({what: f"{median(quiet[what]):.3f} s to {median(hammered[what]):.3f} s" for what in quiet}, f"{during} tries")
    assert during > 0
    assert max(ratios.values()) < BAR, ratios


class Rounds:
    """A page and a save, timed, by somebody at work."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.number = 0

    def go(self, rounds: int) -> dict[str, list[float]]:
        taken: dict[str, list[float]] = {"page": [], "save": []}
        for _ in range(rounds):
            taken["page"].append(timed(lambda: self.browser.send("GET", "/caseload"), 200))
            self.number += 1
            name = "".join("abcdefghij"[int(digit)] for digit in str(self.number))
            form = self.browser.get("/add").form().fill(name=f"Marsh{name}, Iris", what_is_wrong="Keys")
            taken["save"].append(timed(form.submit_raw, 302))
        return taken


def timed(call: Callable[[], object], status: int) -> float:
    began = time.perf_counter()
    answer = call()
    taken = time.perf_counter() - began
    assert answer.status_code == status  # type: ignore[attr-defined]
    return taken


def guess(app: Flask, number: int, stop: Event, tried: list[int]) -> None:
    """Ever new names, and a new browser for each handful, so that as many as possible are looked at."""
    tries = 0
    while not stop.is_set():
        client = app.test_client()
        page = client.get("/sign-in", base_url=HOST).get_data(as_text=True)
        hidden = dict(re.findall(r'name="(csrf_token|token)"[^>]*value="([^"]+)"', page))
        for _ in range(5):
            tries += 1
            typed = hidden | {"name": f"Guess {number} {tries}", "password": "a guess"}
            answer = client.post("/sign-in", base_url=HOST, headers={"Referer": f"{HOST}/sign-in"}, data=typed)
            assert answer.status_code == 422 and "The name or the password is not right." in answer.text
            tried[0] += 1
            if stop.is_set():
                return
