"""From rows of text to the rows of a ward list: every line is a patient, or is listed with what it is taken for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from enabler.exchange.grids import Grid, Rows, column_letter
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.cells import read_cells
from enabler.exchange.ward_list.columns import LABELS, ListColumn
from enabler.exchange.ward_list.file_doubts import FileDoubts
from enabler.exchange.ward_list.headings import ColumnsSaid, Headings, find_headings, headings_in, headings_of
from enabler.exchange.ward_list.lines import BY_CHOICE, LineJudged, LineKind, ListLine, judge_line, judge_line_above
from enabler.exchange.ward_list.list_dates import ListDates, list_dates, order_of_titles
from enabler.exchange.ward_list.sections import SECTION, Section, section_in
from enabler.exchange.ward_list.stacked_cells import unstacked
from enabler.exchange.ward_list.status_words import Whereabouts, whereabouts
from enabler.exchange.wrong_letters import Letters, repaired_row
from enabler.rules.refusal import Refused
from enabler.rules.writing.births import Birth
from enabler.rules.writing.date_columns import DateOrder, day_first
from enabler.rules.writing.dates_as_written import read_date
from enabler.wording.formatting import patient_name

MOST_ROWS = 1000
LETTERS = "letters"  # the correction that says how letters are read that seem to be decoded wrongly
PATIENT, ASIDE = "patient", "aside"  # what somebody says of a line, as "row:line"
HEADING, HEADING_LINE = "heading:", "headings"  # what somebody says of a column by its place, and of the line

_DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[ \-][A-Za-z]{3,9}[ \-]\d{2,4}")

Corrections = Mapping[str, str]  # "row:column" to what was typed on the preview
Meanings = Mapping[str, str | None]  # folded heading to the column that it was said to be


@dataclass(frozen=True, slots=True)
class BadListCell:
    """A cell that cannot be taken as it is: where it stands, what it says, and what is wrong with it."""

    row: int
    column: ListColumn
    heading: str
    place: str  # the spreadsheet's column letter; empty where the list has no such column
    typed: str
    why: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One patient of the list; `number` is the row in the file, counted from 1."""

    number: int
    typed: Mapping[ListColumn, str]
    bed: str | None
    ward: str | None
    hospital_number: str | None
    nhs_number: str | None
    surname: str | None
    given_names: str | None
    known_as: str | None
    birth: Birth | None
    admitted_on: date | None
    expected_discharge_on: date | None
    hospital_says_fit_on: date | None
    says_fit: bool | None  # None: the list does not say
    says: tuple[str, ...] = ()  # how it was read, where that is not plain
    choices: Mapping[ListColumn, Sequence[str]] = field(default_factory=dict)  # what a cell held back may mean
    bad: tuple[BadListCell, ...] = ()  # what holds the row back
    left: tuple[BadListCell, ...] = ()  # what cannot be read and is left as it was recorded
    doubts: tuple[str, ...] = ()  # whether this is a patient who is there, until somebody says so
    away: bool = False  # on leave, by the list: nobody new comes in by that

    @property
    def born_on(self) -> date | None:
        """The day; a birth of which no more than the year is known says nothing about who somebody is."""
        return self.birth.on if self.birth and self.birth.is_exact else None

    @property
    def name(self) -> str:
        """The name as it was read, else as the list has it."""
        if self.surname:
            return patient_name(self)
        typed = (self.typed.get(column, "") for column in (ListColumn.NAME, ListColumn.SURNAME, ListColumn.GIVEN_NAMES))
        return ", ".join(" ".join(part.split()) for part in typed if part) or "name not given"


