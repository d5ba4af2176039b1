"""Who has died, found by an index."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index("ix_follow_ups_result", ["result", "stay_id"], unique=False)

    with op.batch_alter_table("stays", schema=None) as batch_op:
        batch_op.create_index("ix_stays_discharge_outcome", ["discharge_outcome", "patient_id"], unique=False)
