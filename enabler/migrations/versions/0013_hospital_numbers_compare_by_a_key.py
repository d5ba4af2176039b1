"""A hospital number is found however it was written: by its key."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

patients = sa.table("patients", sa.column("id"), sa.column("hospital_number"), sa.column("hospital_number_key"))


def upgrade() -> None:
    by_bytes = sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql")
    op.add_column("patients", sa.Column("hospital_number_key", by_bytes, nullable=True))
    connection = op.get_bind()
    numbers = connection.execute(
        sa.select(patients.c.id, patients.c.hospital_number).where(patients.c.hospital_number.is_not(None))
    ).all()
    keys = [{"key": _key(number), "its_id": own} for own, number in numbers if _key(number)]
    fill = sa.update(patients).where(patients.c.id == sa.bindparam("its_id"))
    if keys:
        connection.execute(fill.values(hospital_number_key=sa.bindparam("key")), keys)
    op.create_index("ix_patients_hospital_number_key", "patients", ["hospital_number_key"])


def _key(number: str) -> str | None:
    """Capitals without spaces, hyphens, dots, invisible characters and leading zeros."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", number).upper())
    kept = (
        letter
        for letter in folded
        if letter not in ".'’·" and not unicodedata.category(letter).startswith(("C", "Z", "Pd", "M"))
    )
    return "".join(kept).lstrip("0")[:60] or None
