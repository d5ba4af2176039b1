"""What goes by age: forms that were sent, text that was never saved, sessions that are over. Swept at each sign-in."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Draft, SignInSession, Submission

SUBMISSIONS_KEPT = timedelta(days=2)  # a page that was open over night may still be sent twice
DRAFTS_KEPT = timedelta(days=14)  # their author may be on leave
SESSIONS_KEPT = timedelta(days=30)  # when somebody signed in, and where, is in the trail for good


def forget_what_is_old(session: Session) -> None:
    now = clock.now()
    session.execute(delete(Submission).where(Submission.at < now - SUBMISSIONS_KEPT))
    session.execute(delete(Draft).where(Draft.at < now - DRAFTS_KEPT))
    session.execute(delete(SignInSession).where(SignInSession.last_seen_at < now - SESSIONS_KEPT))
