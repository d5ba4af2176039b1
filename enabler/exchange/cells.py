"""One cell of a caseload table: from what a file says to the text we keep, and from a text to a file and back."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from enabler.clock import LONDON
from enabler.exchange.fields import Field, Sort
from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import read_date

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
# Excel takes the wide and the small forms of East Asian keyboards for the sign itself.
FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫"
_GUARDED = re.compile(rf"'+[{re.escape(FORMULA_SIGNS)}]")
_FORMULA = re.compile(rf"'*[{re.escape(FORMULA_SIGNS)}]")
A_YEAR_ON = timedelta(days=400)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def guarded(text: str) -> str:
    """A text as CSV and workbooks carry it: one that a spreadsheet would take for a formula stands behind an
    apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` made this of."""
    return text[1:] if _GUARDED.match(text) else text


def read_cell(field: Field, raw: str, today: date) -> str | None:
    """What the cell says, in the one form we keep and export: dates and instants as ISO, codes as their value."""
    if field.sort is Sort.TEXT:
        return _text(field, unguarded(raw))
    said = unguarded(raw).strip()
    if not said:
        return None
    if field.sort is Sort.REFERENCE:
        return _text(field, said)
    if field.sort is Sort.CODE:
        return _code(field, said)
    if field.sort is Sort.NUMBER:
        return number_text(_number(said))
    if field.sort is Sort.INSTANT:
        return instant_text(_instant(said))
    return said if is_iso_day(said) else _day(said, today).isoformat()


def _text(field: Field, text: str) -> str | None:
    if len(text) > field.longest:
        raise Refused(f"This is too long: {len(text):,} characters, at most {field.longest:,}.")
    if UNREADABLE.search(text):
        raise Refused("This holds characters that cannot be written or printed.")
    return text or None


def _code(field: Field, said: str) -> str:
    known = field.labels() if field.labels else {}
    if said in known or field.name == "code":
        return said
    folded = " ".join(said.casefold().split())
    for value, label in known.items():
        if folded in (value.casefold(), label.casefold()):
            return value
    if folded in field.also:
        return field.also[folded]
    listed = ", ".join(list(known)[:12]) + (" …" if len(known) > 12 else "")
    raise Refused(f"“{said[:60]}” is not in the list: {listed}.")


def _number(said: str) -> float:
    try:
        number = float(said)
    except ValueError:
        raise Refused(f"“{said[:60]}” is not a number.") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise Refused(f"“{said[:60]}” is not a number.")
    return number


def number_text(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def _instant(said: str) -> datetime:
    """A date alone is its first moment in London; an instant without its zone is London's too."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise Refused(f"“{said[:60]}” is not a date with a time. Write 2026-04-03T14:05:00Z.") from None
    return (at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(UTC)


def instant_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _day(said: str, today: date) -> date:
    """A date that says the same whenever the file is read."""
    on = read_date(said, today)
    if read_date(said, today + A_YEAR_ON) != on:
        raise Refused(f"“{said[:60]}” is another day each time it is read. Write the whole date, such as 2026-04-03.")
    return on


@lru_cache(maxsize=20_000)
def is_iso_day(said: str) -> bool:
    if not _ISO_DAY.match(said):
        return False
    try:
        return 1880 <= date.fromisoformat(said).year <= 2150
    except ValueError:
        return False
