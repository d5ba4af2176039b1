"""The app on a database of its own, and people to act in it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from enabler import create_app
from enabler.audit import Actor, command_line
from enabler.config import Settings
from enabler.database import Base, atomic
from enabler.models import User, Ward
from enabler.record.directory import wards
from enabler.record.people import accounts, passwords
from enabler.record.people.sign_in import actor_of
from enabler.vocabulary import Role, Setting
from enabler.web.db import db
from tests.browser import Browser

pytest_plugins = [
    "tests.fixtures_browser",
    "tests.fixtures_postgres",
    "tests.fixtures_printing",
    "tests.fixtures_compiled",
    "tests.fixtures_trail",
    "tests.method_example",
]

# How long it takes to make an example says something of the machine, and nothing of the rules. By day everybody tries
# the same examples, by night new ones: `--hypothesis-profile=night`.
settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("night", suppress_health_check=[HealthCheck.too_slow], max_examples=1000)
settings.load_profile("house")

# Tests of what reads and writes the database run on both kinds; elsewhere a test asks for it by the marker `postgres`.
ON_BOTH_DATABASES = ("models", "record", "figures")
SECRET = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7fG9hJ"
PASSWORD = "four quiet lamps at noon"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    folder = metafunc.definition.path.relative_to(Path(__file__).parent).parts[0]
    both = folder in ON_BOTH_DATABASES or metafunc.definition.get_closest_marker("postgres")
    if both and "database_url" in metafunc.fixturenames:
        marks = [pytest.mark.postgres]
        if metafunc.definition.get_closest_marker("slow_on_postgres"):
            marks.append(pytest.mark.slow)
        kinds = ["sqlite", pytest.param("postgres", marks=marks)]
        metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of this test's own, with the tables and nothing in them."""
    if getattr(request, "param", "sqlite") == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    file = tmp_path / "enabler.sqlite3"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "enabler.sqlite3"
    engine = create_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Argon2id is slow on purpose; here it is not what is tested."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@event.listens_for(Engine, "connect")
def quick_commits(connection: object, _record: object) -> None:
    """Nobody pulls the plug on this process: what is killed in a test runs in a process of its own, on the product's
    terms."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = off")


@pytest.fixture
def app(tmp_path: Path, database_url: str, share_statements: Callable[[Engine], None]) -> Iterator[Flask]:
    app = create_app(Settings(instance=tmp_path, database_url=database_url, secret=SECRET))
    app.testing = False  # faults become pages, as they do on the ward
    with app.app_context():
        share_statements(db.engine)
        yield app
        db.session.remove()
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
            session,
            by=cli_actor,
            name="Bosworth",
            setting=Setting.MENTAL_HEALTH,
            hospital="Bradgate Unit",
            phone="0116 496 0100",
        )


@pytest.fixture
def other_ward(session: Session, cli_actor: Actor) -> Ward:
    """Ward 12, an acute ward where the officer does not work."""
    with atomic(session):
        return wards.create_ward(
            session, by=cli_actor, name="Ward 12", setting=Setting.ACUTE, hospital="Royal Infirmary"
        )


def make_user(session: Session, name: str, role: Role, *on: Ward) -> User:
    session.rollback()
    password_hash = passwords.hash_password(PASSWORD)
    with atomic(session):
        return accounts.create_user(
            session,
            by=command_line("command line: tests"),
            name=name,
            role=role,
            ward_ids=[ward.id for ward in on],
            password_hash=password_hash,
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


@pytest.fixture
def as_administrator(browser: Browser, administrator: User) -> Browser:
    return browser.sign_in(administrator)
