"""The least that could send the same page: string formatting over raw sqlite3, one session read, one audit insert.

It is made from a page that the product sent and from the statements it asked: the same questions are put to the
database, and every row of the table is formatted anew from what the database answers.
"""

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from script.benchmarks.enabler_side import Statement

ROWS = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
PRAGMAS = ("foreign_keys = on", "journal_mode = delete", "synchronous = full", "cache_size = -65536")


class BareSide:
    """A WSGI app."""

    def __init__(self, database: Path, page: bytes, statements: Sequence[Statement]) -> None:
        self.connection = sqlite3.connect(database, isolation_level=None)
        for pragma in PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")
        self.own = [statement for statement in statements if statement.is_the_pages_own]
        self.session = next(one for one in statements if "FROM sessions" in one.sql and one.sql.startswith("SELECT"))
        self.names = [name for _, name, *_ in self.connection.execute("PRAGMA table_info(audit)") if name != "id"]
        self.numbers = count()
        self._cut(page.decode())

    def __call__(self, _environ: dict[str, Any], start: Any) -> list[bytes]:
        self.connection.execute(self.session.sql, self.session.values).fetchall()
        self._audit()
        answers = [self.connection.execute(one.sql, one.values).fetchall() for one in self.own]
        rows = max(answers, key=lambda answer: len(answer) * len(answer[0]) if answer else 0)
        body = [self.before]
        for row, (form, places) in zip(rows, self.forms, strict=False):
            body.append(form % tuple(row[place] for place in places))
        body.append(self.after)
        sent = "".join(body).encode()
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(sent)))])
        return [sent]

    def _audit(self) -> None:
        number = next(self.numbers)
        line: dict[str, object] = dict.fromkeys(self.names, "bench") | {
            "at": "2026-03-02 10:00:00.000000",
            "detail": "{}",
        }
        line |= {"stay_id": None, "hash": hashlib.sha256(str(number).encode()).hexdigest()}
        places = ", ".join("?" * len(line))
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(f"INSERT INTO audit ({', '.join(line)}) VALUES ({places})", tuple(line.values()))
        self.connection.execute("COMMIT")

    def _cut(self, html: str) -> None:
        """What stands before the table's rows, a form for each row with places for its values, and what stands
        after."""
        body = html.index("<tbody")
        answers = [self.connection.execute(one.sql, one.values).fetchall() for one in self.own]
        rows = max(answers, key=lambda answer: len(answer) * len(answer[0]) if answer else 0)
        found = list(ROWS.finditer(html, body))
        self.before, self.after = html[: found[0].start()], html[found[len(rows) - 1].end() :]
        pieces = [html[one.start() : two.start()] for one, two in pairwise(found)]
        pieces = [*pieces[: len(rows) - 1], found[len(rows) - 1].group()]
        self.forms = [_form(piece, row) for piece, row in zip(pieces, rows, strict=True)]


def _form(piece: str, row: tuple[Any, ...]) -> tuple[str, list[int]]:
    """The row's HTML with %s where a text of the row's own stands, and which columns go there."""
    texts = {value: place for place, value in enumerate(row) if isinstance(value, str) and len(value) > 3}
    if not texts:
        return piece.replace("%", "%%"), []
    found = re.compile("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)))
    places = [texts[match.group()] for match in found.finditer(piece)]
    return found.sub("%s", piece.replace("%", "%%")), places
