"""A list that somebody pastes or sends as a file: one of the two, read once, outside any transaction."""

from collections.abc import Callable
from contextlib import closing

from werkzeug.datastructures import FileStorage

from enabler.rules.refusal import Refused
from enabler.web.forms import EnablerForm


def brought_in(form: EnablerForm, *, both: str, neither: str, opened: Callable[[bytes], bytes]) -> bytes | None:
    """What the fields `file` and `pasted` hold, opened once; nothing when it was refused, at the field that it came by.

    `opened` reads it into what is kept, which may take long, or raises Refused.
    `both` and `neither` are the sentences for two lists and none.
    """
    try:
        content, field = _sent(form, both, neither)
    except Refused as refused:
        form.put_error(refused)
        return None
    try:
        return opened(content)
    except Refused as refused:
        form.put_error(Refused(refused.sentence, field))
        return None


def _sent(form: EnablerForm, both: str, neither: str) -> tuple[bytes, str]:
    file: FileStorage | None = form["file"].data
    content = b""
    if file:
        with closing(file):
            content = file.read()
    pasted = (form["pasted"].data or "").strip("\r\n ")
    if content and pasted:
        raise Refused(both, "file")
    if file and file.filename and not content:
        raise Refused("The file is empty.", "file")
    if not content and not pasted:
        raise Refused(neither, "pasted")
    return (content, "file") if content else (pasted.encode(), "pasted")
