"""The figures that a PDF carries; what carries none is told apart, so that nobody has to guess why."""

import io
import json
from typing import Any

from enabler.figures.publishing.freezing import ATTACHMENT
from enabler.rules.refusal import Refused

LARGEST = 10_000_000
NOT_OURS = "This is not a report that was published here: "


def figures_attached(pdf: bytes) -> dict[str, Any]:
    """The figures attached to a PDF. Raises Refused, at the field `file`, with what the file is instead."""
    if not pdf.lstrip()[:5] == b"%PDF-":
        raise _refused("it is not a PDF.")
    return _figures(_attached(pdf))


def check_size(content: bytes) -> None:
    if not content:
        raise Refused("The file is empty.", "file")
    if len(content) > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // 1_000_000} MB: no report published here is.", "file")


def _attached(pdf: bytes) -> bytes:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        found = reader.attachments.get(ATTACHMENT)
    except (DependencyError, FileNotDecryptedError):
        raise _refused("it is locked with a password. Take the password off and try again.") from None
    except (PyPdfError, ValueError, LookupError, AttributeError, TypeError, OSError, RecursionError):
        raise _refused("it is a PDF, but a broken one.") from None
    if not found:
        raise _refused("it is a PDF that carries no figures. (A draft carries none.)")
    return found[0]


def _figures(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _refused("it carries an attachment, but no figures that can be read.")
    return found


def _refused(what: str) -> Refused:
    return Refused(NOT_OURS + what, "file")
