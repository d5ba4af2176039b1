"""Flask-SQLAlchemy's handle on the database: one session a request, closed with it."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from enabler.database import Base

db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True, session_options={"expire_on_commit": False})


def the_session() -> Session:
    """This request's session, as the plain SQLAlchemy session that commands and queries take."""
    return db.session()
