"""What the cells of one row of a ward list say: values, and a sentence for each cell that says nothing good."""

import re
from collections.abc import Callable, Set
from dataclasses import replace
from datetime import date
from typing import Any

from enabler.exchange.ward_list.columns import NAMES_TOO, ListColumn, is_no_name, is_nothing
from enabler.exchange.ward_list.list_births import choices, read_listed_birth
from enabler.exchange.ward_list.list_dates import DATES, ListDates
from enabler.rules.identity.number_key import number_key
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_admitted_on
from enabler.rules.writing.births import Birth, birth_in_line, in_words
from enabler.rules.writing.births_not_known import is_no_birth
from enabler.rules.writing.dates_as_written import in_full, is_far_off, read_date
from enabler.rules.writing.names import NameRead, read_name, read_name_in_two, surname_key, tidy_case
from enabler.rules.writing.nhs_number import check_nhs_number

LONGEST = {
    ListColumn.BED: 20,
    ListColumn.HOSPITAL_NUMBER: 60,
    ListColumn.NAME: 200,
    ListColumn.SURNAME: 200,
    ListColumn.GIVEN_NAMES: 200,
}

GIVEN = ListColumn.GIVEN_NAMES
NAMES = (ListColumn.NAME, ListColumn.SURNAME, GIVEN)
NO_MARKS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # seen by nobody
FAR_OFF = {ListColumn.ADMITTED_ON: 3660, ListColumn.EXPECTED_ON: 730, ListColumn.FIT_ON: 730}  # days
A_DAY_TOO = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\s\d{1,2}[.\-]\d{1,2}[.\-]\d{2,4}")
YES, NO = ("y", "yes", "true", "1"), ("n", "no", "false", "0", "not yet", "-")

Values = dict[str, Any]
Why = dict[ListColumn, str]


def read_cells(
    typed: dict[ListColumn, str], list_on: date, dates: ListDates, by_hand: Set[ListColumn]
) -> tuple[Values, Why, Why]:
    """Values by the names of ListRow; what holds the row back by column; what is left as it was recorded by column.

    Who somebody is holds a row back, and an admission that cannot be; any other cell that cannot be read does not.
    The value of either is None. The columns `by_hand` were put right on the page.
    """
    cells = {column: _said(column, text) for column, text in typed.items()}
    _part_numbers(cells)
    why: Why = {}
    left: Why = {}
    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            (left if column is ListColumn.BED else why)[column] = f"This is too long: at most {longest} characters."
    name = _name(why, cells)
    if name:
        name = _with_its_numbers(name, cells, dates.today, by_hand)
    hospital_number = cells.get(ListColumn.HOSPITAL_NUMBER)
    if A_DAY_TOO.search(hospital_number or ""):
        why[ListColumn.HOSPITAL_NUMBER] = "There is a date in this number: two cells may have run together."
    values: Values = {
        "bed": None if ListColumn.BED in left else cells.get(ListColumn.BED) or None,
        "ward": cells.get(ListColumn.WARD) or None,
        "hospital_number": hospital_number if number_key(hospital_number) else None,  # 0000 is nobody's
        "nhs_number": _try(why, cells, ListColumn.NHS_NUMBER, _nhs_number),
    }
    no_birth = _births_not_known(cells)
    values |= _dates(why, left, cells, list_on, dates, by_hand)
    values["says_fit"] = None if ListColumn.FIT_ON in left else _says_fit(typed.get(ListColumn.FIT_ON))
    values["surname"], values["given_names"] = (name.surname, name.given_names) if name else (None, None)
    values["known_as"] = tidy_case(cells.get(ListColumn.KNOWN_AS, "")) or (name.known_as if name else None)
    about_name = (*name.says, *_taken_as_surname(name, cells)) if name else ()
    values["says"] = (*no_birth, *_estimated(values["birth"]), *about_name)
    _check_order(why, left, values, dates.today)
    if not (values["hospital_number"] or cells.get(ListColumn.NHS_NUMBER) or values["surname"]):
        why.setdefault(ListColumn.NAME, "Without a name or a number nobody can tell who this is.")
    return values, why, left


