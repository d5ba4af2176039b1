"""What a file is by its first bytes, where it is no list: said, with what to do instead."""

from enabler.rules.refusal import Refused

OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def check_kind(content: bytes) -> None:
    """Refuse what is no list by naming it."""
    if content.startswith(OLD_EXCEL):
        raise Refused("This is a workbook of an old Excel (.xls). Save it as .xlsx or as CSV, and send that.")
