"""Whether a report may speak of the service covering its cost."""

from enabler.rules.method.agreement import Verdict


def holds_zero(low: float, high: float) -> bool:
    """Whether a range in nights holds 0 as it is printed, with one decimal."""
    return round(low, 1) <= 0 <= round(high, 1)


def why_covering_is_not_said(verdict: Verdict, low: float | None, high: float | None) -> str:
    """Why nothing is said of covering a cost, as the end of a sentence; empty where it may be said. Method, section 2.

    `low` and `high` are the sampling interval of the gross in nights, None where there are too few stays for one. Asked
    by the live page, the paper and the published page alike.
    """
    if verdict in (Verdict.LEDGER_HIGHER, Verdict.LEDGER_LOWER):
        return "the cross-check disagrees with the figure"
    if low is None or high is None:
        return "there are too few stays to tell the figure from chance"
    if holds_zero(low, high):
        return "chance alone could explain the figure"
    if verdict is Verdict.CANNOT_SAY:
        return "the cross-check cannot say whether the figure holds"
    return ""
