"""The account that somebody means by a name: as it is written in an account, else as it is said."""

import unicodedata
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import User
from enabler.vocabulary import OwnerKind


class AccountNames:
    """Every account by what it may be called; read once for many names."""

    def __init__(self, session: Session) -> None:
        self._exact: dict[str, int] = {}
        self._folded: dict[str, set[int]] = {}
        for user in session.execute(select(User.id, User.name, User.display_name)):
            self._exact[user.name] = user.id
            for name in (user.name, user.display_name):
                self._folded.setdefault(folded(name), set()).add(user.id)

    def account_of(self, name: str | None) -> int | None:
        """The account whose name it is; else the only one called so, whatever the case, accents, hyphens and spaces."""
        if not name:
            return None
        called = self.called(name)
        return self._exact.get(name) or (next(iter(called)) if len(called) == 1 else None)

    def called(self, name: str) -> set[int]:
        """A name without a letter or a digit is nobody's."""
        return self._folded.get(folded(name), set()) if folded(name) else set()


def may_be_account(owner_kind: str | None) -> bool:
    """Whether who does an action is looked for among the accounts: said to be of the staff, or nothing is said."""
    return owner_kind in (None, "", OwnerKind.STAFF)


def account_of(session: Session, name: str | None) -> int | None:
    return AccountNames(session).account_of(name) if name else None


def folded(name: str) -> str:
    letters: Iterable[str] = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
