"""Today asks the trail what was done to accounts in the last days: found by an index, however long the trail is."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("ix_audit_action", "audit", ["action", "at"])