def _said(column: ListColumn, text: str) -> str:
    says_nothing = is_no_name(text) if column in NAMES else is_nothing(text)
    written = text if column in NAMES else NO_MARKS.sub("", text)
    return "" if says_nothing else " ".join(written.split())


def _nhs_number(text: str) -> str | None:
    """A number with what systems write round it: NHS:, .0 of a spreadsheet, (verified). Zeros alone are none."""
    digits = re.sub(r"^nhs(?: (?:no|number))?\b[:. ]*|\.0$|\(.*\)$", "", text, flags=re.IGNORECASE)
    return check_nhs_number(digits) if re.search(r"[^0\s\-]", digits) else None


def _part_numbers(cells: dict[ListColumn, str]) -> None:
    """One column for both numbers: ten digits are an NHS number."""
    either = cells.pop(ListColumn.EITHER_NUMBER, "")
    if either:
        digits = re.sub(r"[\s\-.]", "", either)
        is_nhs = len(digits) == 10 and digits.isdigit()
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


def _births_not_known(cells: dict[ListColumn, str]) -> tuple[str, ...]:
    """Takes out what only stands for a date of birth, and says so."""
    born_on = cells.get(ListColumn.BORN_ON, "")
    if not born_on or not is_no_birth(born_on):
        return ()
    cells[ListColumn.BORN_ON] = ""
    return (f"The list's date of birth, {born_on}, is taken as not known.",)


def _estimated(birth: Birth | None) -> tuple[str, ...]:
    if birth is None or birth.is_exact:
        return ()
    return (f"The list has no day of birth: born {birth.year}, and marked as no more than that.",)


def _dates(
    why: Why, left: Why, cells: dict[ListColumn, str], list_on: date, dates: ListDates, by_hand: Set[ListColumn]
) -> Values:
    """The days of a row, and what may be chosen where one may be two. A column whose order is open holds it back."""
    read: dict[ListColumn, Callable[[str], date | Birth | None]] = {
        ListColumn.BORN_ON: lambda text: read_listed_birth(
            text, list_on, dates.today, by_hand=ListColumn.BORN_ON in by_hand
        ),
        ListColumn.ADMITTED_ON: lambda text: read_date(text, list_on),
        ListColumn.EXPECTED_ON: lambda text: read_date(text, list_on),
        ListColumn.FIT_ON: lambda text: _fit(text, list_on, dates.today),
    }
    found: Values = {**dict.fromkeys(DATES), "choices": {}}
    for column in DATES:
        text = day_first = cells.get(column, "")
        wrong = why
        if not text:
            continue
        try:
            day_first = text if column in by_hand else dates.as_day_first(column, text)
            wrong = why if column is ListColumn.BORN_ON else left
            found[column] = read[column](day_first)
        except Refused as refused:
            wrong[column] = refused.sentence.replace(day_first, text)
            if several := choices(refused, dates.today, born=column is ListColumn.BORN_ON):
                found["choices"][column] = several
    _leave_far_off(left, found, list_on, by_hand)
    found["birth"] = found.pop(ListColumn.BORN_ON)
    return found


def _leave_far_off(left: Why, found: Values, list_on: date, by_hand: Set[ListColumn]) -> None:
    """A day so far off that it is rather a slip is not taken, unless it was typed on the page."""
    birth = found[ListColumn.BORN_ON]
    for column, days in FAR_OFF.items():
        on = found[column]
        if on and column not in by_hand and is_far_off(on, list_on, days) and not (birth and on < birth.earliest):
            left[column] = f"{in_full(on)} is too far off to be taken unasked."
            found[column] = None


def _fit(text: str, list_on: date, today: date) -> date | None:
    """A date; a yes was true on the day of the list."""
    yes, no, rest = _yes_or_no(text)
    if no or (yes and not any(map(str.isdigit, rest))):
        return None if no else list_on
    on = read_date(rest, list_on)
    if on > today:
        raise Refused(f"{in_full(on)} is in the future.")
    return on


