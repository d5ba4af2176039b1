"""The columns a ward list may have, under the headings that hospital systems give them."""

import re
from enum import StrEnum


class ListColumn(StrEnum):
    BED = "bed"
    HOSPITAL_NUMBER = "hospital_number"
    NHS_NUMBER = "nhs_number"
    EITHER_NUMBER = "either_number"
    NAME = "name"
    SURNAME = "surname"
    GIVEN_NAMES = "given_names"
    KNOWN_AS = "known_as"
    BORN_ON = "born_on"
    ADMITTED_ON = "admitted_on"
    EXPECTED_ON = "expected_discharge_on"
    FIT_ON = "hospital_says_fit_on"
    WARD = "ward"
    BAY = "bay"
    STATUS = "status"


LABELS = {
    ListColumn.BED: "Bed",
    ListColumn.HOSPITAL_NUMBER: "Hospital number",
    ListColumn.NHS_NUMBER: "NHS number",
    ListColumn.EITHER_NUMBER: "Hospital or NHS number",
    ListColumn.NAME: "Patient",
    ListColumn.SURNAME: "Surname",
    ListColumn.GIVEN_NAMES: "Given names",
    ListColumn.KNOWN_AS: "Known as",
    ListColumn.BORN_ON: "Date of birth",
    ListColumn.ADMITTED_ON: "Admitted",
    ListColumn.EXPECTED_ON: "Expected discharge",
    ListColumn.FIT_ON: "Medically fit, says the hospital",
    ListColumn.WARD: "Ward",
    ListColumn.BAY: "Bay",
    ListColumn.STATUS: "Status",
}

# As their letters read once dots, brackets and capitals are gone; several headings for one column between bars.
HEADINGS = {
    ListColumn.BED: (
        "bed|bed no|bed number|bed id|bed name|bay bed|bed bay|ward bed|location|bed location|bed space|bedspace"
    ),
    ListColumn.HOSPITAL_NUMBER: (
        "hospital number|hospital no|hosp no|hosp number|hosp num|hospital num|hospital id|mrn|unit number"
        "|unit no|patient number|patient no|patient id|local patient id|local id|pas number|pas no|pas id"
        "|rt no|rio number|rio no|rio id|district number|case note number|casenote number|case note no"
        "|casenote|crn"
    ),
    ListColumn.NHS_NUMBER: "nhs number|nhs no|nhs num|nhs|nhsnumber|nhsno",
    ListColumn.EITHER_NUMBER: (
        "nhs rt no|nhs hospital no|nhs hosp no|hospital nhs number|nhs or hospital number|number|id|nhs mrn"
    ),
    ListColumn.NAME: (
        "patient|patient name|name|full name|patient full name|pt name|pt|surname forename|surname first name"
        "|client|service user|name of"
    ),
    ListColumn.SURNAME: "surname|last name|family name|lastname",
    ListColumn.GIVEN_NAMES: "forename|forenames|first name|first names|firstname|given name|given names|forename s",
    ListColumn.KNOWN_AS: "known as|preferred name|prefers to be called|likes to be called|aka|alias",
    ListColumn.BORN_ON: "dob|d o b|date of birth|birth date|birthdate|born|born on",
    ListColumn.ADMITTED_ON: (
        "admitted|admit dt|admit date|admission date|adm date|date admitted|admitted on|admission"
        "|date of admission|admission dt|adm dt|admitted date|admission date time|admit date time|adm|doa"
        "|spell start|date time admitted|date time of admission"
    ),
    ListColumn.EXPECTED_ON: (
        "edd|expected discharge date|expected date of discharge|expected discharge|est discharge date"
        "|estimated discharge date|estimated date of discharge|pdd|predicted discharge date|predicted date of discharge"
        "|estimated discharge|planned discharge date"
    ),
    ListColumn.FIT_ON: (
        "mffd|mfd|mofd|medically fit|medically fit for discharge|medically optimised|mfd date|mffd date"
        "|fit date|medically fit date|mffd y n"
        "|ready for discharge|crfd|no criteria to reside|clinically ready for discharge"
        "|clinically ready"
    ),
    ListColumn.WARD: "ward|ward name|ward code|ward description|ward id",
    ListColumn.BAY: "bay|bay no|bay number|bay name|room|room no|side room",
    ListColumn.STATUS: "status|admission status|discharge status|bed status|comments|comment|remarks",
}

