"""Flask-SQLAlchemy's handle on the database: one session a request, closed with it."""

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from enabler import audit
from enabler.database import Base
from enabler.record.keeping import audit_heads, audit_keys

db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True, session_options={"expire_on_commit": False})


def the_session() -> Session:
    """This request's session, as the plain SQLAlchemy session that commands and queries take."""
    return db.session()


@event.listens_for(db.session, "after_begin")
def _give_keys(session: Session, _transaction: object, connection: Connection) -> None:
    """What the trail's lines are keyed with, read when the file of keys has changed. A running server outlives its
    file."""
    settings, known = current_app.config["ENABLER"], current_app.extensions.get(audit.KEYS)
    stamp = audit_keys.stamp_of(settings.instance)
    if known is None or stamp not in (None, known[0]):
        keys = audit_keys.keys_for(connection, settings)
        known = audit_keys.stamp_of(settings.instance), keys
        if keys.keys:
            current_app.extensions[audit.KEYS] = known
    session.info[audit.KEYS] = known[1]


@event.listens_for(db.session, "after_commit")
def _note_head(session: Session) -> None:
    """Each commit that wrote to the audit leaves its head outside the database too."""
    audit_heads.note_committed_head(session, current_app.config["ENABLER"].audit_heads_files)


@event.listens_for(db.session, "after_rollback")
def _forget_head(session: Session) -> None:
    audit_heads.forget_head(session)
