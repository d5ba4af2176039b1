"""Agreements, copies for a board, why evidence was retired."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "estimate_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estimate_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["estimate_id"], ["estimates.id"], name=op.f("fk_estimate_agreements_estimate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate_agreements")),
        sa.UniqueConstraint("estimate_id", "recorded_by", name=op.f("uq_estimate_agreements_estimate_id_recorded_by")),
    )
    with op.batch_alter_table("cited_means", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retired_by", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("retired_why", sa.Text(), nullable=True))

    with op.batch_alter_table("comparison_cohorts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retired_by", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("retired_why", sa.Text(), nullable=True))

    with op.batch_alter_table("indicator_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))

    with op.batch_alter_table("published_reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("board_pdf", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("board_pdf_sha256", sa.String(length=64), nullable=True))

    with op.batch_alter_table("trials", schema=None) as batch_op:
        batch_op.add_column(sa.Column("indicator", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("learnt", sa.Text(), nullable=True))

    with op.batch_alter_table("unit_costs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retired_by", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("retired_why", sa.Text(), nullable=True))