_SHORT = {
    "adm": "admission", "admit": "admission", "doa": "admission date", "dt": "date", "est": "estimated",
    "exp": "expected", "hosp": "hospital", "num": "number", "no": "number", "identifier": "id", "forename": "forenames",
}  # fmt: skip
_ROUND_ABOUT = frozenset(
    [
        "patient",
        "patients",
        "pat",
        "pt",
        "pts",
        "s",
        "client",
        "current",
        "the",
        "dd",
        "mm",
        "yy",
        "yyyy",
        "10",
        "digit",
    ]
)
_NAMES = frozenset([ListColumn.NAME, ListColumn.SURNAME, ListColumn.GIVEN_NAMES, ListColumn.EITHER_NUMBER])
IDENTIFYING = frozenset(
    [ListColumn.HOSPITAL_NUMBER, ListColumn.NHS_NUMBER, ListColumn.EITHER_NUMBER, ListColumn.NAME, ListColumn.SURNAME]
)
NOTHING = frozenset(
    [
        "",
        "-",
        "--",
        "?",
        "??",
        "tbc",
        "tba",
        "n/k",
        "nk",
        "n/a",
        "na",
        "none",
        "nil",
        "not known",
        "unknown",
        "not yet",
        "null",
    ]
)
NAMES_TOO = frozenset(["na", "null"])  # nothing in other columns; people are called so


def column_named(heading: str) -> ListColumn | None:
    """The column a heading stands for, whatever its dots, brackets and capitals, and the words round about it.

    Patient Surname (current) is the surname; EDD / PDD is both; Planned to go (EDD) is what its brackets say.
    """
    if _WORDS.isdisjoint(heading_key(heading).split()):
        return None  # as nearly every cell of a list
    outside = re.sub(r"\(.*?\)|\[.*?\]", " ", heading)
    for written in (heading, outside):
        if column := _plainly_named(written):
            return column
    parts = frozenset(_plainly_named(part) for part in re.split(r"[/&+]|\bor\b", outside.casefold()))
    if column := _TOGETHER.get(parts) or (next(iter(parts)) if len(parts) == 1 else None):
        return column
    inside = (_plainly_named(text) for text in re.findall(r"\((.*?)\)", heading))
    return next((column for column in inside if column and column not in _NAMES), None)


def _plainly_named(heading: str) -> ListColumn | None:
    key = heading_key(heading)
    bare = " ".join(word for word in key.split() if word not in _ROUND_ABOUT)
    known = _BY_HEADING.get(key) or _BY_HEADING.get(_in_full(key)) or _BY_HEADING.get(_in_full(bare))
    return known or _BY_WORDS.get(_words(_in_full(bare)))


def _words(heading: str) -> frozenset[str]:
    """Its words in whatever order: Date Adm is Adm date."""
    return frozenset(heading.split()) - {"of"}


def _in_full(key: str) -> str:
    """A folded heading with its usual short words in full: adm dt is admission date, d c is discharge."""
    words = re.sub(r"\bd c\b", "discharge", re.sub(r"\bd o ([ab])\b", r"do\1", key))
    return " ".join(_SHORT.get(word, word) for word in words.split())


def heading_key(heading: str) -> str:
    """A heading folded: its words in small letters."""
    return " ".join(re.sub(r"[^\w]+", " ", heading.casefold().replace("_", " ")).split())


_BY_HEADING: dict[str, ListColumn] = {}
for _column, _headings in HEADINGS.items():
    for _heading in _headings.split("|"):
        _BY_HEADING |= {_heading: _column, _in_full(_heading): _column}
_BY_WORDS = {_words(heading): column for heading, column in _BY_HEADING.items() if len(heading.split()) > 1}
_WORDS = frozenset(word for heading in _BY_HEADING for word in heading.split()) | frozenset(_SHORT)
_TOGETHER: dict[frozenset[ListColumn | None], ListColumn] = {
    frozenset([ListColumn.HOSPITAL_NUMBER, ListColumn.NHS_NUMBER]): ListColumn.EITHER_NUMBER,
    frozenset([ListColumn.BAY, ListColumn.BED]): ListColumn.BED,
    frozenset([ListColumn.SURNAME, ListColumn.GIVEN_NAMES]): ListColumn.NAME,
}


def is_nothing(cell: str) -> bool:
    """Whether a cell says in one of the usual ways that there is nothing to say."""
    return " ".join(cell.casefold().split()) in NOTHING


def is_no_name(cell: str) -> bool:
    """The same of a cell for a name."""
    return is_nothing(cell) and cell.strip().casefold() not in NAMES_TOO
