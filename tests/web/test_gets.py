"""Looking changes nothing: every GET on a populated database leaves every business row as it was."""

from pathlib import Path

import pytest
from flask import Flask

from enabler.vocabulary import Role
from tests.web.house import NOBODY, House, business, differences
from tests.web.tour import Tours


@pytest.mark.parametrize("role", [*Role, NOBODY])
def test_no_get_changes_business_data(tours: Tours, role: str) -> None:
    assert tours(role).changed == {}


def test_the_guard_bites(house: House, tmp_path: Path, open_house: Flask) -> None:
    from sqlalchemy import text

    from enabler.web.db import db

    file = tmp_path / "enabler.sqlite3"
    before = business(file)
    db.session.execute(text("UPDATE stays SET bed = 'Z9'"))
    db.session.commit()
    assert set(differences(before, business(file))) == {"stays"}
