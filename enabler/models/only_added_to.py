"""Tables whose rows the database itself refuses to change or take away."""

# A revision makes the same; a test compares them.

from sqlalchemy import DDL, event

from enabler.database import Base

Triggers = dict[str, dict[str, str]]  # by database and name


def refusal(says: str) -> str:
    """What a trigger of SQLite does."""
    return f"BEGIN SELECT RAISE(ABORT, '{says}'); END"


def triggers(table: str, says: str) -> Triggers:
    """What stops it."""
    return {
        "sqlite": {
            f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refusal(says)}",
            f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refusal(says)}",
        },
        "postgresql": {
            f"{table}_only_added_to": f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_added_to()",
        },
    }


def trigger_function(table: str, says: str) -> str:
    """What PostgreSQL's trigger calls."""
    return (
        f"CREATE OR REPLACE FUNCTION {table}_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}'; END $$"
    )


def guard(model: type[Base], says: str, stopped_by: Triggers | None = None) -> None:
    """Where the models make the table, they make what guards it; `stopped_by` where it is more than for others."""
    table = model.__tablename__
    by_kind = stopped_by or triggers(table, says)
    made = [("postgresql", trigger_function(table, says))]
    made += [(kind, statement) for kind, each in by_kind.items() for statement in each.values()]
    for dialect, statement in made:
        ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
        event.listen(model.__table__, "after_create", ddl)
