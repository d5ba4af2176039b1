"""A comparison on the command line: looked at, brought in, or refused with every bad cell and nothing done."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Enabler

EXAMPLE = Path(__file__).parents[1] / "examples" / "method_example" / "comparison.csv"
HEADINGS = "setting,kind,nights,waiting\n"
TEN = "".join(f"acute,no_home,{night},no\n" for night in range(10))
WORDS = ["--source", "Audit", "--grade", "4", "--measure", "housing-nights"]


def counted(place: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(place / "enabler.sqlite3")) as opened:
        tables = ("comparison_cohorts", "cohort_rows")
        return tuple(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)  # type: ignore[return-value]


def test_looked_at_stratum_by_stratum(enabler: Enabler, place: Path) -> None:
    seen = enabler("import-comparison", EXAMPLE, "--name", "Earlier", *WORDS)
    assert seen.exit_code == 0
    assert "26 rows, 0 still waiting." in seen.output
    assert "mental health, adaptations: 4 rows, 0 waiting. Fewer than 10 rows: the whole setting is used" in seen.output
    assert "mental health, no_home: 12 rows, 0 waiting, mean 23.0 nights up to 60. Fewer than 20 rows" in seen.output
    assert "Nothing was changed." in seen.output and counted(place) == (0, 0)


def test_everything_that_is_known_of_it(enabler: Enabler, place: Path) -> None:
    more = ["--place", "Bosworth", "--period", "1/4/2024..31/3/2025", "--standard", "crfd"]
    share = ["--delayed-share", "0.3", "--delayed-source", "Audit 2025", "--by", "Evan Lloyd", "--accept"]
    done = enabler("import-comparison", EXAMPLE, "--name", " Earlier ", *WORDS, *more, *share)
    assert "Brought in as Earlier, grade 4." in done.output
    with closing(sqlite3.connect(place / "enabler.sqlite3")) as opened:
        columns = "name, place, period_from, period_to, standard, delayed_share, delayed_source, recorded_by"
        row = opened.execute(f"SELECT {columns} FROM comparison_cohorts").fetchone()
    assert row == ("Earlier", "Bosworth", "2024-04-01", "2025-03-31", "crfd", 0.3, "Audit 2025", "Evan Lloyd")


def test_the_same_rows_under_another_name(enabler: Enabler, place: Path, tmp_path: Path) -> None:
    assert enabler("import-comparison", EXAMPLE, "--name", "Earlier", *WORDS, "--accept").exit_code == 0
    lines = EXAMPLE.read_text().splitlines()
    again = tmp_path / "again.csv"
    again.write_text("\n".join([lines[0], *reversed(lines[1:])]))
    for words in ([], ["--accept"]):
        answer = enabler("import-comparison", again, "--name", "Later", *WORDS, *words)
        assert answer.exit_code == 1 and "the very rows of the comparison Earlier" in answer.stderr
    assert counted(place) == (1, 26)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (HEADINGS.encode(), "headings but no rows"),
        (b"setting;kind;nights\nacute;no_home;3\n", "lacks the column waiting"),
        (b"setting,kind,nights,waiting,kind\nacute,,3,no,\n", "the column kind more than once"),
        (HEADINGS.encode() + b"acute,no_home,3,no\n" + bytes(40), "This is not a list"),
        ((HEADINGS + TEN + "acute,no_home,-3,no\n").encode(), "row 12, nights: “-3” is not a whole number"),
        ((HEADINGS + TEN + HEADINGS + TEN).encode(), "row 12, whole row: the headings once more"),
        ((HEADINGS + TEN + 'acute,no_home,"3,5",no\n').encode(), "row 12, nights: “3,5” is not a whole number"),
        ((HEADINGS + TEN.replace(",0,", ",1,")).encode(), "No row has 0 nights"),
        ((HEADINGS + TEN.replace("no\n", "yes\n")).encode(), "Every row still waits"),
        ((HEADINGS + TEN.replace("acute,no_home,9,no\n", "")).encode(), "No setting has 10 rows (acute 9)"),
        ((HEADINGS + TEN * 20_000).encode(), "more than 10,000 rows"),
        (b"x" * (20 * 2**20 + 1), "larger than 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused_and_nothing_comes_in(
    enabler: Enabler, place: Path, tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(content)
    started = time.perf_counter()
    answer = enabler("import-comparison", file, "--name", "X", *WORDS, "--accept")
    assert answer.exit_code == 1 and sentence in answer.stderr
    assert time.perf_counter() - started < 10
    assert counted(place) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_as_excel_saves_it(enabler: Enabler, place: Path, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes((HEADINGS.replace("\n", ",Straße\n") + TEN).replace(",", ";").encode(encoding))
    assert enabler("import-comparison", file, "--name", "X", *WORDS, "--accept").exit_code == 0
    assert counted(place) == (1, 10)


@pytest.mark.parametrize("share", ["0", "1.5", "nan", "-1"])
def test_a_share_that_cannot_be(enabler: Enabler, place: Path, share: str) -> None:
    words = ["--delayed-share", share, "--delayed-source", "Audit", "--accept"]
    answer = enabler("import-comparison", EXAMPLE, "--name", "X", *WORDS, *words)
    assert answer.exit_code == 1 and "The share of patients delayed lies above 0" in answer.stderr
    assert counted(place) == (0, 0)


def test_a_period_back_to_front(enabler: Enabler, place: Path) -> None:
    words = ["--period", "2025-03-31..2024-04-01", "--accept"]
    answer = enabler("import-comparison", EXAMPLE, "--name", "X", *WORDS, *words)
    assert answer.exit_code == 1 and "before its first" in answer.stderr
