"""The data dictionary as a document, made from the same definitions as the files it describes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from enabler.exchange.export.pseudonymised import Pseudonymised
from enabler.exchange.export.sheets_out import Sheet, sheet_of
from enabler.exchange.export.studies import Study
from enabler.exchange.tables import TABLES

HEAD = """# Data dictionary

Made by `script/enabler data-dictionary`; do not edit. The same descriptions travel in each export, as `data_dictionary`.

CSV is UTF-8 with the byte mark by which Excel knows it, and a row of headings; dates are YYYY-MM-DD, instants end in Z (UTC), an empty cell means *not recorded*, never no.
A text that a spreadsheet would take for a formula (it begins with = + - @, also wide ones, a tab or a line end, perhaps
behind apostrophes) stands behind one more apostrophe in CSV and Excel; `import-caseload` takes that apostrophe away again.
What a spreadsheet rewrites when it saves (zeros in front dropped, numbers and dates made of texts, letters garbled) is compared with the
record and refused, naming both, unless `--as-written` is given.
Dates that `import-caseload` finds in another form are read by the whole column, in London, and said; a column written month first
is refused until `--month-first` or `--day-first` says how to read it.
SQLite and JSON hold texts as they are.
References are the sender's own: kept, and never reused. `…_label` columns explain the code beside them and are ignored on import.
"""
IDENTIFIABLE = "\n## Level identifiable, and what `import-caseload` takes\n"
PSEUDONYMISED = """
## Level pseudonymised

References are keyed (HMAC-SHA-256 with the study's own key): they fit together within a study and with no other.
Dates are days since the admission; there is no free text, and no row of a stay or person holds a calendar date or month.
The table `nights` lets the figures be worked out again; `nights_by_month` is over all stays, rounded.
"""


def data_dictionary(session: Session) -> str:
    theirs = Pseudonymised(session, Study("dictionary", b""), None).sheets()
    ours = [sheet_of(table, lambda: iter(())) for table in TABLES]
    return "\n".join([HEAD, IDENTIFIABLE, *_described(ours), PSEUDONYMISED, *_described(theirs)]).rstrip() + "\n"


def _described(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        yield f"### {sheet.name}\n\n{sheet.says}\n\n| column | holds | meaning | codes |\n|---|---|---|---|"
        for column in sheet.columns:
            codes = "; ".join(f"`{code}` {label}" for code, label in (column.codes or {}).items())
            yield f"| {column.name} | {column.sort.value} | {column.says} | {codes.replace('|', '/')} |"
        yield ""


def write_data_dictionary(session: Session, to: Path) -> None:
    to.write_text(data_dictionary(session), encoding="utf-8")
