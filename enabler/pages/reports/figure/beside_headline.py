"""What stands beside the headline, live, on paper and published: what chance could have done, and the cross-check's verdict."""

from enabler.rules.method.agreement import Agreement
from enabler.rules.method.covering import holds_zero, why_covering_is_not_said
from enabler.wording.formatting import figure, whole


def chance_in_words(gross: float, stays: int, low: float | None, high: float | None) -> str:
    """The sampling interval of the gross, or that there are too few stays for one."""
    if not stays:
        return "No stay is counted: no interval."
    if low is None or high is None:
        from enabler.rules.method.interval import FEWEST_STAYS  # loads numpy

        return f"Fewer than {FEWEST_STAYS} stays ({stays}): too few to tell the figure from chance, so no interval."
    from enabler.rules.method.resampling import RESAMPLES  # loads numpy

    said = (
        f"Chance alone: with other patients of the same kinds the gross of {figure(gross)} could have been between "
        f"{figure(low)} and {figure(high)} (95% interval, {whole(RESAMPLES)} resamples)."
    )
    return f"{said} It holds 0: chance alone could explain the figure." if holds_zero(low, high) else said


def verdict_in_words(sentence: str) -> str:
    """The sentence of the agreement, which stands by itself elsewhere."""
    return f"Cross-check: {sentence[:1].lower()}{sentence[1:]}"


def covering_in_words(agreement: Agreement, low: float | None, high: float | None) -> str:
    """Why nothing is said of covering a cost; empty where it may be said."""
    why = why_covering_is_not_said(agreement.verdict, low, high)
    return f"Whether this covers the cost of the service is not said: {why}." if why else ""
