"""`script/bench`: measures, prints a table, and writes JSON where asked. Exit code 1 where a figure is over its bar."""

import argparse
import json
import logging
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from enabler import clock
from script.benchmarks.caseload import TODAY
from script.benchmarks.caseload_page import as_it_grows, beside_peers
from script.benchmarks.days_avoided import as_stays_grow, days_avoided
from script.benchmarks.measuring import Figure
from script.benchmarks.one_page_pdf import one_page_pdf

ROWS: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "caseload": beside_peers,
    "growth": as_it_grows,
    "pdf": one_page_pdf,
    "days-avoided": days_avoided,
    "days-avoided-growth": as_stays_grow,
}


def main() -> int:
    asked = _parse()
    logging.disable(logging.WARNING)
    figures: list[Figure] = []
    for name in asked.only or ROWS:
        with tempfile.TemporaryDirectory(prefix="enabler-bench-") as folder, clock.moved_to(TODAY):
            for figure in ROWS[name](Path(folder)):
                figures.append(figure)
                print(_line(figure), flush=True)
    if asked.json:
        asked.json.write_text(
            json.dumps({"machine": _machine(), "figures": [_as_json(one) for one in figures]}, indent=2)
        )
    return 0 if all(figure.holds for figure in figures) else 1


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/bench", description="The speed figures, side by side with peers, as ratios."
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--only", choices=ROWS, nargs="+", metavar="ROW", help=f"some of: {', '.join(ROWS)}")
    return parser.parse_args()


def _line(figure: Figure) -> str:
    bar = "" if figure.bar is None else f"at most {figure.bar:g}"
    verdict = "" if figure.bar is None else ("holds" if figure.holds else "OVER")
    return f"{figure.what:<72} {figure.value:>8.2f}  {bar:<12} {verdict:<6} {figure.note}".rstrip()


def _as_json(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "holds": figure.holds}


def _machine() -> dict[str, object]:
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "cores": os.cpu_count(),
    }


sys.exit(main())
