"""The app on a database of its own, and people to act in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from enabler import create_app
from enabler.audit import Actor, command_line
from enabler.config import Settings
from enabler.database import Base, atomic
from enabler.models import User, Ward
from enabler.record import accounts, wards
from enabler.record.sign_in import actor_of
from enabler.vocabulary import Role, Setting
from enabler.web.db import db
from tests.browser import Browser

SECRET = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7fG9hJ"
PASSWORD = "four quiet lamps at noon"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'enabler.sqlite3'}"


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[Flask]:
    app = create_app(Settings(instance=tmp_path, database_url=database_url, secret=SECRET))
    app.testing = False  # faults become pages, as they do on the ward
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
        db.session.remove()
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def cli_actor() -> Actor:
    return command_line("command line: tests")


@pytest.fixture
def ward(session: Session, cli_actor: Actor) -> Ward:
    """Bosworth, a mental health ward."""
    with atomic(session):
        return wards.create_ward(
            session, by=cli_actor, name="Bosworth", setting=Setting.MENTAL_HEALTH, hospital="Bradgate Unit", phone="0116 496 0100"
        )


@pytest.fixture
def other_ward(session: Session, cli_actor: Actor) -> Ward:
    """Ward 12, an acute ward where the officer does not work."""
    with atomic(session):
        return wards.create_ward(session, by=cli_actor, name="Ward 12", setting=Setting.ACUTE, hospital="Royal Infirmary")


def make_user(session: Session, name: str, role: Role, *on: Ward) -> User:
    with atomic(session):
        return accounts.add_user(
            session,
            by=command_line("command line: tests"),
            name=name,
            role=role,
            ward_ids=[ward.id for ward in on],
            password=PASSWORD,
            must_change=False,
        )


@pytest.fixture
def officer(session: Session, ward: Ward) -> User:
    return make_user(session, "Sam Okafor", Role.OFFICER, ward)


@pytest.fixture
def coordinator(session: Session, ward: Ward) -> User:
    return make_user(session, "Priya Nair", Role.COORDINATOR, ward)


@pytest.fixture
def evaluator(session: Session) -> User:
    return make_user(session, "Evan Lloyd", Role.EVALUATOR)


@pytest.fixture
def administrator(session: Session) -> User:
    return make_user(session, "Ada Ashworth", Role.ADMINISTRATOR)


@pytest.fixture
def actor(officer: User) -> Actor:
    """The officer, as commands take them."""
    return actor_of(officer, "test PC")


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Nobody signed in yet; `browser.sign_in(user)`."""
    return Browser(app)


@pytest.fixture
def as_officer(browser: Browser, officer: User) -> Browser:
    return browser.sign_in(officer)
