"""Who asked first has it first, and who gave up is passed over."""

import threading
import time
from collections.abc import Callable

import pytest

from enabler.fair_lock import FairLock, NotInTime


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_in_the_order_of_asking() -> None:
    lock, had = FairLock(), []

    def ask(number: int) -> None:
        with lock.turn(5):
            had.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    with lock.turn(5):
        for number, thread in enumerate(threads):
            thread.start()
            wait_until(lambda: len(lock._waiting) == number + 1)  # noqa: B023
    for thread in threads:
        thread.join()
    assert had == list(range(8))


def test_who_comes_back_goes_to_the_end() -> None:
    """Python's own lock would be taken again at once by whoever lets go of it."""
    lock, had = FairLock(), []

    def ask() -> None:
        with lock.turn(5):
            had.append("the other")

    other = threading.Thread(target=ask)
    with lock.turn(5):
        other.start()
        wait_until(lambda: len(lock._waiting) == 1)
    with lock.turn(5):
        had.append("I again")
    other.join()
    assert had == ["the other", "I again"]


def test_who_gave_up_is_passed_over() -> None:
    lock = FairLock()
    with lock.turn(5), pytest.raises(NotInTime), lock.turn(0.01):
        raise AssertionError
    with lock.turn(0.01):
        pass


def test_it_is_free_after_a_fault() -> None:
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock.turn(5):
        1 / 0  # noqa: B018
    with lock.turn(0.01):
        pass
