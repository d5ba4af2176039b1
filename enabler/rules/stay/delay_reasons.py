"""What must be true of a national delay reason: a known code, in order, and a warning outside its validity."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full


class ListedReason(Protocol):
    """A row of the list of delay reasons."""

    @property
    def label(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


def check_code(list_name: str, code: str, known: Mapping[tuple[str, str], ListedReason]) -> None:
    """Refuse a list or a code that is not in the national lists."""
    if not any(name == list_name for name, _ in known):
        raise Refused(f"“{list_name}” is not a list of delay reasons.", "list")
    if (list_name, code) not in known:
        raise Refused(f"“{code}” is not a delay reason of the list {list_name}.", "code")


def check_dates(from_on: date, to_on: date | None, *, admitted_on: date | None, discharged_on: date | None) -> None:
    """Refuse a reason that ends before it starts, starts after the discharge or ends before the admission."""
    if to_on is not None and to_on < from_on:
        raise Refused(f"Ended before it began on {in_full(from_on)}.", "to_on")
    if discharged_on is not None and from_on > discharged_on:
        raise Refused(f"Began after the discharge on {in_full(discharged_on)}.", "from_on")
    if to_on is not None and admitted_on is not None and to_on < admitted_on:
        raise Refused(f"Ended before the admission on {in_full(admitted_on)}.", "to_on")


def validity_warning(reason: ListedReason, from_on: date, to_on: date | None) -> str | None:
    """A sentence when a code is used outside its validity dates, else None. It is a warning, never a refusal."""
    if reason.valid_from is not None and from_on < reason.valid_from:
        return f"“{reason.label}” is used from {in_full(from_on)}; the code begins on {in_full(reason.valid_from)}."
    last = to_on or from_on
    if reason.valid_to is not None and last > reason.valid_to:
        return f"“{reason.label}” is used until {in_full(last)}; the code ended on {in_full(reason.valid_to)}."
    return None
