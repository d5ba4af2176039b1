"""A PostgreSQL database that one test leaves to the next is as good as a new one."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from enabler.models.trail import TRIGGERS
from tests.fixtures_postgres import is_emptied, shape_of

pytestmark = pytest.mark.postgres
ADD = text(
    "INSERT INTO wards (name, setting, version, recorded_at, recorded_by)"
    " VALUES ('Bosworth', 'mental health', 1, now(), 'tests') RETURNING id"
)


def test_rows_and_ids_are_gone_and_an_altered_one_is_not_used_again(
    new_postgres_database: Callable[..., str], postgres_template: str
) -> None:
    engine = create_engine(new_postgres_database(postgres_template))
    shape = shape_of(engine)
    for _ in range(2):
        with engine.begin() as connection:
            assert connection.scalar(ADD) == 1
            assert connection.scalar(text("SELECT count(*) FROM wards")) == 1
        assert is_emptied(engine, shape)
    for statement in (f"DROP TRIGGER {next(iter(TRIGGERS['postgresql']))} ON audit", "ANALYZE wards"):
        with engine.begin() as connection:
            connection.execute(ADD)
            connection.execute(text(statement))
        assert not is_emptied(engine, shape)
        shape = shape_of(engine)
    engine.dispose()
