"""What somebody typed and has not saved, and the forms that were saved: both kept on the server."""

import json
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import Draft, Submission

Fields = dict[str, list[str]]
ASKS_WITHIN = timedelta(hours=1)


def keep_draft(session: Session, *, user_id: int, path: str, token: str, fields: Fields) -> None:
    """Text of a form that was saved meanwhile is not kept: it would come back as if it were new."""
    if earlier_submission(session, token) is None:
        session.merge(Draft(user_id=user_id, path=path[:300], fields=json.dumps(fields), at=clock.now()))


def draft_of(session: Session, *, user_id: int, path: str) -> Fields | None:
    draft = session.get(Draft, (user_id, path[:300]))
    return None if draft is None else json.loads(draft.fields)


def forget_draft(session: Session, *, user_id: int, path: str) -> None:
    session.execute(delete(Draft).where(Draft.user_id == user_id, Draft.path == path[:300]))


def earlier_submission(session: Session, token: str) -> Submission | None:
    return session.get(Submission, token)


def submission_like(session: Session, *, user_id: int, content: str) -> Submission | None:
    """The last form of theirs within the hour that said the same at the same place."""
    return session.scalar(
        select(Submission)
        .where(Submission.user_id == user_id, Submission.content == content, Submission.at > clock.now() - ASKS_WITHIN)
        .order_by(Submission.at.desc())
        .limit(1)
    )


def keep_submission(
    session: Session, *, token: str, user_id: int, location: str | None, message: str | None, content: str | None
) -> None:
    session.add(
        Submission(token=token, user_id=user_id, at=clock.now(), location=location, message=message, content=content)
    )
