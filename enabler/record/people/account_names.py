"""The account that somebody means by a name: as it is written in an account, else as it is said; and names alike."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.models import User
from enabler.rules.writing.look_alikes import look_alike_key
from enabler.rules.writing.name_words import folded
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


def looking_like(session: Session, name: str, *, but: int | None = None) -> str | None:
    """The name of an account, or the one it shows, that looks the same as this one; `but`: not of this account."""
    key = look_alike_key(name)
    for user in session.execute(select(User.id, User.name, User.display_name).order_by(User.id)):
        for theirs in (user.name, user.display_name):
            if user.id != but and look_alike_key(theirs) == key:
                return str(theirs)
    return None


def accounts_alike(session: Session) -> list[list[str]]:
    """Names of accounts that nobody can tell apart, which only an older record holds."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in session.scalars(select(User.name).order_by(User.id)):
        found[look_alike_key(name)].append(name)
    return [names for names in found.values() if len(names) > 1]


def account_signing_in(session: Session, name: str) -> int | None:
    """Whose name it is, whatever its case and spaces; else the only account whose name differs by signs and accents."""
    called: set[int] = set()
    for user in session.execute(select(User.id, User.name, User.name_key)):
        if user.name_key == name_key(name):
            return int(user.id)
        if folded(user.name) == folded(name):
            called.add(user.id)
    return called.pop() if len(called) == 1 and folded(name) else None


def name_key(name: str) -> str:
    return " ".join(name.split()).casefold()
