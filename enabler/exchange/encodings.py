"""The text of a file, whatever encoding it was saved in."""

import codecs

from enabler.exchange.kinds import SEND, check_text_kind
from enabler.rules.refusal import Refused

LOOKED_AT = 4096
MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

BROKEN_UTF16 = "This text in UTF-16 breaks off in the middle of a letter. Save it again as CSV UTF-8, and send that."
NO_TEXT = f"This is not a list: it holds characters that no text has. {SEND}"


def read_text(content: bytes) -> str:
    """UTF-8 or UTF-16, with or without its mark, else the Windows encoding that hospital systems still write."""
    text = unicode_text(content)
    if text is not None:
        return text
    try:
        return _checked(content.decode("cp1252"))
    except UnicodeDecodeError:
        return _checked(content.decode("latin-1"))


def unicode_text(content: bytes) -> str | None:
    """The text of a file in UTF-8 or UTF-16; None where it is neither."""
    encoding = next((name for mark, name in MARKED if content.startswith(mark)), None) or _unmarked_utf16(content)
    try:
        return _checked(content.decode(encoding or "utf-8-sig"))
    except UnicodeDecodeError:
        if encoding:
            raise Refused(BROKEN_UTF16) from None
        return None


def line_beyond_utf8(content: bytes) -> int | None:
    """The first line that is not UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError as fault:
        return content.count(b"\n", 0, fault.start) + 1
    return None


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is zero, but for letters beyond Latin."""
    head = content[:LOOKED_AT]
    low, high = head[0::2].count(0), head[1::2].count(0)
    often, seldom = max(low, high), min(low, high)
    if often * 4 < len(head) // 2 or seldom * 20 > often:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _checked(text: str) -> str:
    if text.count("\x00") * 10 > len(text):
        raise Refused(NO_TEXT)
    check_text_kind(text)
    return text.rstrip("\x00\x1a")  # what old systems fill up and end a file with
