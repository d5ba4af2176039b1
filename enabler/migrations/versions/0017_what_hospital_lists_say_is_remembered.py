"""What hospitals' lists call wards and columns is remembered; what nobody could read stands with the stay."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute("DELETE FROM pending_imports")  # kept for a day, and in another form from here on: bring the list in again
    op.add_column("stays", sa.Column("list_note", sa.Text(), nullable=True))
    op.create_table(
        "ward_list_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ward_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["ward_id"], ["wards.id"], name=op.f("fk_ward_list_names_ward_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_list_names")),
        sa.UniqueConstraint("key", name=op.f("uq_ward_list_names_key")),
    )
    op.create_index("ix_ward_list_names_ward_id", "ward_list_names", ["ward_id"])
    op.create_table(
        "list_headings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("means", sa.String(length=60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_headings")),
        sa.UniqueConstraint("key", name=op.f("uq_list_headings_key")),
    )
