"""The populated installation, made once for each test worker, and a copy of it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from enabler.web.db import db
from tests.web import house as houses
from tests.web.house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return houses.build(tmp_path_factory.mktemp("house"))


@pytest.fixture
def open_house(house: House, tmp_path: Path) -> Iterator[Flask]:
    """The app on a copy of the populated database."""
    app = house.open(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
