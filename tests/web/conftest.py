"""The populated installation, made once for each test worker, and a copy of it for each test."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from tests.web import house as houses
from tests.web.house import House
from tests.web.tour import Tour, Tours, rename_patients, walk


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return houses.build(tmp_path_factory.mktemp("house"))


@pytest.fixture
def open_house(house: House, tmp_path: Path) -> Iterator[Flask]:
    """The app on a copy of the populated database."""
    with house.opened(tmp_path) as app:
        yield app


@pytest.fixture(scope="session")
def tours(house: House, tmp_path_factory: pytest.TempPathFactory) -> Tours:
    """What each role meets on its way through every page."""

    @cache
    def tour(role: str) -> Tour:
        folder = tmp_path_factory.mktemp("tour")
        with house.opened(folder) as app:
            rename_patients(folder / "enabler.sqlite3")
            return walk(app, house, folder / "enabler.sqlite3", role)

    return tour
