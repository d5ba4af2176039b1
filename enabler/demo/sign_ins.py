"""Whom to sign in as on the training database."""

from dataclasses import dataclass

from enabler.vocabulary import Role


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """Somebody to sign in as on the training database; the password is no secret."""

    name: str
    password: str
    role: Role
    phone: str


SIGN_INS = (
    DemoSignIn("Sam Okafor", "training-lamp-river-4", Role.OFFICER, "0116 496 0160"),
    DemoSignIn("Priya Nair", "training-cloud-bridge-7", Role.COORDINATOR, "0116 496 0161"),
    DemoSignIn("Evan Lloyd", "training-stone-window-2", Role.EVALUATOR, "0116 496 0162"),
    DemoSignIn("Ada Ashworth", "training-maple-candle-9", Role.ADMINISTRATOR, "0116 496 0163"),
)
