"""The fictional caseload: people who do not exist, recorded by calling the commands under a moved clock."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

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


def ensure_demo(session: Session) -> tuple[SignIn, ...]:
    """Fill an empty database with the caseload, once; the four sign-ins."""
    from enabler.record.people.accounts import has_users

    if not has_users(session):
        from enabler.cli.demo.caseload import fill

        fill(session)
    return SIGN_INS
