"""What the next page says."""

# Where it is kept it names nobody: a mark stands for the row, and is read when it is shown.

import re

from sqlalchemy.exc import SQLAlchemyError

from enabler.database import Base
from enabler.models import Patient, Stay
from enabler.web.db import the_session
from enabler.wording.formatting import patient_name

MARK = re.compile(r"⟦(\w+) (\d+) (\w+)⟧")
UNREADABLE = "…"
LONGEST = 60


def named(row: Base, attribute: str = "name") -> str:
    """A mark for what stands in this column of the row."""
    return f"⟦{row.__tablename__} {row.id} {attribute}⟧"  # type: ignore[attr-defined]


def patient_of(stay: Stay) -> str:
    """A mark for the patient's name."""
    return named(stay, "patient")


def with_names(message: str) -> str:
    """The message as people read it."""
    return MARK.sub(lambda mark: _read(mark[1], int(mark[2]), mark[3]), message)


def _read(table: str, key: int, attribute: str) -> str:
    try:
        row = the_session().get(_tables()[table], key)
        value = getattr(row, attribute, None)
    except SQLAlchemyError:  # the page of a fault shows what it can
        return UNREADABLE
    if isinstance(value, Patient):
        return patient_name(value)
    words = str(value or UNREADABLE)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _tables() -> dict[str, type[Base]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
