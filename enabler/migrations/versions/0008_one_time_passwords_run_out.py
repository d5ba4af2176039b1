"""One-time passwords run out; those that are waiting to be used have three days from now."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

users = sa.table(
    "users",
    sa.column("must_change_password", sa.Boolean),
    sa.column("one_time_until", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.add_column("users", sa.Column("one_time_until", sa.DateTime(timezone=True), nullable=True))
    until = datetime.now(UTC) + timedelta(hours=72)
    op.execute(sa.update(users).where(users.c.must_change_password).values(one_time_until=until))