@dataclass(frozen=True, slots=True)
class ReadWardList:
    """A list as it was read. `list_on` is the day its title names, else the day it was brought in."""

    titles: tuple[str, ...]
    list_on: date
    headings: Headings
    rows: tuple[ListRow, ...]
    lines: tuple[ListLine, ...]  # all that are no patients'
    dates: ListDates
    notes: tuple[str, ...] = ()  # what is to be known of the file
    wrong_letters: tuple[tuple[str, str], ...] = ()  # cells that seem to be decoded wrongly, and what they seem to say

    def of(self, kind: LineKind | str) -> list[ListLine]:
        return [line for line in self.lines if line.kind == kind]

    @property
    def not_used(self) -> list[str]:
        used = {place for places in self.headings.places.values() for place in places}
        return [heading for place, heading in enumerate(self.headings.cells) if place not in used and heading]

    @property
    def accounted(self) -> str:
        """24 lines read: 3 titles and headings, 18 patients, 1 empty bed, 2 set aside."""
        counts = (
            (len(self.of(LineKind.TITLE)) + len(self.of(LineKind.HEADINGS)), "title or heading", "titles and headings"),
            (len(self.rows), "patient", "patients"),
            (len(self.of(LineKind.EMPTY_BED)), "empty bed", "empty beds"),
            (len(self.of(LineKind.EMPTY)), "empty line", "empty lines"),
        )
        said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        lines = len(self.rows) + len(self.lines)
        aside = f"{len(self.of(LineKind.ASIDE))} set aside"
        return f"{lines:,} {'line' if lines == 1 else 'lines'} read: {', '.join([*said, aside])}."


def ward_list_grid(
    content: bytes, is_wanted: Callable[[str], bool] = lambda sheet: False, meanings: Meanings | None = None
) -> Grid:
    """A ward list's file or block, opened; of a workbook with several lists the sheet whose name is wanted."""
    said = ColumnsSaid(meanings or {})
    return read_grid(content, has_list=lambda rows: _has_list(rows, said), is_wanted=is_wanted)


def _has_list(rows: Rows, said: ColumnsSaid) -> bool:
    found = find_headings(rows, said)
    return found is not None and any(map(any, rows[found[0] :]))


def read_ward_list(
    opened: Grid, today: date, corrections: Corrections | None = None, meanings: Meanings | None = None
) -> ReadWardList:
    """The list in a grid; `corrections` replace cells, `meanings` are what headings were said to be. Refused when it
    has no headings or no patients."""
    letters, said = (corrections or {}).get(LETTERS), columns_said(corrections or {}, meanings or {})
    if letters == Letters.REPAIRED:
        opened = replace(opened, rows=list(map(repaired_row, opened.rows)))
    grid = opened.rows
    line, headings = headings_in(grid, said)
    above = (" · ".join(filter(None, row)) for row in grid[: max(line - 1, 0)])
    titles = tuple(filter(None, [opened.sheet, *above]))
    doubts = FileDoubts(opened, headings, line, ask_letters=not letters)
    dates = list_dates(headings, grid[line:], corrections or {}, today)
    list_on = _list_date(titles, today, order_of_titles(dates))
    reader = _Reader(headings, line, said, list_on, dates, corrections or {})
    for number, cells in enumerate(grid, 1):
        reader.read(number, cells, doubts.of(number, cells))
    if not reader.rows and all(line.kind is not LineKind.EMPTY_BED for line in reader.lines):
        raise Refused("The list has headings but no patients.")
    if len(reader.rows) > MOST_ROWS:
        raise Refused(f"This has {len(reader.rows):,} rows; a ward list has at most {MOST_ROWS:,}. Is it another file?")
    notes = (*opened.notes, *doubts.notes, *dates.numbers)
    return ReadWardList(
        titles,
        reader.list_on,
        headings,
        tuple(reader.rows),
        tuple(reader.lines),
        dates,
        notes,
        tuple(doubts.wrong_letters.values()),
    )


def columns_said(corrections: Corrections, meanings: Meanings) -> ColumnsSaid:
    by_place = {int(name.partition(":")[2]): said for name, said in corrections.items() if name.startswith(HEADING)}
    line = corrections.get(HEADING_LINE, "")
    return ColumnsSaid(meanings, by_place, int(line) if line.isdecimal() else None)


def _list_date(titles: tuple[str, ...], today: date, order: DateOrder) -> date:
    """The latest date in the title lines that is not in the future."""
    days = []
    for written in _DATE.findall(" ".join(titles)):
        try:
            days.append(read_date(day_first(written, order), today))
        except Refused:
            continue
    return max((on for on in days if on <= today), default=today)


