"""A form that is sent again is known by what it said: a keyed fingerprint, which tells nothing by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("content", sa.String(length=64), nullable=True))
