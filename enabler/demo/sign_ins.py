"""Whom to sign in as on the training database."""

from dataclasses import dataclass

from enabler.vocabulary import Role


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as on the training database; the password is no secret."""

    name: str
    password: str
    role: Role


SIGN_INS = (
    SignIn("Sam Okafor", "training-lamp-river-4", Role.OFFICER),
    SignIn("Priya Nair", "training-cloud-bridge-7", Role.COORDINATOR),
    SignIn("Evan Lloyd", "training-stone-window-2", Role.EVALUATOR),
    SignIn("Ada Ashworth", "training-maple-candle-9", Role.ADMINISTRATOR),
)
