"""What the cells of one row of a ward list say: values, and a sentence for each cell that says nothing good."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from enabler.exchange.ward_list.columns import ListColumn, is_nothing
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_admitted_on, check_born_on
from enabler.rules.writing.dates_as_written import in_full, read_date
from enabler.rules.writing.names import read_name, tidy_case
from enabler.rules.writing.nhs_number import check_nhs_number

LONGEST = {
    ListColumn.BED: 20,
    ListColumn.HOSPITAL_NUMBER: 60,
    ListColumn.NAME: 200,
    ListColumn.SURNAME: 200,
    ListColumn.GIVEN_NAMES: 200,
}

YES, NO = ("y", "yes", "true", "1"), ("n", "no", "false", "0", "not yet", "-")

Values = dict[str, Any]
Why = dict[ListColumn, str]


def read_cells(typed: dict[ListColumn, str], list_on: date, today: date) -> tuple[Values, Why]:
    """Values by the names of ListRow, and what is wrong by column; a wrong cell's value is None."""
    cells = {column: "" if is_nothing(text) else " ".join(text.split()) for column, text in typed.items()}
    _part_numbers(cells)
    why: Why = {}
    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            why[column] = f"This is too long: at most {longest} characters."
    values: Values = {
        "bed": cells.get(ListColumn.BED) or None,
        "ward": cells.get(ListColumn.WARD) or None,
        "hospital_number": cells.get(ListColumn.HOSPITAL_NUMBER) or None,
        "nhs_number": _try(why, cells, ListColumn.NHS_NUMBER, check_nhs_number),
        "born_on": _try(why, cells, ListColumn.BORN_ON, lambda text: _born(text, list_on, today)),
        "admitted_on": _try(why, cells, ListColumn.ADMITTED_ON, lambda text: _admitted(text, list_on, today)),
        "expected_discharge_on": _try(why, cells, ListColumn.EXPECTED_ON, lambda text: read_date(text, list_on)),
        "hospital_says_fit_on": _try(why, cells, ListColumn.FIT_ON, lambda text: _fit(text, list_on, today)),
        "says_fit": _says_fit(typed.get(ListColumn.FIT_ON)),
    }
    values["surname"], values["given_names"] = _name(why, cells)
    _check_order(why, values)
    if not (values["hospital_number"] or cells.get(ListColumn.NHS_NUMBER) or values["surname"]):
        why.setdefault(ListColumn.NAME, "Without a name or a number nobody can tell who this is.")
    return values, why


def _part_numbers(cells: dict[ListColumn, str]) -> None:
    """One column for both numbers: ten digits are an NHS number."""
    either = cells.pop(ListColumn.EITHER_NUMBER, "")
    if either:
        is_nhs = len(re.sub(r"[\s\-]", "", either)) == 10 and re.sub(r"[\s\-]", "", either).isdigit()
        cells.setdefault(ListColumn.NHS_NUMBER if is_nhs else ListColumn.HOSPITAL_NUMBER, either)


def _try(why: Why, cells: dict[ListColumn, str], column: ListColumn, read: Callable[[str], Any]) -> Any:
    text = cells.get(column, "")
    if not text:
        return None
    try:
        return read(text)
    except Refused as refused:
        why[column] = refused.sentence
        return None


def _born(text: str, list_on: date, today: date) -> date:
    on = read_date(text, list_on, born=True)
    check_born_on(on, today)
    return on


def _admitted(text: str, list_on: date, today: date) -> date:
    on = read_date(text, list_on)
    check_admitted_on(on, today)
    return on


def _fit(text: str, list_on: date, today: date) -> date | None:
    """A date; a yes was true on the day of the list."""
    if text.casefold() in YES:
        return list_on
    if text.casefold() in NO:
        return None
    on = read_date(text, list_on)
    if on > today:
        raise Refused(f"{in_full(on)} is in the future.")
    return on


def _says_fit(text: str | None) -> bool | None:
    """An empty cell is the hospital's way of saying no; a question mark says nothing."""
    said = None if text is None else " ".join(text.casefold().split())
    if said is None or (said and said not in NO and is_nothing(said)):
        return None
    return bool(said) and said not in NO


def _name(why: Why, cells: dict[ListColumn, str]) -> tuple[str | None, str | None]:
    if cells.get(ListColumn.SURNAME):
        surname = tidy_case(cells[ListColumn.SURNAME])
        given = tidy_case(cells.get(ListColumn.GIVEN_NAMES, "")) or None
        if not any(letter.isalpha() for letter in surname):
            why[ListColumn.SURNAME] = "This is not a surname: it has no letter in it."
        return surname, given
    if not cells.get(ListColumn.NAME):
        return None, None
    try:
        surname, given = read_name(cells[ListColumn.NAME])
    except Refused as refused:
        why[ListColumn.NAME] = refused.sentence
        return None, None
    return surname, given or tidy_case(cells.get(ListColumn.GIVEN_NAMES, "")) or None


def _check_order(why: Why, values: Values) -> None:
    born, admitted, expected = values["born_on"], values["admitted_on"], values["expected_discharge_on"]
    if born and admitted and admitted < born:
        why[ListColumn.ADMITTED_ON] = f"Admitted before the date of birth, {in_full(born)}."
    if admitted and expected and expected < admitted:
        why[ListColumn.EXPECTED_ON] = f"Expected to leave before the admission on {in_full(admitted)}."
