"""What the speed figures stand on: a caseload that the product would take as its own, and a fair clock."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from script.benchmarks import caseload
from script.benchmarks.measuring import Figure, Timed, interleaved


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bench") / "enabler.sqlite3"
    caseload.make_caseload(file, 2_300)
    return file


def test_the_generated_caseload_is_whole(generated: Path) -> None:
    with closing(sqlite3.connect(generated)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM stays").fetchone() == (2_300,)
        assert connection.execute("SELECT count(*) FROM stays WHERE discharged_on IS NULL").fetchone() == (
            caseload.OPEN,
        )


def test_it_is_the_same_every_time(generated: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite3"
    caseload.make_caseload(again, 2_300)
    with closing(sqlite3.connect(generated)) as one, closing(sqlite3.connect(again)) as other:
        assert list(one.iterdump()) == list(other.iterdump())


def test_sides_take_turns_to_go_first() -> None:
    ran: list[str] = []
    timed = interleaved({"one": lambda: ran.append("1"), "two": lambda: ran.append("2")}, rounds=2, repeat=2)
    assert "".join(ran) == "12" + "1122" + "2211"
    assert set(timed.seconds) == {"one", "two"}


def test_a_ratio_is_the_median_of_the_rounds_own() -> None:
    """A round in which the machine was busy slows both sides and leaves the ratio alone."""
    timed = Timed({}, {"ours": [1.0, 10.0, 1.2], "theirs": [2.0, 20.0, 2.0]})
    assert timed.ratio("ours", "theirs") == 0.5


@pytest.mark.parametrize(
    ("value", "bar", "holds"), [(2.0, 2.5, True), (2.5, 2.5, True), (2.6, 2.5, False), (9.0, None, True)]
)
def test_a_figure_holds_up_to_its_bar(value: float, bar: float | None, holds: bool) -> None:
    assert Figure("what", value, bar).holds == holds
