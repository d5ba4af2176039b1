"""What must be true of a sealed estimate: whole range in order, in nights."""

from enabler.rules.refusal import Refused

MOST_NIGHTS = 3660


def check_estimate(low: float, likely: float, high: float) -> None:
    """Refuse an estimate unless 0 <= low <= likely <= high <= ten years of nights."""
    for field, nights in (("low", low), ("likely", likely), ("high", high)):
        if not 0 <= nights <= MOST_NIGHTS:
            raise Refused(f"Nights lie from 0 to {MOST_NIGHTS}.", field)
    if likely < low:
        raise Refused("The likely value is below the low one.", "likely")
    if high < likely:
        raise Refused("The high value is below the likely one.", "high")
