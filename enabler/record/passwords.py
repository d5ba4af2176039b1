"""Passwords: Argon2id, length over rules, no common or contextual ones."""

import secrets
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from enabler.rules.refusal import Refused

LENGTH = 12
LONGEST = 200
CONTEXT = ("enabler", "bradgate", "hospital", "housing", "ward", "discharge", "password")
WORDS_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()  # Argon2id with the library's current parameters


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False


def waste_time(password: str) -> None:
    """As slow for a name that does not exist as for one that does."""
    password_fits(_decoy(), password)


@cache
def _decoy() -> str:
    return hash_password(secrets.token_urlsafe(16))


def one_time_password() -> str:
    return "-".join("".join(secrets.choice(WORDS_LETTERS) for _ in range(5)) for _ in range(4))


def check_password(password: str, *, name: str) -> None:
    """Raises Refused when a password is too short, too long, common, or made of the name or this place."""
    if len(password) < LENGTH:
        raise Refused(f"Use at least {LENGTH} characters. Three or four words work well.", "password")
    if len(password) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.", "password")
    folded = password.casefold()
    if folded in _common() or len(set(folded)) < 5:
        raise Refused("This password is among the first that somebody would guess. Choose another.", "password")
    rest = folded
    for word in (*CONTEXT, *name.casefold().split()):
        rest = rest.replace(word, "")
    if len(rest) < LENGTH - 4:
        raise Refused("This password is made of your name or of words of this place. Choose another.", "password")


@cache
def _common() -> frozenset[str]:
    return frozenset((Path(__file__).with_name("common_passwords.txt")).read_text().split("\n"))
