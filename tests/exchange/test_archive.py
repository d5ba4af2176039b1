"""The file of a backup: no byte of it changes unseen."""

import zipfile
from pathlib import Path

import pytest

from enabler import clock
from enabler.audit import Key, Keys
from enabler.exchange.archive import DATABASE, SETTINGS, open_archive, write_archive
from enabler.rules.refusal import Refused

OURS, OTHERS = Keys((Key("ours"),)), Keys((Key("others"),))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "database").write_bytes(b"a note " * 20)
    (tmp_path / "settings").write_bytes(b"quiet_days = 5")
    to = tmp_path / "copy.enabler"
    write_archive(to, {DATABASE: tmp_path / "database", SETTINGS: tmp_path / "settings"}, clock.now(), OURS)
    return to


def test_what_went_in_comes_out(archive: Path, tmp_path: Path) -> None:
    opened = open_archive(archive)
    opened.take_out(DATABASE, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"a note " * 20 and opened.read(SETTINGS) == b"quiet_days = 5"
    assert opened.is_sealed_with(OURS) and not opened.is_sealed_with(OTHERS)
    with zipfile.ZipFile(archive) as as_any_program_reads_it:
        assert as_any_program_reads_it.testzip() is None


def test_each_changed_byte_is_found(archive: Path) -> None:
    content = archive.read_bytes()
    for place in range(len(content)):
        archive.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            assert not open_archive(archive).is_sealed_with(OURS), f"byte {place} of {len(content)}"
        except Refused:
            continue


@pytest.mark.parametrize("how", ["cut", "longer", "empty"])
def test_more_or_less_is_found(archive: Path, how: str) -> None:
    content = archive.read_bytes()
    archive.write_bytes({"cut": content[:-1], "longer": content + b" ", "empty": b""}[how])
    with pytest.raises(Refused, match="Nothing was changed"):
        open_archive(archive)


def test_what_does_not_belong_in_a_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x")
    for names in ([DATABASE, "../secret"], [SETTINGS]):
        write_archive(tmp_path / "copy", dict.fromkeys(names, tmp_path / "one"), clock.now(), OURS)
        with pytest.raises(Refused, match="something else than a backup"):
            open_archive(tmp_path / "copy")
