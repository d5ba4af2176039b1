"""Who was born on a day is found by an index: people look for somebody by it."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_index("ix_patients_born_on", "patients", ["born_on"])
