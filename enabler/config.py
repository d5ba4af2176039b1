"""The typed settings of this installation, read once from ENABLER_* variables and instance/enabler.toml."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECRET_CHARACTERS = 43  # 32 random bytes as urlsafe text


class WeakSecret(Exception):
    """The installation's secret is too short to guard anything; the program does not start with it."""


@dataclass(frozen=True)
class Settings:
    instance: Path
    database_url: str
    secret: str
    training: bool = False
    blank_minutes: int = 5
    lock_minutes: int = 10
    session_hours: float = 12.5
    quiet_days: int = 7  # "too long without contact"
    confirmed_days: int = 1  # "last confirmed" fades after this
    far_off_days: int = 366
    audit_heads: Path | None = None  # a second place for the heads of the audit trail

    @property
    def audit_heads_files(self) -> tuple[Path, ...]:
        """Where the heads of the audit trail are noted: in the instance, and in the second place."""
        own = self.instance / "audit-heads.jsonl"
        return (own,) if self.audit_heads is None else (own, self.audit_heads)


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The environment wins over the file, the file over the defaults."""
    instance = Path(environ.get("ENABLER_INSTANCE", ROOT / "instance")).resolve()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    given = _from_file(instance / "enabler.toml")
    given |= {key[8:].lower(): value for key, value in environ.items() if key.startswith("ENABLER_")}
    return Settings(
        instance=instance,
        database_url=given.get("database_url", f"sqlite:///{instance / 'enabler.sqlite3'}"),
        secret=_checked(given.get("secret") or _secret_of(instance / "secret")),
        training=str(given.get("training", "")).lower() in ("1", "true", "yes"),
        blank_minutes=int(given.get("blank_minutes", 5)),
        lock_minutes=int(given.get("lock_minutes", 10)),
        session_hours=float(given.get("session_hours", 12.5)),
        quiet_days=int(given.get("quiet_days", 7)),
        confirmed_days=int(given.get("confirmed_days", 1)),
        far_off_days=int(given.get("far_off_days", 366)),
        audit_heads=instance / given["audit_heads"] if given.get("audit_heads") else None,
    )


def _from_file(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text()) if path.exists() else {}


def _secret_of(path: Path) -> str:
    """Made at the first start, readable by its owner only."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret


def _checked(secret: str) -> str:
    if len(secret) < SECRET_CHARACTERS or len(set(secret)) < 12:
        raise WeakSecret(
            "The secret is too weak: use at least 43 random characters, or remove it and a strong one is made."
        )
    return secret
