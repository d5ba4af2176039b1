"""The fictional caseload: people who do not exist, recorded by calling the commands under a moved clock."""

from sqlalchemy.orm import Session

from enabler.demo.sign_ins import SIGN_INS, DemoSignIn

__all__ = ["SIGN_INS", "DemoSignIn", "ensure_demo"]


def ensure_demo(session: Session) -> tuple[DemoSignIn, ...]:
    """Fill an empty database with the caseload, once; the four sign-ins."""
    from enabler.record.people.accounts import has_users

    if not has_users(session):
        from enabler.demo.caseload import fill

        fill(session)
    return SIGN_INS
