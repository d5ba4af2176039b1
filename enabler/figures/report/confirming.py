"""What second persons said of the rows, put into the ledger."""

from collections.abc import Mapping
from dataclasses import replace

from enabler.record.publishing.confirmations import ConfirmationGiven
from enabler.rules.method.confirmations import standing_confirmation
from enabler.rules.method.ledger import Ledger, Row, row_totals


def with_confirmations(ledger: Ledger, words: Mapping[str, ConfirmationGiven]) -> Ledger:
    """The ledger after confirmations and disputes."""
    rows = tuple(_with_word(row, words.get(row.stay.ref)) for row in ledger.rows)
    return replace(ledger, rows=rows, totals=row_totals(rows, ledger.assumptions))


def _with_word(row: Row, word: ConfirmationGiven | None) -> Row:
    if word is None:
        return row
    state = standing_confirmation(word.state, word.avoided, row.avoided)
    return replace(row, stay=replace(row.stay, confirmation=state))
