"""Whether the ledger and the cross-check agree, in a plain sentence. Method, section 3."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    AGREE = "agree"
    LEDGER_HIGHER = "ledger higher"
    LEDGER_LOWER = "ledger lower"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True)
class CheckedMean:
    """What a cross-check found: nights for one patient up to its horizon, without limits where there are too few."""

    patients: int
    horizon: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    verdict: Verdict
    sentence: str


def agreement(gross: float, stays: int, check: CheckedMean | None) -> Agreement:
    """Set the ledger's gross (nights, of so many stays) beside the cross-check, each for one patient.

    They agree when the ledger's nights a stay lie in the cross-check's interval. Both are taken for one patient because
    the ledger counts those who left in the period and the cross-check those who became ready in it.
    """
    if check is None:
        return Agreement(Verdict.CANNOT_SAY, "No comparison has patients like those who became ready in the period.")
    if not stays:
        return Agreement(Verdict.CANNOT_SAY, "No stay entered the ledger, so there is nothing to compare.")
    low, high = check.low, check.high
    if low is None or high is None:
        few = f"Only {check.patients} patients became ready in the period and can be compared: too few to say."
        return Agreement(Verdict.CANNOT_SAY, few)
    each = gross / stays
    verdict = Verdict.LEDGER_HIGHER if each > high else Verdict.LEDGER_LOWER if each < low else Verdict.AGREE
    counted = f"the ledger’s {_nights(each)} nights a stay"
    whole = f"what whole cohorts give up to {check.horizon} nights, {_nights(low)} to {_nights(high)} a patient"
    sentence = {
        Verdict.AGREE: f"They agree: {counted} lie within {whole}.",
        Verdict.LEDGER_HIGHER: (
            f"They disagree: {counted} are more than {whole}. The cross-check leaves nobody out: rely on it."
        ),
        Verdict.LEDGER_LOWER: f"They disagree, with the ledger on the cautious side: {counted} are less than {whole}.",
    }[verdict]
    if low <= 0 <= high:
        sentence += " That range includes 0: whole cohorts alone show no difference that chance could not make."
    return Agreement(verdict, sentence)


def _nights(value: float) -> str:
    """One decimal, with a true minus sign."""
    return f"{value:.1f}".replace("-", "−")
