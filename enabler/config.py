"""The typed settings of this installation, read once from ENABLER_* variables and instance/enabler.toml, or refused."""

import math
import os
import secrets
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SECRET_CHARACTERS = 43  # 32 random bytes as urlsafe text
ENVIRONMENT_ONLY = ("instance", "venv")  # venv is the scripts'
WIDEST = {4: 8, 6: 32}  # the shortest prefix of a network of proxies
NEVER_SHOWN = ("secret", "database_url")  # an address may hold a password


class BadSettings(Exception):
    """The program does not start with these: a sentence for each, with what is allowed."""


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
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()  # whose word on the PC and on https is taken

    @property
    def audit_heads_files(self) -> tuple[Path, ...]:
        """Where the heads of the audit trail are noted: in the instance, and in the second place."""
        own = self.instance / "audit-heads.jsonl"
        return (own,) if self.audit_heads is None else (own, self.audit_heads)


@dataclass(frozen=True)
class SettingKind:
    """What a setting may be, in words, and how it is read: ValueError for anything else."""

    allowed: str
    read: Callable[[Any], Any]


@dataclass(frozen=True)
class Given:
    name: str
    value: Any
    place: str  # as people know it: the variable's name, or the file's


def private_files() -> None:
    """Whatever this process makes from now on is for its owner only: records, copies, exports, PDFs, logs."""
    os.umask(0o077)


def instance_folder(environ: Mapping[str, str] = os.environ) -> Path:
    return Path(environ.get("ENABLER_INSTANCE") or ROOT / "instance").resolve()


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The environment wins over the file, the file over the defaults. What is not allowed is BadSettings."""
    private_files()
    instance = instance_folder(environ)
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        given = [*_in_file(instance / "enabler.toml"), *_in_environment(environ)]
        wrong = [sentence for one in given if (sentence := _what_is_wrong(one))]
        if wrong:
            raise BadSettings("\n".join(wrong))
        chosen = {one.name: KINDS[one.name].read(one.value) for one in given}
        secret = chosen.pop("secret", None) or _secret_of(instance / "secret")
    except OSError as fault:
        raise BadSettings(f"{fault.filename or instance} cannot be used: {fault.strerror}.") from fault
    database_url = chosen.pop("database_url", f"sqlite:///{instance / 'enabler.sqlite3'}")
    heads = chosen.pop("audit_heads", None)
    return Settings(instance, database_url, secret, **chosen, audit_heads=instance / heads if heads else None)


def _in_file(file: Path) -> Iterator[Given]:
    if not file.exists():
        return
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise BadSettings(f"{file} cannot be read: {fault}.") from fault
    for name, value in found.items():
        yield Given(name, value, str(file))


def _in_environment(environ: Mapping[str, str]) -> Iterator[Given]:
    """An empty variable says nothing."""
    for variable, value in environ.items():
        name = variable.removeprefix("ENABLER_").lower()
        if variable.startswith("ENABLER_") and name not in ENVIRONMENT_ONLY and value.strip():
            yield Given(name, value, variable)


def _what_is_wrong(given: Given) -> str | None:
    if given.name == "instance":
        return f"{given.place} cannot name the folder that it is in: set ENABLER_INSTANCE in the environment instead."
    if given.name not in KINDS:
        meant = get_close_matches(given.name, KINDS, 1)
        advice = f"Was {meant[0]} meant?" if meant else f"There are: {', '.join(KINDS)}."
        return f"{_called(given)} is no setting of Enabler. {advice}"
    try:
        KINDS[given.name].read(given.value)
    except (ValueError, TypeError):
        shown = "not that" if given.name in NEVER_SHOWN else f"not {given.value}"
        return f"{_called(given)} must be {KINDS[given.name].allowed}, {shown}."
    return None


def _called(given: Given) -> str:
    return given.place if given.place.startswith("ENABLER_") else f"{given.name} in {given.place}"


def _whole_number(low: int, high: int) -> SettingKind:
    def read(value: Any) -> int:
        if isinstance(value, bool | float) or not low <= int(value) <= high:
            raise ValueError
        return int(value)

    return SettingKind(f"a whole number from {low} to {high}", read)


def _number(low: float, high: float) -> SettingKind:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not math.isfinite(float(value)) or not low <= float(value) <= high:
            raise ValueError
        return float(value)

    return SettingKind(f"a number from {low:g} to {high:g}", read)


def _yes_or_no(value: Any) -> bool:
    said = str(value).strip().lower()
    if said not in ("yes", "no", "true", "false", "1", "0"):
        raise ValueError
    return said in ("yes", "true", "1")


def _database_url(value: Any) -> str:
    """PostgreSQL's own form of an address is taken too."""
    try:
        url = make_url(value)
    except ArgumentError as fault:
        raise ValueError from fault
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg") or not url.database or url.database == ":memory:":
        raise ValueError
    return url.render_as_string(hide_password=False)


def _secret(value: Any) -> str:
    if not isinstance(value, str) or len(value) < SECRET_CHARACTERS or len(set(value)) < 12:
        raise ValueError
    return value


def _file(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _networks(value: Any) -> tuple[IPv4Network | IPv6Network, ...]:
    """A network so wide that it holds everybody would let anybody say which PC they are."""
    found = tuple(ip_network(one.strip()) for one in str(value).split(","))
    if any(network.prefixlen < WIDEST[network.version] for network in found):
        raise ValueError
    return found


KINDS = {
    "database_url": SettingKind("sqlite:/// and a file, or postgresql://user:password@server/database", _database_url),
    "secret": SettingKind(f"at least {SECRET_CHARACTERS} random characters", _secret),
    "training": SettingKind("yes or no", _yes_or_no),
    "blank_minutes": _whole_number(1, 60),
    "lock_minutes": _whole_number(1, 60),
    "session_hours": _number(1, 24),
    "quiet_days": _whole_number(1, 365),
    "confirmed_days": _whole_number(1, 31),
    "far_off_days": _whole_number(1, 3660),
    "audit_heads": SettingKind("the name of a file", _file),
    "trusted_proxies": SettingKind("addresses or networks, with commas between them", _networks),
}


def _secret_of(file: Path) -> str:
    """Made at the first start, readable by its owner only."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _kept_secret(file)
    with os.fdopen(handle, "w") as writing:
        secret = secrets.token_urlsafe(32)
        writing.write(secret)
    return secret


def _kept_secret(file: Path) -> str:
    try:
        return _secret(file.read_text().strip())
    except ValueError:
        raise BadSettings(f"The secret in {file} is too weak: remove that file, and a strong one is made.") from None
