"""Safe copies, self-diagnosis and the audit chain, as commands."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest

from tests.cli.conftest import Enabler


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as opened:
        return [row[0] for row in opened.execute("SELECT name FROM users ORDER BY name")]


@pytest.fixture
def sam(enabler: Enabler, place: Path) -> Path:
    """The database, with one account."""
    assert enabler("create-user", "Sam Okafor", "--role", "officer").exit_code == 0
    return place / "enabler.sqlite3"


def test_a_backup_opens_and_is_for_its_owner_only(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    answer = enabler("backup", tmp_path / "copy.sqlite3")
    assert answer.exit_code == 0 and "checked the copy" in answer.output
    assert names(tmp_path / "copy.sqlite3") == ["Sam Okafor"]
    assert stat.S_IMODE((tmp_path / "copy.sqlite3").stat().st_mode) == 0o600


def test_a_backup_while_somebody_writes(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(sam, isolation_level=None, check_same_thread=False)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE users SET name = 'half done'")
        gives_up = Timer(2, lambda: writer.execute("ROLLBACK"))
        gives_up.start()
        answer = enabler("backup", tmp_path / "copy.sqlite3")
        gives_up.join()
    assert names(tmp_path / "copy.sqlite3") == ["Sam Okafor"], answer.output


def test_a_backup_replaces_nothing(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    answer = enabler("backup", tmp_path / "there")
    assert answer.exit_code == 1 and "never replaces" in answer.stderr
    assert (tmp_path / "there").read_text() == "mine"


def test_restore_goes_back_and_keeps_what_was_there(enabler: Enabler, sam: Path, place: Path, tmp_path: Path) -> None:
    enabler("backup", tmp_path / "copy.sqlite3")
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    answer = enabler("restore", tmp_path / "copy.sqlite3")
    assert answer.exit_code == 0, answer.stderr
    assert names(sam) == ["Sam Okafor"]
    (kept,) = place.glob("enabler-before-restore-*")
    assert names(kept) == ["Priya Nair", "Sam Okafor"]
    assert enabler("verify-audit").exit_code == 0, "a restore sets the trail back, knowingly"


def test_a_program_that_has_it_open_reads_what_was_restored(enabler: Enabler, sam: Path, tmp_path: Path) -> None:
    enabler("backup", tmp_path / "copy.sqlite3")
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    with closing(sqlite3.connect(sam)) as open_elsewhere:
        assert open_elsewhere.execute("SELECT count(*) FROM users").fetchone() == (2,)
        enabler("restore", tmp_path / "copy.sqlite3")
        assert open_elsewhere.execute("SELECT count(*) FROM users").fetchone() == (1,)


@pytest.mark.parametrize("how", ["cut", "zeroed", "empty", "text", "other"])
def test_restore_refuses_a_damaged_copy(enabler: Enabler, sam: Path, tmp_path: Path, how: str) -> None:
    copy = tmp_path / "copy.sqlite3"
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
    enabler("backup", tmp_path / "copy.sqlite3")
    sam.write_bytes(b"not a database at all" * 1000)
    assert enabler("restore", tmp_path / "copy.sqlite3").exit_code == 0
    assert names(sam) == ["Sam Okafor"]


def test_postgres_is_told_to_use_its_own_tools(enabler: Enabler, tmp_path: Path) -> None:
    from enabler.exchange.backups import back_up
    from enabler.rules.refusal import Refused

    with pytest.raises(Refused, match="pg_dump"):
        back_up("postgresql+psycopg://nobody@localhost/none", tmp_path / "x")


def test_the_check_of_a_good_installation(enabler: Enabler, sam: Path) -> None:
    answer = enabler("check")
    assert answer.exit_code == 0, answer.output
    for what in ("Database: whole", "SQLite: version", "journal mode", "Disk:", "Clock:", "Secret: for its owner only"):
        assert what in answer.output


def test_the_check_finds_what_is_wrong(enabler: Enabler, sam: Path, place: Path) -> None:
    (place / "secret").chmod(0o644)
    with closing(sqlite3.connect(sam)) as opened:
        opened.execute("UPDATE audit SET action = 'nothing happened'")
        opened.commit()
    answer = enabler("check")
    assert answer.exit_code == 1
    assert (
        "WRONG  Audit trail: broken at line 1" in answer.output and "WRONG  Secret: others can read it" in answer.output
    )


def test_verify_audit_finds_an_edit_and_a_cut_tail(enabler: Enabler, sam: Path) -> None:
    enabler("create-user", "Priya Nair", "--role", "coordinator")
    assert enabler("verify-audit").exit_code == 0
    with closing(sqlite3.connect(sam)) as opened:
        opened.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
        opened.commit()
    answer = enabler("verify-audit")
    assert answer.exit_code == 1 and "was cut" in answer.stderr
