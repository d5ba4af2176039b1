"""Tables whose rows the database itself refuses to change or take away."""

# A revision makes the same; a test compares them.

from sqlalchemy import DDL, Table, event


def triggers(table: str, says: str) -> dict[str, dict[str, str]]:
    """What stops it, by database and name."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    return {
        "sqlite": {
            f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        },
        "postgresql": {
            f"{table}_only_added_to": f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_added_to()",
        },
    }


def function(table: str, says: str) -> str:
    """What PostgreSQL's trigger calls."""
    return (
        f"CREATE OR REPLACE FUNCTION {table}_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}'; END $$"
    )


def guard(table: Table, function: str, triggers: dict[str, dict[str, str]]) -> None:
    """Made with the table, where the models make it."""
    made = [("postgresql", function), *((name, one) for name, each in triggers.items() for one in each.values())]
    for dialect, statement in made:
        event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]
