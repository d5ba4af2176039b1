"""Backups: database, settings and heads of the trail in one sealed file; and putting them back."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from enabler import clock
from enabler.audit import Keys
from enabler.config import Settings
from enabler.exchange.archive import DATABASE, HEADS, KEY, SETTINGS, Archive, is_archive, open_archive, write_archive
from enabler.exchange.sqlite_copies import check_copy, copy_database, file_of, last_key_id, put_in_place, unfinished
from enabler.record.keeping import audit_keys
from enabler.rules.refusal import Refused


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: where the old database is kept, and what else there is to say, in sentences."""

    kept: Path | None
    says: tuple[str, ...]


def back_up(settings: Settings, to: Path, *, with_key: bool) -> str:
    """Copy the database to a new file, while others use it, check the copy and seal it. Its fingerprint."""
    file = file_of(settings.database_url, "pg_dump")
    if not file.exists():
        raise Refused("There is no database yet, so there is nothing to copy.")
    if to.exists():
        raise Refused(f"{to} is there already. Choose another name: a backup never replaces a file.")
    instance, made_at = settings.instance, clock.now()
    beside = {SETTINGS: instance / SETTINGS, HEADS: settings.audit_heads_files[0]}
    beside |= {KEY: instance / audit_keys.FILE} if with_key else {}
    with unfinished(to.with_name(f"{to.name}-database")) as database, unfinished(to) as part:
        copy_database(file, database)
        check_copy(database, database)
        files = {DATABASE: database} | {name: path for name, path in beside.items() if path.exists()}
        fingerprint = write_archive(part, files, made_at, audit_keys.read_keys(instance))
        open_archive(part)
        part.rename(to)
    return fingerprint


def restore(settings: Settings, source: Path, now: datetime, *, new_key: bool) -> Restored:
    """Put a checked backup in the place of the database; settings and heads go where there are none."""
    file = file_of(settings.database_url, "pg_restore")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(source, file) as (database, archive):
        check_copy(database, source)
        ours = audit_keys.read_keys(settings.instance)
        keys = _together(ours, archive)
        if not new_key:
            _check_keys(source, archive, last_key_id(database), keys, settings.instance / audit_keys.FILE)
        kept = put_in_place(database, file, now)
    if keys != ours:
        audit_keys.write_keys(settings.instance, keys)
    if archive is None:
        return Restored(kept, ("It has no fingerprint: nobody can tell whether a byte of it was changed.",))
    made = f"It was made on {archive.made_at.astimezone(clock.LONDON):%-d %B %Y at %H:%M}"
    sealed = "it is sealed by this installation" if archive.is_sealed_with(keys) else "its seal could not be checked"
    _put_back(settings.audit_heads_files[0], archive.read(HEADS))
    return Restored(kept, (f"{made}, its fingerprint holds, {sealed}.", *_put_settings(settings, archive, now)))


@contextmanager
def _opened(source: Path, file: Path) -> Iterator[tuple[Path, Archive | None]]:
    """The database in a backup; a backup of an earlier version is a database itself."""
    if not is_archive(source):
        yield source, None
        return
    archive = open_archive(source)
    with unfinished(file.with_name(f"{file.name}-restored")) as database:
        archive.take_out(DATABASE, database)
        yield database, archive


def _together(ours: Keys, archive: Archive | None) -> Keys:
    """Our keys after those that came with the backup."""
    text = archive.read(KEY) if archive else None
    theirs = audit_keys.keys_from(text.decode()) if text else Keys()
    earlier = tuple(key for key in theirs.keys if key not in ours.keys)
    return replace(ours, keys=(*earlier, *ours.keys), lost=tuple(dict.fromkeys([*theirs.lost, *ours.lost])))


def _check_keys(source: Path, archive: Archive | None, key_id: str | None, keys: Keys, file: Path) -> None:
    otherwise = "If it is lost, --new-key restores all the same. Nothing was changed."
    if not keys.can_follow(key_id) or (archive and not keys.keys):
        raise Refused(
            f"The key of the audit trail in {source} is not in {file}. Put it there from where it is kept. {otherwise}"
        )
    if archive and not archive.is_sealed_with(keys):
        raise Refused(
            f"{source} is not sealed with a key in {file}: it comes from another installation, or somebody changed it. "
            f"If you know that it is right, --new-key restores it all the same. Nothing was changed."
        )


def _put_settings(settings: Settings, archive: Archive, now: datetime) -> Iterator[str]:
    """In place where there are none; beside them where there are, or where they would lead to another database."""
    content, place = archive.read(SETTINGS), settings.instance / SETTINGS
    if content is None or (place.exists() and place.read_bytes() == content):
        return
    if place.exists() or _names_another_database(content, settings.database_url):
        place = place.with_name(f"enabler-from-backup-{now:%Y%m%d-%H%M%S}.toml")
        yield f"Its settings are in {place}; those of this installation stay as they are."
    else:
        yield f"Its settings are in {place}."
    _put_back(place, content)


def _names_another_database(content: bytes, url: str) -> bool:
    try:
        return tomllib.loads(content.decode()).get("database_url", url) != url
    except ValueError:
        return True


def _put_back(place: Path, content: bytes | None) -> None:
    if content is None or place.exists():
        return
    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
