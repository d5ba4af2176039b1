"""What patients say of themselves: answers inside their scale, and change between two askings of the same question."""

from enum import StrEnum

from enabler.rules.refusal import Refused


class WellbeingChange(StrEnum):
    """How an answer moved, said from the patient's side: less anxious is better."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def check_answer(answer: int | None, low: int, high: int, field: str | None = None) -> None:
    """Refuse an answer off its scale; no answer is no answer, never the lowest."""
    if answer is not None and not low <= answer <= high:
        raise Refused(f"Choose a number from {low} to {high}, or “not answered”.", field)


def change(before: int | None, after: int | None, *, reverse: bool) -> WellbeingChange | None:
    """How a matched pair moved; None unless both were answered. `reverse`: a lower number is better."""
    if before is None or after is None:
        return None
    if before == after:
        return WellbeingChange.SAME
    return WellbeingChange.BETTER if (after > before) != reverse else WellbeingChange.WORSE


def field_name(instrument: str, order: int) -> str:
    """The name under which a form and a refusal know an item: ons4_1, i_statements_3."""
    return f"{instrument.replace(' ', '_').lower()}_{order}"
