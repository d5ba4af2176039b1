"""What the trail keeps of a change, by the kind of its column: a new text is kept out without anybody thinking of
it."""

from datetime import date

import pytest

from enabler.audit import HIDDEN, without_words

CASES = [
    ("actions", {"owner": ["Sam Okafor", "Priya Nair"], "due_on": [None, date(2026, 6, 1)]}, ["owner"]),
    ("stays", {"bed": [None, "B 3"], "ward_id": [1, 2], "ward": "Bosworth"}, ["bed", "ward"]),
    ("barriers", {"kind": "no_home", "waiting_person": ["Karen", None]}, ["waiting_person"]),
    ("barriers", {"how_resolved": [None, "Paid"]}, ["how_resolved"]),
    ("patients", {"born_on": [None, date(1971, 1, 20)], "section_117": [None, "yes"]}, ["born_on"]),
    ("homelessness_facts", {"council": [None, "Leicester"], "reason": [None, "homeless"]}, ["council"]),
    ("delay_reasons", {"list": "mhsds-v6", "code": "19"}, []),
    ("published_reports", {"fingerprint": "f5", "pdf_sha256": "a1", "board_pdf_sha256": None, "replaces": "DA-2"}, []),
    ("indicator_versions", {"key": "duty_to_refer", "version": [1, 2]}, []),
    ("system", {"note": "Words", "rows": 3}, ["note"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "detail", "hidden"), CASES)
def test_what_stays(kind: str, detail: dict[str, object], hidden: list[str]) -> None:
    kept = without_words(kind, detail)
    assert [name for name, value in kept.items() if value in (HIDDEN, [HIDDEN, HIDDEN])] == hidden
    assert {name: value for name, value in kept.items() if name not in hidden} == {
        name: value for name, value in detail.items() if name not in hidden
    }