def _says_fit(text: str | None) -> bool | None:
    """An empty cell is the hospital's way of saying no; a question mark says nothing."""
    said = None if text is None else " ".join(text.casefold().split())
    if said is None or (said and said not in NO and is_nothing(said)):
        return None
    return bool(said) and not _yes_or_no(said)[1]


def _yes_or_no(text: str) -> tuple[bool, bool, str]:
    """Whether it begins with a yes or with a no, and what stands behind: Yes - 26/11, No (awaiting OT)."""
    plain = text.casefold().strip()
    word, _, rest = plain.partition(" ")
    word = word.strip(",:;-")
    yes, no = plain in YES or word in YES[:2], plain in NO or word in NO[:2]
    return yes, no, rest.strip(" -–:,(") if yes or no else text


def _name(why: Why, cells: dict[ListColumn, str]) -> NameRead | None:
    """From the columns of the surname and the given names, else from the one of the whole name; a row without any
    has none."""
    whole, surname, given = (cells.get(column, "") for column in (ListColumn.NAME, ListColumn.SURNAME, GIVEN))
    if surname and whole and not given:  # headings Surname and Name: Ann, or Ann Ash
        of_surname = set(map(surname_key, surname.split()))
        given = " ".join(word for word in whole.replace(",", " ").split() if surname_key(word) not in of_surname)
    given = "" if given.casefold() == "null" else given
    column = ListColumn.SURNAME if surname else ListColumn.NAME if whole else GIVEN
    if not cells.get(column) or (column is GIVEN and not given):
        return None
    try:
        if column is not ListColumn.NAME:
            return read_name_in_two(surname, given)
        found = read_name(whole)
        return read_name_in_two(whole, given) if given and not found.given_names else found
    except Refused as refused:
        why[column] = refused.sentence
        return None


def _with_its_numbers(name: NameRead, cells: dict[ListColumn, str], today: date, by_hand: Set[ListColumn]) -> NameRead:
    """Puts the birth and the NHS number that stand with the name where their columns are empty; the name is left."""
    if name.nhs_numbers and not cells.get(ListColumn.NHS_NUMBER) and ListColumn.NHS_NUMBER not in by_hand:
        cells[ListColumn.NHS_NUMBER] = name.nhs_numbers[0]
        name = replace(name, nhs_numbers=name.nhs_numbers[1:])
    if not name.births or cells.get(ListColumn.BORN_ON) or ListColumn.BORN_ON in by_hand:
        return name
    try:
        birth = birth_in_line(name.births, today)
    except Refused:
        if name.births[0][0].isdigit():  # a day of something else, as likely
            return name
        cells[ListColumn.BORN_ON] = name.births[0]
    else:
        cells[ListColumn.BORN_ON] = in_words(birth) if birth else ""
    return replace(name, births=())


def _taken_as_surname(name: NameRead, cells: dict[ListColumn, str]) -> tuple[str, ...]:
    """What somebody should know who sees a surname that a list may not have meant."""
    if name.surname.casefold() in NAMES_TOO:
        return (f"{name.surname} is taken as a surname: people are called so.",)
    alone = not (cells.get(ListColumn.SURNAME) or cells.get(ListColumn.NAME))
    return ("The list gives one name: it is taken as the surname.",) if alone else ()


def _check_order(why: Why, left: Why, values: Values, today: date) -> None:
    admitted, expected = values["admitted_on"], values["expected_discharge_on"]
    try:
        if admitted:
            check_admitted_on(admitted, today, values["birth"])
    except Refused as refused:
        why[ListColumn.ADMITTED_ON] = refused.sentence
        values["admitted_on"] = admitted = None
    if admitted and expected and expected < admitted:
        left[ListColumn.EXPECTED_ON] = f"That is before the admission on {in_full(admitted)}."
        values["expected_discharge_on"] = None
