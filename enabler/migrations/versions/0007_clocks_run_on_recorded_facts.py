"""Facts that decide whether a clock runs: tenancy, decision received, steps of a hazard, the benefits somebody has."""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LONDON = ZoneInfo("Europe/London")
TENANCIES = (
    "assured", "secure", "introductory", "demoted", "licence", "excluded", "supported", "owner", "other", "not known"
)  # fmt: skip
BENEFITS = ("universal_credit_housing", "housing_benefit", "pip_or_dla", "attendance_allowance")
YES_NO = ("yes", "no")

hazards = sa.table(
    "hazard_facts",
    sa.column("barrier_id", sa.Integer),
    sa.column("landlord_told_on", sa.Date),
    sa.column("landlord_told_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    _add_word("arrears_facts", "tenancy", TENANCIES)
    _add_word("hazard_facts", "tenancy", TENANCIES)
    _add_word("hazard_facts", "damp_or_mould", YES_NO)
    op.add_column("homelessness_facts", sa.Column("decision_received_on", sa.Date(), nullable=True))
    op.add_column("hazard_facts", sa.Column("landlord_told_on", sa.Date(), nullable=True))
    op.add_column("hazard_facts", sa.Column("summary_given_on", sa.Date(), nullable=True))
    op.create_table(
        "held_benefits",
        sa.Column("stay_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=60), nullable=True) for name in BENEFITS),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        *(
            sa.CheckConstraint(_one_of(name, ("yes", "no", "not known")), name=op.f(f"ck_held_benefits_{name}_known"))
            for name in BENEFITS
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_held_benefits_stay_id")),
        sa.PrimaryKeyConstraint("stay_id", name=op.f("pk_held_benefits")),
    )
    _tell_day_from_time()


def _add_word(table: str, column: str, words: tuple[str, ...]) -> None:
    """With its check in one statement: SQLite can add none later."""
    check = f"CONSTRAINT ck_{table}_{column}_known CHECK ({_one_of(column, words)})"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(60) {check}")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IS NULL OR {column} IN ({listed})"


def _tell_day_from_time() -> None:
    """A landlord told at midnight was told on a day whose time nobody gave."""
    connection = op.get_bind()
    told = sa.select(hazards.c.barrier_id, hazards.c.landlord_told_at).where(hazards.c.landlord_told_at.is_not(None))
    for barrier_id, at in connection.execute(told).all():
        local = (at if at.tzinfo else at.replace(tzinfo=ZoneInfo("UTC"))).astimezone(LONDON)
        known = {} if (local.hour, local.minute) != (0, 0) else {"landlord_told_at": None}
        connection.execute(
            sa.update(hazards)
            .where(hazards.c.barrier_id == barrier_id)
            .values(landlord_told_on=local.date(), **known)
        )
