"""Looking changes nothing: every GET on a populated database leaves every business row as it was."""

from pathlib import Path

import pytest
from flask import Flask

from enabler.vocabulary import Role
from tests.browser import Browser
from tests.web.house import House, business, differences, routes


@pytest.mark.parametrize("role", list(Role))
def test_no_get_changes_business_data(open_house: Flask, house: House, role: Role, tmp_path: Path) -> None:
    file = tmp_path / "enabler.sqlite3"
    visitor = house.visitor(open_house, role)
    before = business(file)
    for rule in routes(open_house, "GET"):
        visitor.send("GET", house.address(open_house, rule))
    assert differences(before, business(file)) == {}, changing(file, visitor, open_house, house)


def changing(file: Path, visitor: Browser, app: Flask, house: House) -> list[str]:
    """The routes that change something when they are visited again: looking after each takes long."""
    found = []
    for rule in routes(app, "GET"):
        before = business(file)
        visitor.send("GET", house.address(app, rule))
        if differences(before, business(file)):
            found.append(rule.rule)
    return found


def test_the_guard_bites(house: House, tmp_path: Path, open_house: Flask) -> None:
    from sqlalchemy import text

    from enabler.web.db import db

    file = tmp_path / "enabler.sqlite3"
    before = business(file)
    db.session.execute(text("UPDATE stays SET bed = 'Z9'"))
    db.session.commit()
    assert set(differences(before, business(file))) == {"stays"}
