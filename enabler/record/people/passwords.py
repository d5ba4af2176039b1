"""Passwords: Argon2id, length over rules, no common or contextual ones. Hashing is slow: never inside a transaction."""

import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from enabler.rules.guessable_words import left_without
from enabler.rules.refusal import Refused

LENGTH = 12
LONGEST = 200
LEFT = 8  # characters that must be left without words that somebody would guess
WORDS_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()  # Argon2id with the library's current parameters
_one_at_a_time = Lock()  # each takes every core: guesses that arrive together would leave none for anybody else


def hash_password(password: str) -> str:
    with _one_at_a_time:
        return _hasher.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """As slow without a hash to hold it against, for a name that does not exist."""
    decoy = _decoy()
    try:
        with _one_at_a_time:
            return _hasher.verify(password_hash or decoy, password[:LONGEST]) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy() -> str:
    return hash_password(secrets.token_urlsafe(16))


def one_time_password() -> tuple[str, str]:
    """A password that nobody chose, and its hash."""
    password = "-".join("".join(secrets.choice(WORDS_LETTERS) for _ in range(5)) for _ in range(4))
    return password, hash_password(password)


def check_password(password: str, *, words: Iterable[str]) -> None:
    """Raises Refused when a password is too short, too long, common, or made of these words and of dates."""
    if len(password) < LENGTH:
        raise Refused(f"Use at least {LENGTH} characters. Three or four words work well.", "password")
    if len(password) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.", "password")
    folded = password.casefold()
    if folded in _common() or len(set(folded)) < 5:
        raise Refused("This password is among the first that somebody would guess. Choose another.", "password")
    if len(left_without(password, words)) < LEFT:
        raise Refused(
            "This password is made of a name, a place or a time that somebody would guess. "
            f"Without those, at least {LEFT} characters must be left. Choose another.",
            "password",
        )


@cache
def _common() -> frozenset[str]:
    return frozenset((Path(__file__).with_name("common_passwords.txt")).read_text().split("\n"))
