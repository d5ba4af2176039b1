"""Guessing passwords is slowed by name and by where it comes from, so that nobody waits for tries elsewhere."""

# Tries count for the browser once it is told apart: somebody has signed in on it under this name, or it was among the
# first to fail from its address. Every other try counts for the address, so that dropping the cookie gains a guesser
# nothing.

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import FailedTries, KnownDevice

FREE_FOR_ONE_NAME = 5
FREE_FOR_ALL_NAMES = 20
TOLD_APART = 5  # browsers of one address that get a count of their own for failing there; after them the address waits
LONGEST_WAIT = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=1)
DEVICE_FORGOTTEN_AFTER = timedelta(days=400)


class Door(StrEnum):
    """Where a password is asked for. Each counts on its own."""

    SIGN_IN = "sign-in"
    UNLOCK = "unlock"
    EXPORT = "export"
    CHANGE = "password change"


@dataclass(frozen=True, slots=True)
class Origin:
    """A PC by its address, and its browser by the device cookie, if it has one. The secret keys what is stored of
    them."""

    pc: str
    device: str | None
    secret: str


@dataclass(frozen=True, slots=True)
class Attempt:
    door: Door
    name_key: str
    user_id: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Count:
    """What a try adds to: this name's failures or those of all names, by browser and by address."""

    device_key: str | None
    address_key: str
    free: int
    device_is_known: bool


def seconds_to_wait(session: Session, attempt: Attempt) -> int:
    """0 when the try may be made now."""
    now = clock.now()
    waits = [_wait(session, count, now) for count in _counts(session, attempt)]
    return max(waits)


def count_failure(session: Session, attempt: Attempt) -> None:
    now = clock.now()
    session.execute(delete(FailedTries).where(FailedTries.failed_at < now - FORGOTTEN_AFTER))
    for count in _counts(session, attempt):
        _count_one(session, count, now)


def count_success(session: Session, attempt: Attempt) -> None:
    """The name's count starts again on this browser, which is known for it from then on; the address keeps its own."""
    name = _counts(session, attempt)[0]
    session.execute(delete(FailedTries).where(FailedTries.key == name.device_key))
    if attempt.door is Door.SIGN_IN and attempt.origin.device and attempt.user_id:
        _remember_device(session, attempt.origin, attempt.user_id)


def _counts(session: Session, attempt: Attempt) -> list[_Count]:
    """The name's count first. Whoever is known on this browser is not slowed by what is tried here under other
    names."""
    people = _people_known_on(session, attempt.origin)
    counts = [_count(attempt, attempt.name_key, FREE_FOR_ONE_NAME, attempt.user_id in people)]
    if attempt.door is Door.SIGN_IN and attempt.user_id not in people:
        counts.append(_count(attempt, None, FREE_FOR_ALL_NAMES, bool(people)))
    return counts


def _count(attempt: Attempt, name_key: str | None, free: int, device_is_known: bool) -> _Count:
    origin = attempt.origin
    device_key = _key(attempt, name_key, "device", origin.device) if origin.device else None
    return _Count(device_key, _key(attempt, name_key, "address", origin.pc), free, device_is_known)


def _key(attempt: Attempt, name_key: str | None, kind: str, place: str) -> str:
    return _keyed(attempt.origin.secret, json.dumps([attempt.door, name_key, kind, place]))


def _keyed(secret: str, what: str) -> str:
    return hmac.new(secret.encode(), b"tries:" + what.encode(), hashlib.sha256).hexdigest()


def _wait(session: Session, count: _Count, now: datetime) -> int:
    row = _lately(session, count.device_key, now)
    if row is None and not count.device_is_known:
        row = _lately(session, count.address_key, now)
    if row is None or row.wait_until is None or row.wait_until <= now:
        return 0
    return int((row.wait_until - now).total_seconds()) + 1


def _count_one(session: Session, count: _Count, now: datetime) -> None:
    address = _lately(session, count.address_key, now)
    if count.device_is_known:
        _add(session, count.device_key, count.free, now)
    elif _lately(session, count.device_key, now):
        _add(session, count.device_key, count.free, now)
        if address:
            address.failed_at = now  # else it would be forgotten while guessing goes on, and tell more browsers apart
    else:
        _add(session, count.address_key, count.free, now)
        if address is None or address.failed <= TOLD_APART:
            _add(session, count.device_key, count.free, now)


def _lately(session: Session, key: str | None, now: datetime) -> FailedTries | None:
    row = session.get(FailedTries, key) if key else None
    return row if row and now - row.failed_at <= FORGOTTEN_AFTER else None


def _add(session: Session, key: str | None, free: int, now: datetime) -> None:
    if key is None:
        return
    row = session.get(FailedTries, key)
    if row is None:
        row = FailedTries(key=key, failed=0)
        session.add(row)
    row.failed, row.failed_at = row.failed + 1, now
    row.wait_until = _wait_until(row.failed - free, now)


def _wait_until(too_many: int, now: datetime) -> datetime | None:
    """From the last free try on each doubles the wait, to five minutes at most: slow for a guesser, bearable for
    the owner."""
    return None if too_many < 0 else now + min(timedelta(seconds=2 ** min(too_many, 12)), LONGEST_WAIT)


def _people_known_on(session: Session, origin: Origin) -> set[int | None]:
    since = clock.now() - DEVICE_FORGOTTEN_AFTER
    wanted = (KnownDevice.device_hash == _device_hash(origin)) & (KnownDevice.used_at >= since)
    return set(session.scalars(select(KnownDevice.user_id).where(wanted)))


def _remember_device(session: Session, origin: Origin, user_id: int) -> None:
    now = clock.now()
    session.execute(delete(KnownDevice).where(KnownDevice.used_at < now - DEVICE_FORGOTTEN_AFTER))
    session.merge(KnownDevice(device_hash=_device_hash(origin), user_id=user_id, used_at=now))


def _device_hash(origin: Origin) -> str:
    return _keyed(origin.secret, json.dumps(["device", origin.device]))
