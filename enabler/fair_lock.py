"""A lock that is handed on in the order in which it was asked for. Python's own may pass over who waits longest."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class NotInTime(Exception):
    """Those before us took longer than we wait."""


class FairLock:
    def __init__(self) -> None:
        self._guard = Lock()
        self._held = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Hold the lock; raises NotInTime when it is not ours within so many seconds."""
        self._wait(seconds)
        try:
            yield
        finally:
            self._hand_on()

    def _wait(self, seconds: float) -> None:
        turn = Lock()
        turn.acquire()
        with self._guard:
            if not self._held:
                self._held = True
                return
            self._waiting.append(turn)
        try:
            in_time = turn.acquire(timeout=seconds)
        except BaseException:  # Ctrl-C
            self._give_up(turn)
            raise
        if not in_time:
            self._give_up(turn)
            raise NotInTime

    def _give_up(self, turn: Lock) -> None:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self._hand_on()  # it became ours at the last moment

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False
