"""Run by Alembic, with the connection that `running` hands it."""

from typing import Any, Literal

from alembic import context

import enabler.models  # noqa: F401  (fills Base.metadata)
from enabler.database import Base, Instant
from enabler.models.columns import Listed


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A revision must mean the same in ten years: it names SQLAlchemy's own types, never ours."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return f"sa.String(length={item.length})" if kind == "type" and isinstance(item, Listed) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render_item,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