class _Reader:
    """Puts each line where it belongs; headings that come again in another order hold from there on."""

    def __init__(
        self,
        headings: Headings,
        heading_line: int,
        said: ColumnsSaid,
        list_on: date,
        dates: ListDates,
        corrections: Corrections,
    ) -> None:
        self.headings, self.heading_line, self.said = headings, heading_line, said
        self.list_on, self.dates = list_on, dates
        self.corrections, self.section = corrections, Section()
        self.rows: list[ListRow] = []
        self.lines: list[ListLine] = []

    def read(self, number: int, cells: list[str], doubts: tuple[str, ...]) -> None:
        typed, says = unstacked(self.headings.typed(cells))
        judged = self._judged(number, cells, typed)
        if judged.why == SECTION:
            self.section = section_in(cells) or self.section
        if judged.kind is LineKind.PATIENT:
            typed = self.section.with_place(typed)
            self.rows.append(self._row(number, cells, typed, says, (*doubts, *filter(None, [judged.doubt]))))
            return
        if judged.kind is LineKind.HEADINGS:
            self.headings = headings_of(cells, self.said) or self.headings
        self.lines.append(ListLine(number, judged.kind, " ".join(filter(None, cells)), judged.why))

    def _judged(self, number: int, cells: Sequence[str], typed: dict[ListColumn, str]) -> LineJudged:
        if not any(cells):
            return LineJudged(LineKind.EMPTY)
        if number == self.heading_line or (number > self.heading_line and headings_of(cells, self.said)):
            return LineJudged(LineKind.HEADINGS)
        choice = self.corrections.get(f"{number}:line")
        if choice in (PATIENT, ASIDE):
            return LineJudged(LineKind.PATIENT) if choice == PATIENT else LineJudged(LineKind.ASIDE, BY_CHOICE)
        if number < self.heading_line:
            return judge_line_above(typed)
        return LineJudged(LineKind.ASIDE, SECTION) if section_in(cells) else judge_line(typed)

    def _row(
        self,
        number: int,
        cells: list[str],
        typed: dict[ListColumn, str],
        says: tuple[str, ...],
        doubts: tuple[str, ...],
    ) -> ListRow:
        corrected = {
            column: self.corrections[f"{number}:{column}"]
            for column in ListColumn
            if f"{number}:{column}" in self.corrections
        }
        by_hand = {column for column, text in corrected.items() if text != typed.get(column)}
        typed |= corrected
        values, why, left = read_cells(typed, self.list_on, self.dates, by_hand)
        for column, said in self.headings.said_twice(cells).items():
            if column not in corrected and len({self._value(column, text) for text in said}) > 1:
                why[column] = f"The list gives two: {' and '.join(said)}."
        decided = self.corrections.get(f"{number}:line") == PATIENT
        status = [(text, whereabouts(text)) for text in typed.get(ListColumn.STATUS, "").split("\n")]
        gone = [f"The list says “{text}”." for text, where in status if where is Whereabouts.GONE]
        away = [f"The list says “{text}”." for text, where in status if where is Whereabouts.ON_LEAVE]
        values["says"] = (*values["says"], *says, *away)
        return ListRow(
            number=number,
            typed=typed,
            bad=tuple(self._cell(number, column, sentence, typed) for column, sentence in why.items()),
            left=tuple(self._cell(number, column, sentence, typed) for column, sentence in left.items()),
            doubts=() if decided else (*doubts, *gone),
            away=bool(away) and not decided,
            **values,
        )

    def _value(self, column: ListColumn, text: str) -> object:
        """What a cell says, so that 1 Feb 1950 and 01/02/1950 are one."""
        values, _, _ = read_cells({column: text}, self.list_on, self.dates, frozenset())
        return values["birth"] if column is ListColumn.BORN_ON else values["nhs_number"] or text

    def _cell(self, number: int, column: ListColumn, why: str, typed: dict[ListColumn, str]) -> BadListCell:
        place = next(iter(self.headings.places.get(column, ())), None)
        heading = self.headings.cells[place] if place is not None else LABELS[column]
        return BadListCell(
            number, column, heading, column_letter(place) if place is not None else "", typed.get(column, ""), why
        )
