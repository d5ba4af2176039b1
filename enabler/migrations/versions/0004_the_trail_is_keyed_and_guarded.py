"""Lines of the trail say which key they were made with; the database refuses to change or remove one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

REFUSE = "BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
SQLITE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit {REFUSE}",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit {REFUSE}",
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit"
    f" WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR hash = NEW.hash) {REFUSE}",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$",
    "CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added_to()",
)


def upgrade() -> None:
    op.add_column("audit", sa.Column("key_id", sa.String(length=16), nullable=True))
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
