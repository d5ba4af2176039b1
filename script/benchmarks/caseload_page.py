"""The caseload page, 50 rows with filters and counts: beside the bare app, Django admin and Datasette, and as it
grows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from script.benchmarks.asking import page_of
from script.benchmarks.bare_side import BareSide
from script.benchmarks.caseload import make_caseload
from script.benchmarks.datasette_side import datasette_on
from script.benchmarks.django_side import django_on
from script.benchmarks.enabler_side import EnablerSide, enabler_on
from script.benchmarks.measuring import Figure, interleaved

PAGE = "/caseload"
CASES = 100_000
FEW, MANY = 1_000, 1_000_000
CHANGELIST = "/admin/django_app/stay/"
OPEN_ONES = "discharged_on__isempty=1"
WHAT = f"caseload page, 50 rows, {CASES:,} cases"


def beside_peers(folder: Path) -> Iterator[Figure]:
    """Every side has the database to itself: a copy of the same file."""
    ours = folder / "enabler.sqlite3"
    make_caseload(ours, CASES)
    theirs = {name: Path(shutil.copy(ours, folder / f"{name}.sqlite3")) for name in ("bare", "django", "datasette")}
    enabler = enabler_on(ours)
    bare = _bare(enabler, theirs["bare"])
    django, cookie = django_on(theirs["django"])
    sides = {
        "enabler": lambda: enabler.page(PAGE),
        "bare": lambda: page_of(bare, PAGE),
        "django": lambda: page_of(django, CHANGELIST, OPEN_ONES, cookie),
        "datasette": datasette_on(theirs["datasette"]),
    }
    timed = interleaved(sides, rounds=15, repeat=5)
    took = ", ".join(f"{side} {seconds * 1000:.1f} ms" for side, seconds in timed.seconds.items())
    yield Figure(f"{WHAT}: beside the bare app", timed.ratio("enabler", "bare"), 2.5, took)
    yield Figure(f"{WHAT}: beside Django admin", timed.ratio("enabler", "django"), 0.3)
    yield Figure(f"{WHAT}: beside Datasette", timed.ratio("enabler", "datasette"), 0.2)
    yield Figure(f"{WHAT}: SQL statements besides session and audit", _statements(enabler), 6)


def as_it_grows(folder: Path, many: int = MANY) -> Iterator[Figure]:
    small, large = folder / "few.sqlite3", folder / "many.sqlite3"
    make_caseload(small, FEW)
    make_caseload(large, many)
    few, lots = enabler_on(small), enabler_on(large)
    timed = interleaved({"few": lambda: few.page(PAGE), "many": lambda: lots.page(PAGE)}, rounds=15, repeat=5)
    took = f"{timed.seconds['few'] * 1000:.1f} ms, {timed.seconds['many'] * 1000:.1f} ms"
    yield Figure(f"caseload page: {many:,} cases beside {FEW:,}", timed.ratio("many", "few"), 1.3, took)
    yield Figure("caseload page: statements more", _statements(lots) - _statements(few), 0)


def _bare(enabler: EnablerSide, database: Path) -> BareSide:
    """Made from what the product sent and asked; it must send as many bytes."""
    enabler.page(PAGE)
    with enabler.listening() as heard:
        page = enabler.page(PAGE)
    bare = BareSide(database, page, heard)
    sent = page_of(bare, PAGE)
    if abs(len(sent) - len(page)) > len(page) // 100:
        raise RuntimeError(f"the bare app sends {len(sent)} bytes, the product {len(page)}")
    return bare


def _statements(enabler: EnablerSide) -> int:
    with enabler.listening() as heard:
        enabler.page(PAGE)
    return sum(statement.is_the_pages_own for statement in heard)
