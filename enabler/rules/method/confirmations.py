"""Who may confirm a row of the figure, and how long a confirmation stands. Method, section 2."""

from enabler.rules.refusal import Refused
from enabler.vocabulary import Confirmation

SAME_NIGHTS = 1e-9


def check_confirmation(*, has_held: bool, left: bool, state: Confirmation, note: str | None) -> None:
    """By somebody who never held the case, after the discharge, and with the reason when they dispute it."""
    if not left:
        raise Refused("This patient has not left: there is nothing to confirm yet.")
    if has_held:
        raise Refused("You hold this case, or held it once. Somebody else must confirm its nights.")
    if state is Confirmation.DISPUTED and not note:
        raise Refused("Say what is disputed, so that it can be put right.", "note")


def standing_confirmation(state: Confirmation | None, looked_at: float, avoided: float) -> Confirmation | None:
    """Whether it still stands: a confirmation lapses when the nights changed since, a dispute does not.

    Both ways the doubt is against the service: nothing is confirmed unseen, and no dispute is forgotten.
    """
    if state is Confirmation.CONFIRMED and abs(looked_at - avoided) > SAME_NIGHTS:
        return None
    return state
