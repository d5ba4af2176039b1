"""Two records of one person can be put together and taken apart again; a stay can be withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE patients ADD COLUMN merged_into_id INTEGER CONSTRAINT fk_patients_merged_into_id"
        " REFERENCES patients (id) CONSTRAINT ck_patients_merged_into_another CHECK (merged_into_id <> id)"
    )
    op.create_index("ix_patients_merged_into_id", "patients", ["merged_into_id"])
    _add_withdrawal("stays")
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=200), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_merges_two_records")),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_merges_undone_at_with_undone_by")
        ),
        sa.ForeignKeyConstraint(["kept_id"], ["patients.id"], name=op.f("fk_merges_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["patients.id"], name=op.f("fk_merges_merged_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    op.create_index("ix_merges_kept_id", "merges", ["kept_id"])
    op.create_index("ix_merges_merged_id", "merges", ["merged_id"])
    op.create_table(
        "not_duplicates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_not_duplicates_in_order")),
        sa.ForeignKeyConstraint(["first_id"], ["patients.id"], name=op.f("fk_not_duplicates_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["patients.id"], name=op.f("fk_not_duplicates_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_duplicates")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_not_duplicates_first_id_second_id")),
    )
    op.create_index("ix_not_duplicates_second_id", "not_duplicates", ["second_id"])


def _add_withdrawal(table: str) -> None:
    """With its constraints in the statement of the column: SQLite can add none later."""
    kind = "DATETIME" if op.get_bind().dialect.name == "sqlite" else "TIMESTAMP WITH TIME ZONE"
    op.execute(f"ALTER TABLE {table} ADD COLUMN withdrawn_at {kind}")
    for column, kind in (("withdrawn_by", "VARCHAR(200)"), ("withdrawn_because", "TEXT")):
        check = f"CHECK ((withdrawn_at IS NULL) = ({column} IS NULL))"
        name = f"ck_{table}_withdrawn_at_with_{column}"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} {check}")
