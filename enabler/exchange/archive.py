"""The file of a backup: a zip with everything in it, and at its end a fingerprint of every byte before."""

# The fingerprint finds damage; the seal beside it, made with the audit trail's key, finds a file that somebody made.

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from enabler.audit import Keys
from enabler.rules.refusal import Refused

DATABASE, SETTINGS, HEADS, KEY, ABOUT = (
    "enabler.sqlite3",
    "enabler.toml",
    "audit-heads.jsonl",
    "audit-key",
    "about.json",
)
NAMES = {DATABASE, SETTINGS, HEADS, KEY, ABOUT}
END = re.compile(rb"sha256 ([0-9a-f]{64}) seal ([0-9a-f]{64})")
END_LENGTH = len("sha256  seal ") + 2 * 64
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """A file whose fingerprint holds."""

    file: Path
    fingerprint: str
    seal: str
    made_at: datetime
    names: frozenset[str]

    def read(self, name: str) -> bytes | None:
        with zipfile.ZipFile(self.file) as archive:
            return archive.read(name) if name in self.names else None

    def take_out(self, name: str, to: Path) -> None:
        with zipfile.ZipFile(self.file) as archive, archive.open(name) as source, to.open("wb") as target:
            shutil.copyfileobj(source, target, BLOCK)

    def is_sealed_with(self, keys: Keys) -> bool:
        return any(key.seal(self.fingerprint) == self.seal for key in keys.keys)


def write_archive(to: Path, files: Mapping[str, Path], made_at: datetime, keys: Keys) -> str:
    """Put the files into a zip, under the names given, and seal it. Its fingerprint."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        archive.writestr(ABOUT, json.dumps({"what": "a backup of Enabler", "made_at": made_at.isoformat()}))
        for name, file in files.items():
            archive.write(file, name)
        archive.comment = b" " * END_LENGTH
    fingerprint = _fingerprint(to)
    with to.open("r+b") as written:
        written.seek(-END_LENGTH, os.SEEK_END)
        written.write(f"sha256 {fingerprint} seal {keys.newest.seal(fingerprint)}".encode())
        written.flush()
        os.fsync(written.fileno())
    return fingerprint


def is_archive(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"PK\x03\x04"


def open_archive(file: Path) -> Archive:
    """Read every byte and compare it with the fingerprint; what does not hold is refused."""
    try:
        end = END.fullmatch(_end(file))
        if end is None or _fingerprint(file) != end[1].decode():
            raise zipfile.BadZipFile("it is not as it was written")
        with zipfile.ZipFile(file) as archive:
            names = frozenset(archive.namelist())
            made_at = datetime.fromisoformat(json.loads(archive.read(ABOUT))["made_at"])
        if DATABASE not in names or not names <= NAMES:
            raise zipfile.BadZipFile("it holds something else than a backup")
    except (zipfile.BadZipFile, OSError, KeyError, ValueError) as fault:
        raise Refused(f"{file} is damaged, or not a backup of Enabler: {fault}. Nothing was changed.") from None
    return Archive(file, end[1].decode(), end[2].decode(), made_at, names)


def _end(file: Path) -> bytes:
    with file.open("rb") as opened:
        opened.seek(-min(END_LENGTH, file.stat().st_size), os.SEEK_END)
        return opened.read()


def _fingerprint(file: Path) -> str:
    """Of every byte but the last, which hold it."""
    digest, left = hashlib.sha256(), file.stat().st_size - END_LENGTH
    with file.open("rb") as opened:
        while left > 0 and (block := opened.read(min(BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()
