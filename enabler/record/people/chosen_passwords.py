"""A password that somebody chooses: held against this installation's words, then hashed."""

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from enabler.database import end_reading
from enabler.models import Agency, HomelessnessFacts, Stay, Ward
from enabler.record.people.passwords import check_password, hash_password, one_time_password
from enabler.rules.guessable_words import guessable_words
from enabler.vocabulary import AgencyKind


def hash_of_chosen(session: Session, *, password: str, name: str) -> str:
    """Raises Refused when it is too easy to guess; `name` is its owner's."""
    words = guessable_words([name, *_names_of_this_place(session)])
    end_reading(session)  # hashing takes long, and who writes would wait for it
    check_password(password, words=words)
    return hash_password(password)


def one_time_password_and_hash(session: Session) -> tuple[str, str]:
    """A password that nobody chose, and its hash."""
    end_reading(session)
    return one_time_password()


def _names_of_this_place(session: Session) -> list[str | None]:
    """Wards, hospitals, and the councils, which are called after the town."""
    councils = select(Agency.name).where(Agency.kind == AgencyKind.COUNCIL)
    names: CompoundSelect[tuple[str | None]] = union(
        select(Ward.name), select(Ward.hospital), councils, select(Stay.council), select(HomelessnessFacts.council)
    )
    return list(session.scalars(names))
