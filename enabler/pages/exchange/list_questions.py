"""What is asked of a whole ward list: whose it is, which line has its headings, and what its columns are."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from enabler import clock
from enabler.exchange import pending as waiting
from enabler.exchange.grids import Grid, as_bytes, column_letter
from enabler.exchange.opening import kept_grid
from enabler.exchange.ward_list.columns import LABELS, ListColumn, heading_key
from enabler.exchange.ward_list.headings import NO_IDENTIFYING, ColumnsSaid, NoHeadings, find_headings
from enabler.exchange.ward_list.judging import is_named_in
from enabler.exchange.ward_list.preview import Preview
from enabler.exchange.ward_list.reading import (
    HEADING,
    HEADING_LINE,
    Corrections,
    ReadWardList,
    columns_said,
    read_ward_list,
    ward_list_grid,
)
from enabler.models import PendingImport, Ward
from enabler.record.directory.list_words import call_on_lists, heading_meanings, remember_heading
from enabler.record.directory.wards import wards_of
from enabler.rules.refusal import Refused
from enabler.web.db import the_session
from enabler.web.nhs_forms import Params
from enabler.web.sessions import actor

NOT_RECOGNISED = "No line of this list was recognised as the names of its columns."
NONE = "none"  # of our columns
SHOWN = 8  # lines of a list without headings
FEWEST_COLUMNS = 3  # what has fewer is no list whose columns anybody could name


def opened(ward_name: str, content: bytes) -> bytes:
    """A file is opened once; refused when it is no ward list. One without headings waits for somebody to name them."""
    meanings = heading_meanings(the_session())
    grid = ward_list_grid(content, partial(is_named_in, ward_name), meanings)
    try:
        read_ward_list(grid, clock.today(), meanings=meanings)
    except NoHeadings:
        if not any(sum(map(bool, row)) >= FEWEST_COLUMNS for row in grid.rows):
            raise
    return as_bytes(grid)


def is_about_columns(name: str, value: str) -> bool:
    if name == HEADING_LINE:
        return value.isdecimal()
    return (
        name.startswith(HEADING) and name.removeprefix(HEADING).isdecimal() and value in {*map(str, ListColumn), NONE}
    )


def take_answers(session: Session, pending: PendingImport, ward: Ward, sent: Mapping[str, str]) -> None:
    """Remember what the list calls the ward and its columns, and give it to the ward whose it is."""
    if name := sent.get("called"):
        call_on_lists(session, by=actor(), ward=ward, name=name)
    if sent.get("ward"):
        mine = [one.id for one in wards_of(session, actor()) if str(one.id) == sent["ward"]]
        if not mine:
            raise Refused("This is not one of your wards.")
        waiting.give_to_ward(session, pending_id=pending.id, ward_id=mine[0])
    _remember_headings(session, pending, sent)


def _remember_headings(session: Session, pending: PendingImport, sent: Mapping[str, str]) -> None:
    """What was said otherwise than it stood; a heading that stands twice is said of this list alone."""
    kept, grid = waiting.corrections_of(pending), kept_grid(pending.content)
    said = columns_said(kept, heading_meanings(session))
    headings = _heading_line(grid, said, sent.get(HEADING_LINE, kept.get(HEADING_LINE, "")))
    keys = [heading_key(heading) for heading in headings]
    for place, heading in enumerate(headings):
        means = sent.get(f"{HEADING}{place}")
        if means is None or not is_about_columns(f"{HEADING}{place}", means) or keys.count(keys[place]) > 1:
            continue
        if keys[place] and means != (said.column(place, heading) or NONE):
            remember_heading(
                session, by=actor(), heading=heading, key=keys[place], means=None if means == NONE else means
            )


def _heading_line(grid: Grid, said: ColumnsSaid, line: str) -> Sequence[str]:
    if line.isdecimal():
        return grid.rows[int(line) - 1] if 1 <= int(line) <= len(grid.rows) else []
    found = find_headings(grid.rows, said)
    return found[1].cells if found else []


def column_choices(ward_list: ReadWardList) -> list[Params]:
    headings = ward_list.headings
    return [
        _select(place, f"{heading or 'No heading'}, column {column_letter(place)}", headings.column_at(place))
        for place, heading in enumerate(headings.cells)
    ]


def columns_to_choose(pending: PendingImport, corrections: Corrections) -> dict[str, Any]:
    """The first lines to choose the headings from, and a choice for each column."""
    rows = kept_grid(pending.content).rows
    said = columns_said(corrections, heading_meanings(the_session()))
    filled = list(islice(((line, row) for line, row in enumerate(rows, 1) if any(row)), SHOWN))
    items: list[Params] = [
        {"value": str(line), "text": f"Row {line}: {' · '.join(filter(None, row))[:120]}"} for line, row in filled
    ]
    items.append({"value": "0", "text": "None of them: every line is a patient"})
    for item in items:
        item["checked"] = item["value"] == str(_likely_line(filled) if said.line is None else said.line)
    lines: Params = {"idPrefix": "headings", "name": HEADING_LINE, "items": items, "small": True}
    lines["fieldset"] = {"legend": {"text": "Which line has the headings?"}}
    width = max(len(row) for _, row in filled)
    why = NOT_RECOGNISED if said.line is None else NO_IDENTIFYING
    return {
        "why": why,
        "lines": lines,
        "columns": [_sample(place, [row for _, row in filled], said) for place in range(width)],
    }


def _likely_line(filled: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The first with words in several cells and no digit; else none, as where a block was copied without it."""
    words = (line for line, row in filled if sum(map(bool, row)) > 1 and not any(map(str.isdigit, "".join(row))))
    return next(words, 0)


def _sample(place: int, rows: Sequence[Sequence[str]], said: ColumnsSaid) -> Params:
    """A column by the first things that stand in it."""
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    guessed = next((column for cell in cells if (column := said.column(place, cell))), None)
    return _select(place, f"Column {column_letter(place)}: {', '.join(cells[:3])[:60] or 'empty'}", guessed)


def _select(place: int, label: str, means: ListColumn | None) -> Params:
    choices = [(NONE, "not used"), *((column.value, LABELS[column]) for column in ListColumn)]
    items = [{"value": value, "text": text, "selected": value == (means or NONE)} for value, text in choices]
    return {"id": f"heading-{place}", "name": f"{HEADING}{place}", "label": {"text": label}, "items": items}


def wards_asked(seen: Preview) -> dict[str, Any]:
    mine, counted = set(actor().ward_ids), dict(seen.wards.others)
    if seen.whose_list:
        lie_on = [item.stay.ward for item in seen.items if item.stay and item.stay.ward_id != seen.ward.id]
        counted = dict.fromkeys(lie_on, 0) | counted
    others = [
        {"id": ward.id, "name": ward.name, "count": count, "is_mine": ward.id in mine and ward.retired_on is None}
        for ward, count in counted.items()
    ]
    return {"unknown": list(seen.wards.unknown.items()), "others": others}
