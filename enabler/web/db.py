"""Flask-SQLAlchemy's handle on the database: one session a request, closed with it."""

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import Session

from enabler.database import Base
from enabler.record import anchors

db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True, session_options={"expire_on_commit": False})


def the_session() -> Session:
    """This request's session, as the plain SQLAlchemy session that commands and queries take."""
    return db.session()


@event.listens_for(db.session, "after_commit")
def _note_head(session: Session) -> None:
    """Each commit that wrote to the audit leaves its head outside the database too."""
    anchors.note_committed_head(session, current_app.config["ENABLER"].instance)


@event.listens_for(db.session, "after_rollback")
def _forget_head(session: Session) -> None:
    anchors.forget_head(session)
