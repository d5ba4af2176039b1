"""Which wards a list names, in its title and in the column of the ward."""

from collections import Counter
from dataclasses import dataclass

from enabler.exchange.ward_list import judging
from enabler.exchange.ward_list.reading import PATIENT, Corrections, ListRow, ReadWardList
from enabler.models import Ward
from enabler.record.directory.list_words import WardNames

OF = "The row is of {}."


@dataclass(frozen=True)
class WardsOnList:
    """The list as one of our ward: what speaks against that."""

    ours: Ward
    names: WardNames
    ward_list: ReadWardList
    decisions: Corrections

    def other_ward(self, row: ListRow) -> Ward | None:
        """The other ward that a row names; None also where somebody has said that the patient lies on ours."""
        named = self._named(row)
        return None if named is None or named.id == self.ours.id else named

    def unknown_name(self, row: ListRow) -> str | None:
        """What a row calls its ward, where nobody has said which that is."""
        return row.ward if row.ward and not self._is_ours(row) and self._named(row) is None else None

    def says_elsewhere(self, row: ListRow) -> str | None:
        """Why a row is not taken in as one of our ward."""
        if other := self.other_ward(row):
            return f"The row says {row.ward}, which is {other.name}." if row.ward != other.name else OF.format(row.ward)
        return f"The row says {name}, not {self.ours.name}." if (name := self.unknown_name(row)) else None

    @property
    def all_elsewhere(self) -> bool:
        """Whether rows name wards, and none names ours: such a list says of nobody on ours that they have gone."""
        naming = [row for row in self.ward_list.rows if row.ward]
        return bool(naming) and all(self.says_elsewhere(row) for row in naming)

    @property
    def unknown(self) -> dict[str, int]:
        """Names that nobody knows, with how many rows each."""
        return dict(Counter(name for row in self.ward_list.rows if (name := self.unknown_name(row))))

    @property
    def others(self) -> dict[Ward, int]:
        """Other wards: with how many rows each; the one of the title with none."""
        rows = Counter(ward for row in self.ward_list.rows if (ward := self.other_ward(row)))
        return dict(rows) | {ward: rows[ward] for ward in self._in_title()}

    def _in_title(self) -> list[Ward]:
        title = " ".join(self.ward_list.titles)
        if judging.is_named_in(self.ours.name, title):
            return []
        return [ward for ward in self.names.by_key.values() if judging.is_named_in(ward.name, title)]

    def _named(self, row: ListRow) -> Ward | None:
        return self.names.named(row.ward, self.ours) if row.ward and not self._is_ours(row) else None

    def _is_ours(self, row: ListRow) -> bool:
        return self.decisions.get(f"{row.number}:line") == PATIENT
