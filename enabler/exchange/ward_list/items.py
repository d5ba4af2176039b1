"""One row of a list with what it would do, and somebody who is not on the list."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from enabler.exchange.ward_list.matching import Match
from enabler.exchange.ward_list.reading import ListRow
from enabler.models import Patient, Stay


class RowKind(StrEnum):
    NEW = "new"
    MOVED = "moved"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    UNCLEAR = "unclear"
    BAD = "bad"
    ELSEWHERE = "elsewhere"  # of another ward, by the list


ACCEPTED = (RowKind.NEW, RowKind.MOVED, RowKind.UPDATED)
HELD_BACK = (RowKind.UNCLEAR, RowKind.BAD, RowKind.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Item:
    """One row with what it would do. `says` are sentences: why it is held back, or what changes."""

    row: ListRow
    kind: RowKind
    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what differs and is left as recorded
    match: Match = field(default_factory=Match)
    stay: Stay | None = None
    is_copy: bool = False  # word for word as a row before
    asks: bool = False  # whether choosing a person, or "somebody else", settles it

    @property
    def patient(self) -> Patient | None:
        return self.match.patient

    @property
    def people(self) -> tuple[Patient, ...]:
        """Everybody on record whom the row may mean."""
        return tuple(dict.fromkeys((*filter(None, (self.match.patient,)), *self.match.candidates)))

    @property
    def is_held_back(self) -> bool:
        return self.kind in HELD_BACK

    def asked(self, says: str, *others: Patient) -> "Item":
        """The same row, held back until somebody says who it is."""
        known = (*self.match.candidates, *others)
        may_be_new = self.match.may_be_new or (self.match.patient is None and not self.is_held_back)
        return replace(
            self,
            kind=RowKind.UNCLEAR,
            says=(*(self.says if self.kind is RowKind.UNCLEAR else ()), says),
            match=replace(self.match, candidates=known, may_be_new=may_be_new),
            asks=self.asks or not self.is_held_back,
        )


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody on the ward who is not on the list. Nobody is discharged: Today asks where to."""

    stay: Stay
    since: date | None  # already marked on an earlier list
