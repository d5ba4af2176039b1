"""What a file is where it is no list: named, with what to do instead."""

import re
from collections.abc import Collection

from enabler.rules.refusal import Refused

SEND = "Send a CSV or text file, an .xlsx workbook, or paste the block."
OLD_OFFICE = b"\xd0\xcf\x11\xe0"

BY_FIRST_BYTES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
    (b"{\\rtf", "a text document (RTF)"),
)
OLD_EXCEL = "This is a workbook of an old Excel (.xls). Save it as .xlsx or as CSV, and send that."
WORD = "This is a Word document. Copy the table in it and paste it, or save the list as CSV."
SLIDES = "This is a PowerPoint file. Copy the table in it and paste it."
# In the directory of an old Office file, where names are written in UTF-16.
IN_OLD_OFFICE = (
    ("EncryptedPackage", "This is protected with a password. Save a copy without the password, and send that."),
    ("WordDocument", WORD),
    ("__substg1.0_", "This is an Outlook message. Save what is attached to it, and send that."),
    ("PowerPoint", SLIDES),
    ("Workbook", OLD_EXCEL),
    ("Book", OLD_EXCEL),
)
IN_ZIP = (
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", SLIDES),
    ("xl/workbook.bin", "This is a binary workbook (.xlsb). Save it as .xlsx or as CSV, and send that."),
    ("content.xml", "This is a LibreOffice file. Save it as .xlsx or as CSV, and send that."),
    ("Index/Document.iwa", "This is a file of Apple Numbers. Export it as .xlsx or as CSV, and send that."),
)

_HL7 = re.compile(r"[\x0b\s]*(?:MSH|FHS|BHS)\|\^")
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\["])')
_XML = re.compile(r"\s*<(?:\?xml|!--|!doctype|[a-z][\w:]*[\s>/])", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|table|body|div|meta)\b", re.IGNORECASE)


def check_kind(content: bytes) -> None:
    """Refuse what its first bytes say is no list."""
    if content.startswith(OLD_OFFICE):
        known = (why for name, why in IN_OLD_OFFICE if name.encode("utf-16-le") in content)
        raise Refused(next(known, "This is a file of an old Office. Save the list as CSV, and send that."))
    for first, what in BY_FIRST_BYTES:
        if content.lstrip()[: len(first)] == first:
            raise Refused(f"This is {what}, not a list. {SEND}")


def check_zip_kind(names: Collection[str]) -> None:
    """Refuse a zip that is no Excel workbook, by the names in it."""
    if "xl/workbook.xml" in names:
        return
    why = next((why for name, why in IN_ZIP if name in names), None)
    if why:
        raise Refused(why)
    lists = sorted(name for name in names if name.lower().endswith((".csv", ".txt", ".tsv", ".xlsx")))
    if lists:
        raise Refused(f"This is a zip with {', '.join(lists[:5])} in it. Unpack it, and send the list alone.")
    raise Refused(f"This is a zip, and not an Excel workbook. {SEND}")


def check_text_kind(text: str) -> None:
    """Refuse a text that is no table."""
    head = text[:2000]
    if _HL7.match(head):
        raise Refused("This is an HL7 message, not a list. Ask for the ward list as CSV, or paste it from the screen.")
    if _JSON.match(head):
        raise Refused(f"This is JSON, not a list. {SEND}")
    if _XML.match(head):
        if "Excel.Sheet" in head or "office:spreadsheet" in head:
            raise Refused("This is a workbook saved as XML. Open it in Excel, save it as .xlsx or CSV, and send that.")
        if _HTML.search(head):
            raise Refused(
                "This is a web page (HTML), whatever its name says. "
                "Open it in Excel, save it as .xlsx or CSV, and send that; or copy the table and paste it."
            )
        raise Refused(f"This is XML, not a list. {SEND}")
