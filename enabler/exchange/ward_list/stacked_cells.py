"""Cells that hold two things: a bed before the name, a date of birth or a number in the lines below it."""

import re

from enabler.exchange.ward_list.columns import ListColumn

NAMES = (ListColumn.NAME, ListColumn.SURNAME)
_BED_BEFORE = re.compile(
    r"(?:(?:bed|bay)\s*(?P<bed>(?=\w*\d)\w{1,6}|(?<=\s)[a-z])\s*[-–:]|(?P<number>\d{1,3})\s*(?:[-–:]|\.(?=\s)))"
    r"\s*(?P<name>[^\W\d_].*)",
    re.IGNORECASE | re.DOTALL,
)
_STATUS = re.compile(
    r"\s*[(\[*\-–]+\s*(?P<status>deceased|died|rip|r\.i\.p\.?|discharged|transferred|on leave|awol)\s*(?:[)\]*]+|$)\s*",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"[\s,(]+(?:d\.?o\.?b\.?|born)\b[\s:.]*(?P<born>\d[\d\w/.\- ]{4,18}\d)\)?", re.IGNORECASE)
_NHS = re.compile(r"[\s,(]+nhs(?: (?:no|number))?\b[\s:.]*(?P<nhs>\d[\d \-]{8,12}\d)\)?", re.IGNORECASE)
INSIDE = (
    (ListColumn.BORN_ON, _BIRTH, "born"),
    (ListColumn.NHS_NUMBER, _NHS, "nhs"),
    (ListColumn.STATUS, _STATUS, "status"),
)


def unstacked(typed: dict[ListColumn, str]) -> tuple[dict[ListColumn, str], tuple[str, ...]]:
    """The same cells with what the name's cell holds besides put into its own column, and a sentence for each.

    Nothing replaces what its own column says: two that differ are left to be asked about.
    """
    column = next((column for column in NAMES if typed.get(column)), None)
    if column is None:
        return typed, ()
    name, also = typed[column], {}
    if before := _BED_BEFORE.fullmatch(name):
        name, also[ListColumn.BED] = before["name"], before["bed"] or before["number"]
    for holds, pattern, part in INSIDE:
        if inside := pattern.search(name):
            name, also[holds] = pattern.sub(" ", name).strip(), inside[part].strip()
    if not also:
        return typed, ()
    taken = {holds: text for holds, text in also.items() if not typed.get(holds)}
    says = tuple(
        f"Read from the cell of the name: {text}." if holds in taken else f"Set aside from the name: {text}."
        for holds, text in also.items()
        if holds is not ListColumn.STATUS and text != typed.get(holds)
    )
    if ListColumn.STATUS in also:
        taken[ListColumn.STATUS] = "\n".join(filter(None, [typed.get(ListColumn.STATUS), also[ListColumn.STATUS]]))
    return typed | {column: name} | taken, says
