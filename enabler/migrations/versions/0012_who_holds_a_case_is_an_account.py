"""Who holds a case, and who does an action, is an account; every holder is kept."""

# Accounts have a name shown and a phone.

import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

REFUSE = "BEGIN SELECT RAISE(ABORT, 'holders of a case are only added to'); END"
SQLITE = (
    f"CREATE TRIGGER case_holders_no_update BEFORE UPDATE ON case_holders {REFUSE}",
    f"CREATE TRIGGER case_holders_no_delete BEFORE DELETE ON case_holders {REFUSE}",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION case_holders_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'holders of a case are only added to'; END $$",
    "CREATE TRIGGER case_holders_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON case_holders"
    " FOR EACH STATEMENT EXECUTE FUNCTION case_holders_only_added_to()",
)
users = sa.table("users", sa.column("id"), sa.column("name"))
stays = sa.table(
    "stays", sa.column("id"), sa.column("officer_id"), sa.column("held_under"), sa.column("case_opened_on"),
    sa.column("recorded_at"), sa.column("recorded_by"),
)  # fmt: skip
actions = sa.table("actions", sa.column("owner"), sa.column("owner_id"), sa.column("owner_kind"))
holders = sa.table(
    "case_holders", sa.column("stay_id"), sa.column("officer_id"), sa.column("held_under"), sa.column("from_on"),
    sa.column("recorded_at"), sa.column("recorded_by"),
)  # fmt: skip


def upgrade() -> None:
    op.execute("ALTER TABLE users ADD COLUMN display_name VARCHAR(200) NOT NULL DEFAULT ''")
    op.execute("UPDATE users SET display_name = name")
    op.add_column("users", sa.Column("phone", sa.String(length=60), nullable=True))
    op.execute("ALTER TABLE stays RENAME COLUMN officer TO held_under")
    _add_account(
        "stays", "officer_id", "CONSTRAINT ck_stays_one_holder CHECK (officer_id IS NULL OR held_under IS NULL)"
    )
    op.create_index("ix_stays_officer_id", "stays", ["officer_id"])
    _add_account("actions", "owner_id")
    op.create_table(
        "case_holders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("held_under", sa.String(length=200), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_case_holders_stay_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["users.id"], name=op.f("fk_case_holders_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_holders")),
    )
    op.create_index("ix_case_holders_stay_id", "case_holders", ["stay_id"])
    _name_accounts(op.get_bind())
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def _add_account(table: str, column: str, check: str = "") -> None:
    """With its constraints in one statement: SQLite can add none later."""
    key = f"CONSTRAINT fk_{table}_{column} REFERENCES users (id)"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {key} {check}")


def _name_accounts(connection: sa.Connection) -> None:
    """Where a name is one account's: that account. Else it stands as it was typed, and the health page tells of it."""
    accounts = _Accounts(connection)
    held = sa.select(stays.c.held_under).where(stays.c.held_under.is_not(None)).distinct()
    for name in connection.execute(held).scalars().all():
        if account := accounts.of(name):
            same = sa.update(stays).where(stays.c.held_under == name)
            connection.execute(same.values(officer_id=account, held_under=None))
    owned = sa.select(actions.c.owner).where(actions.c.owner.is_not(None)).distinct()
    for name in connection.execute(owned).scalars().all():
        if account := accounts.of(name):
            of_staff = sa.func.coalesce(actions.c.owner_kind, "staff") == "staff"
            connection.execute(sa.update(actions).where(actions.c.owner == name, of_staff).values(owner_id=account))
    columns = [column.name for column in holders.c]
    has_holder = sa.or_(stays.c.officer_id.is_not(None), stays.c.held_under.is_not(None))
    first: sa.Select[Any] = sa.select(
        stays.c.id, stays.c.officer_id, stays.c.held_under, stays.c.case_opened_on,
        stays.c.recorded_at, stays.c.recorded_by,
    ).where(has_holder)  # fmt: skip
    connection.execute(sa.insert(holders).from_select(columns, first))


class _Accounts:
    def __init__(self, connection: sa.Connection) -> None:
        self.exact: dict[str, int] = {}
        self.folded: dict[str, list[int]] = {}
        for key, name in connection.execute(sa.select(users.c.id, users.c.name)).all():
            self.exact[name] = key
            self.folded.setdefault(_folded(name), []).append(key)

    def of(self, name: str) -> int | None:
        called = self.folded.get(_folded(name), [])
        return self.exact.get(name) or (called[0] if len(called) == 1 else None)


def _folded(name: str) -> str:
    """Without case, accents, hyphens and spaces."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())
