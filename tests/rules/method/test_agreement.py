"""The plain sentence on ledger and cross-check. Method, section 3."""

import pytest

from enabler.rules.method.agreement import CheckedMean, Verdict, agreement


def a_check(low: float | None, high: float | None) -> CheckedMean:
    return CheckedMean(40, 60, low, high)


@pytest.mark.parametrize(
    ("gross", "low", "high", "verdict", "says_zero"),
    [
        (50, 2, 8, Verdict.AGREE, False),
        (20, 2, 8, Verdict.AGREE, False),
        (80, 2, 8, Verdict.AGREE, False),
        (80.1, 2, 8, Verdict.LEDGER_HIGHER, False),
        (19.9, 2, 8, Verdict.LEDGER_LOWER, False),
        (50, -1, 8, Verdict.AGREE, True),
        (50, -3, 0, Verdict.LEDGER_HIGHER, True),
        (-50, -9, -1, Verdict.AGREE, False),
    ],
)
def test_truth_table(gross: float, low: float, high: float, verdict: Verdict, says_zero: bool) -> None:
    found = agreement(gross, 10, a_check(low, high))
    assert found.verdict is verdict
    assert ("includes 0" in found.sentence) is says_zero


def test_the_sentence_gives_both_figures() -> None:
    assert agreement(90, 10, a_check(2, 8)).sentence == (
        "They disagree: the ledger’s 9.0 nights a stay are more than what whole cohorts give up to 60 nights, "
        "2.0 to 8.0 a patient. The cross-check leaves nobody out: rely on it."
    )


@pytest.mark.parametrize(("stays", "check"), [(10, None), (0, a_check(1, 2)), (10, a_check(None, None))])
def test_no_verdict_is_invented(stays: int, check: CheckedMean | None) -> None:
    assert agreement(0, stays, check).verdict is Verdict.CANNOT_SAY
