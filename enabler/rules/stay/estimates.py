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


def check_agreement(by: str, made_by: str | None, *, left: bool, elsewhere: bool) -> None:
    """A second person, while the patient is in hospital: afterwards everybody knows how long it took."""
    if left:
        raise Refused("This patient has left. Agreement counts only before the discharge, so it is not recorded.")
    if elsewhere:
        raise Refused("This estimate was sealed in another system: whoever agreed did so there.")
    if by == made_by:
        raise Refused("You made this estimate. A second person must agree to it.")
