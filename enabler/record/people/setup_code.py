"""The one-time code that guards the first administrator's page: printed in the terminal, kept as a hash."""

import hashlib
import secrets
from pathlib import Path

FILE = "setup-code"


def make_setup_code(instance: Path) -> str:
    """A fresh code; an older one stops working."""
    code = "-".join(f"{secrets.randbelow(10_000):04d}" for _ in range(4))
    file = instance / FILE
    file.touch(mode=0o600)
    file.write_text(_hash(code))
    return code


def setup_code_fits(instance: Path, code: str) -> bool:
    file = instance / FILE
    return file.exists() and secrets.compare_digest(file.read_text(), _hash(code.strip()))


def forget_setup_code(instance: Path) -> None:
    (instance / FILE).unlink(missing_ok=True)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
