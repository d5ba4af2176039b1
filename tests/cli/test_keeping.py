"""Safe copies, self-diagnosis and the audit chain, as commands."""

import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Key, Keys
from enabler.config import Settings
from enabler.exchange.archive import write_archive
from enabler.exchange.backups import back_up
from enabler.models import Ward
from enabler.rules.refusal import Refused
from tests.cli.conftest import Enabler
from tests.makers import make_stay, recorded


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as opened:
        return [row[0] for row in opened.execute("SELECT name FROM users ORDER BY name")]


@pytest.fixture
def sam(enabler: Enabler, place: Path) -> Path:
    """The database, with one account."""
    assert enabler("create-user", "Sam Okafor", "--role", "officer").exit_code == 0
    return place / "enabler.sqlite3"


def database_in(archive: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        return Path(opened.extract("enabler.sqlite3", archive.parent / "unpacked"))


def test_a_backup_opens_and_is_for_its_owner_only(enabler: Enabler, sam: Path, place: Path, tmp_path: Path) -> None:
    (place / "enabler.toml").write_text("quiet_days = 5\n")
    answer = enabler("backup", tmp_path / "copy.enabler")
    assert answer.exit_code == 0 and "checked the copy" in answer.output
    assert f"The key of the audit trail is not in it: keep {place / 'audit-key'} in another place" in answer.output
    assert names(database_in(tmp_path / "copy.enabler")) == ["Sam Okafor"]
    assert stat.S_IMODE((tmp_path / "copy.enabler").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "copy.enabler") as opened:
        assert set(opened.namelist()) == {"about.json", "enabler.sqlite3", "enabler.toml", "audit-heads.jsonl"}
    assert not list(tmp_path.glob(".*unfinished"))


def test_a_backup_while_somebody_writes(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sam, isolation_level=None, check_same_thread=False)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE users SET name = 'half done'")
        gives_up = Timer(2, lambda: writer.execute("ROLLBACK"))
        gives_up.start()
        answer = enabler("backup", tmp_path / "copy.enabler")
        gives_up.join()
    assert names(database_in(tmp_path / "copy.enabler")) == ["Sam Okafor"], answer.output


def test_a_backup_replaces_nothing(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    answer = enabler("backup", tmp_path / "there")
    assert answer.exit_code == 1 and "never replaces" in answer.stderr
    assert (tmp_path / "there").read_text() == "mine"


def test_restore_goes_back_and_keeps_what_was_there(enabler: Enabler, sam: Path, place: Path, tmp_path: Path) -> None:
    enabler("backup", tmp_path / "copy.enabler")
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    answer = enabler("restore", tmp_path / "copy.enabler")
    assert answer.exit_code == 0, answer.stderr
    assert names(sam) == ["Sam Okafor"]
    (kept,) = place.glob("enabler-before-restore-*")
    assert names(kept) == ["Priya Nair", "Sam Okafor"]
    assert enabler("verify-audit").exit_code == 0, "a restore sets the trail back, knowingly"


def test_a_program_that_has_it_open_reads_what_was_restored(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    enabler("backup", tmp_path / "copy.enabler")
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    with closing(sqlite3.connect(sam)) as open_elsewhere:
        assert open_elsewhere.execute("SELECT count(*) FROM users").fetchone() == (2,)
        enabler("restore", tmp_path / "copy.enabler")
        assert open_elsewhere.execute("SELECT count(*) FROM users").fetchone() == (1,)


@pytest.mark.parametrize("how", ["cut", "zeroed", "empty", "text", "other"])
def test_restore_refuses_a_damaged_copy(enabler: Enabler, sam: Path, tmp_path: Path, how: str) -> None:
    copy = tmp_path / "copy.enabler"
    enabler("backup", copy)
    content = copy.read_bytes()
    copy.write_bytes(
        {
            "cut": content[: len(content) // 2],
            "zeroed": content[:4096] + bytes(len(content) - 8192) + content[-4096:],
            "empty": b"",
            "text": b"hello " * 1000,
            "other": b"",
        }[how]
    )
    if how == "other":
        with closing(sqlite3.connect(copy)) as opened:
            opened.execute("CREATE TABLE shopping (milk)")
    answer = enabler("restore", copy)
    assert answer.exit_code == 1 and "Nothing was changed" in answer.stderr
    assert names(sam) == ["Sam Okafor"]


def test_restore_over_a_damaged_database(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    enabler("backup", tmp_path / "copy.enabler")
    sam.write_bytes(b"not a database at all" * 1000)
    assert enabler("restore", tmp_path / "copy.enabler").exit_code == 0
    assert names(sam) == ["Sam Okafor"]


NOTE = "Rang Mrs Hale at the council: the flat is held until Friday."


@pytest.fixture
def with_note(enabler: Enabler, sam: Path, tmp_path: Path) -> bytes:
    """A backup of a record with a note, as bytes."""
    engine = create_engine(f"sqlite:///{sam}")
    with Session(engine) as session:
        session.add(Ward(name="Bosworth", setting="mental health", **recorded()))
        session.commit()
        make_stay(session, session.scalars(select(Ward)).one(), contacts=[{"text": NOTE}])
    engine.dispose()
    assert enabler("backup", tmp_path / "copy.enabler").exit_code == 0
    return (tmp_path / "copy.enabler").read_bytes()


def test_restore_refuses_one_changed_byte_in_a_note(
    enabler: Enabler, sam: Path, with_note: bytes, tmp_path: Path
) -> None:
    """A sound database all the same: only a fingerprint of the whole tells."""
    copy = tmp_path / "copy.enabler"
    copy.write_bytes(with_note.replace(b"until Friday", b"until Frieay"))
    before = sam.read_bytes()
    answer = enabler("restore", copy)
    assert answer.exit_code == 1
    assert "is damaged, or not a backup of Enabler: it is not as it was written. Nothing was changed." in answer.stderr
    assert sam.read_bytes() == before and not list(sam.parent.glob("*before-restore*"))
    copy.write_bytes(with_note)
    assert enabler("restore", copy).exit_code == 0


def test_restore_refuses_what_somebody_made(enabler: Enabler, sam: Path, with_note: bytes, tmp_path: Path) -> None:
    """With a fingerprint of its own, and without the key."""
    forged = tmp_path / "forged.enabler"
    database = database_in(tmp_path / "copy.enabler")
    database.write_bytes(database.read_bytes().replace(b"until Friday", b"until Monday"))
    write_archive(forged, {"enabler.sqlite3": database}, clock.now(), Keys((Key("a guess"),)))
    answer = enabler("restore", forged)
    assert answer.exit_code == 1 and "it comes from another installation, or somebody changed it" in answer.stderr
    assert names(sam) == ["Sam Okafor"]


def spare_machine(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    spare = place.parent / "spare"
    monkeypatch.setenv("ENABLER_INSTANCE", str(spare))
    return spare


def test_the_drill(enabler: Enabler, sam: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As README says it: the backup, and the key that was kept apart, on a spare machine."""
    (place / "enabler.toml").write_text("quiet_days = 5\n")
    enabler("backup", tmp_path / "copy.enabler")
    spare = spare_machine(place, monkeypatch)
    answer = enabler("restore", tmp_path / "copy.enabler")
    assert answer.exit_code == 1
    assert f"is not in {spare / 'audit-key'}. Put it there from where it is kept." in answer.stderr
    shutil.copy(place / "audit-key", spare / "audit-key")
    answer = enabler("restore", tmp_path / "copy.enabler")
    assert answer.exit_code == 0, answer.stderr
    assert "its fingerprint holds, it is sealed by this installation" in answer.output
    assert names(spare / "enabler.sqlite3") == ["Sam Okafor"]
    assert (spare / "enabler.toml").read_text() == "quiet_days = 5\n"
    assert enabler("verify-audit").exit_code == 0 and enabler("check").exit_code == 0
    first = (place / "audit-heads.jsonl").read_text().splitlines()[0]
    assert (spare / "audit-heads.jsonl").read_text().startswith(first), "the heads came along"


def test_a_backup_with_the_key_needs_nothing_else(
    enabler: Enabler, sam: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = enabler("backup", tmp_path / "copy.enabler", "--with-key")
    assert "is in it: keep it where nobody else gets at it" in answer.output
    spare = spare_machine(place, monkeypatch)
    assert enabler("restore", tmp_path / "copy.enabler").exit_code == 0
    assert (spare / "audit-key").read_text() == (place / "audit-key").read_text()
    assert stat.S_IMODE((spare / "audit-key").stat().st_mode) == 0o600
    assert enabler("verify-audit").exit_code == 0


def test_a_backup_whose_key_is_lost(
    enabler: Enabler, sam: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enabler("backup", tmp_path / "copy.enabler")
    spare_machine(place, monkeypatch)
    answer = enabler("restore", tmp_path / "copy.enabler", "--new-key")
    assert answer.exit_code == 0 and "its seal could not be checked" in answer.output
    answer = enabler("verify-audit")
    assert (
        answer.exit_code == 0 and "keyed with a key that is lost, and can be followed but not proven" in answer.output
    )


def test_settings_that_are_there_stay(enabler: Enabler, sam: Path, place: Path, tmp_path: Path) -> None:
    (place / "enabler.toml").write_text("quiet_days = 5\n")
    enabler("backup", tmp_path / "copy.enabler")
    (place / "enabler.toml").write_text("quiet_days = 6\n")
    answer = enabler("restore", tmp_path / "copy.enabler")
    (beside,) = place.glob("enabler-from-backup-*.toml")
    assert f"Its settings are in {beside}; those of this installation stay as they are." in answer.output
    assert (place / "enabler.toml").read_text() == "quiet_days = 6\n" and beside.read_text() == "quiet_days = 5\n"


def test_settings_that_name_another_database_are_put_beside(
    enabler: Enabler, sam: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "enabler.toml").write_text(f'database_url = "sqlite:///{sam}"\n')
    enabler("backup", tmp_path / "copy.enabler", "--with-key")
    spare = spare_machine(place, monkeypatch)
    assert enabler("restore", tmp_path / "copy.enabler").exit_code == 0
    assert not (spare / "enabler.toml").exists() and list(spare.glob("enabler-from-backup-*.toml"))
    assert names(spare / "enabler.sqlite3") == ["Sam Okafor"]


def test_a_backup_of_an_earlier_version(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    """A database as it is: it still restores, and it is said that nothing vouches for it."""
    shutil.copy(sam, tmp_path / "earlier.sqlite3")
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    answer = enabler("restore", tmp_path / "earlier.sqlite3")
    assert answer.exit_code == 0 and "It has no fingerprint" in answer.output
    assert names(sam) == ["Sam Okafor"]
    assert enabler("verify-audit").exit_code == 0


def test_postgres_is_told_to_use_its_own_tools(place: Path, tmp_path: Path) -> None:
    settings = Settings(instance=place, database_url="postgresql+psycopg://nobody@localhost/none", secret="")
    with pytest.raises(Refused, match="pg_dump"):
        back_up(settings, tmp_path / "x", with_key=False)


def test_the_check_of_a_good_installation(enabler: Enabler, sam: Path) -> None:
    answer = enabler("check")
    assert answer.exit_code == 0, answer.output
    for what in ("Database: whole", "SQLite: version", "journal mode", "Disk:", "Clock:", "Secret: for its owner only"):
        assert what in answer.output


def tamper(database: Path, statement: str) -> None:
    """As somebody would who owns the file: without the triggers."""
    with closing(sqlite3.connect(database)) as opened:
        triggers = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            opened.execute(f"DROP TRIGGER {name}")
        opened.execute(statement)
        for _, sql in triggers:
            opened.execute(sql)
        opened.commit()


def test_the_check_finds_what_is_wrong(enabler: Enabler, sam: Path, place: Path) -> None:
    (place / "secret").chmod(0o644)
    tamper(sam, "UPDATE audit SET action = 'nothing happened'")
    answer = enabler("check")
    assert answer.exit_code == 1
    assert (
        "WRONG  Audit trail: broken at line 1" in answer.output and "WRONG  Secret: others can read it" in answer.output
    )


def test_verify_audit_finds_an_edit_and_a_cut_tail(enabler: Enabler, sam: Path) -> None:
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    assert enabler("verify-audit").exit_code == 0
    tamper(sam, "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    answer = enabler("verify-audit")
    assert answer.exit_code == 1 and "was cut" in answer.stderr


@pytest.mark.parametrize("file", ["audit-key", "audit-heads.jsonl"])
def test_what_was_lost_is_missed_until_somebody_says_so(enabler: Enabler, sam: Path, place: Path, file: str) -> None:
    (place / file).unlink()
    for command in ("verify-audit", "check"):
        answer = enabler(command)
        assert answer.exit_code == 1 and str(place / file) in answer.output + answer.stderr
    answer = enabler("new-audit-key")
    assert answer.exit_code == 0, answer.stderr
    assert enabler("verify-audit").exit_code == 0 and enabler("check").exit_code == 0


def test_without_the_key_nothing_is_recorded(enabler: Enabler, sam: Path, place: Path) -> None:
    (place / "audit-key").unlink()
    answer = enabler("create-user", "Priya Nair", "--role", "coordinator")
    assert answer.exit_code == 1 and "Put it back from where it is kept" in answer.stderr
    assert names(sam) == ["Sam Okafor"] and not (place / "audit-key").exists()
