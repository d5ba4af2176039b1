"""Lines between the patients that hold for the rows below them: Bay A, Ward 7."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enabler.exchange.ward_list.columns import ListColumn

SECTION = "It names where the rows below it lie."
# Letters, numbers and colours alone: somebody may be called Bay or Ward.
_BAY = re.compile(
    r"(?:bay|room|zone|pod)\s+(?P<name>\d{1,2}[a-z]?|[a-z]\d?|red|blue|green|yellow|orange|purple|pink)", re.IGNORECASE
)
_WARD = re.compile(r"ward\s+(?:\d{1,3}[a-z]?|[a-z]\d{0,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """Where the rows below a line lie, as far as it says."""

    bay: str = ""
    ward: str = ""

    def with_place(self, typed: dict[ListColumn, str]) -> dict[ListColumn, str]:
        """The cells of a row with what its section says and they do not: a bed that is a number has its bay before."""
        bed = typed.get(ListColumn.BED, "")
        place = {ListColumn.BED: f"{self.bay} {bed}"} if self.bay and bed.isdecimal() else {}
        if self.ward and ListColumn.WARD not in typed:
            place[ListColumn.WARD] = self.ward
        return typed | place


def section_in(cells: Sequence[str]) -> Section | None:
    """A line with one cell filled, which names a bay or a ward."""
    filled = list(filter(None, cells))
    if len(filled) != 1:
        return None
    if bay := _BAY.fullmatch(filled[0]):
        return Section(bay=bay["name"])
    return Section(ward=filled[0]) if _WARD.fullmatch(filled[0]) else None
