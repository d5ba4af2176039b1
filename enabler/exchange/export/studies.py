"""The key of a named study: made once, so that a study sees one reference for each stay."""

import base64
import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from enabler.rules.refusal import Refused

LONGEST = 80


class Study:
    """Turns references into keyed ones: the same within the study, unlike those of any other."""

    def __init__(self, name: str, key: bytes) -> None:
        self.name, self._key = name, key

    def keyed(self, kind: str, ref: str) -> str:
        """16 letters and digits of HMAC-SHA-256 (80 bits)."""
        digest = hmac.digest(self._key, f"{kind}\0{ref}".encode(), "sha256")
        return base64.b32encode(digest[:10]).decode()


def study_named(instance: Path, name: str) -> Study:
    """The study of this name; its key is made at its first export."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST:
        raise Refused(f"Give the study a name of at most {LONGEST} characters.", "study")
    folder = instance / "studies"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / f"{_file_name(tidy)}.key"
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return Study(tidy, bytes.fromhex(file.read_text().strip()))
    with os.fdopen(handle, "w") as writing:
        key = secrets.token_bytes(32)
        writing.write(key.hex())
    return Study(tidy, key)


def _file_name(name: str) -> str:
    folded = name.casefold()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40] + "-" + hashlib.sha256(folded.encode()).hexdigest()[:8]
