"""What a discharge closed is marked, so that taking it back restores that and nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LEFT = ("discharged", "died", "transferred", "self-discharged")
OF_A_DISCHARGE = ("plan follow-up", "cancel follow-up", "resolve barrier")

ready_periods = sa.table("ready_periods", *map(sa.column, ("stay_id", "ended_on", "end_reason", "closed_by_discharge")))
stays = sa.table("stays", *map(sa.column, ("id", "discharged_on")))
barriers = sa.table("barriers", *map(sa.column, ("id", "ref", "stay_id")))
intervals = sa.table("barrier_intervals", *map(sa.column, ("barrier_id", "resolved_on", "closed_by_discharge")))
trail = sa.table("audit", *map(sa.column, ("id", "action", "stay_id", "subject_id")))


def upgrade() -> None:
    for table in ("ready_periods", "barrier_intervals"):
        op.add_column(
            table, sa.Column("closed_by_discharge", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _mark_ready_periods()
    for ref in _barriers_closed(op.get_bind()):
        _mark_barrier(ref)


def _mark_ready_periods() -> None:
    with_the_stay = sa.exists().where(
        stays.c.id == ready_periods.c.stay_id, stays.c.discharged_on == ready_periods.c.ended_on
    )
    op.execute(
        sa.update(ready_periods)
        .where(ready_periods.c.end_reason.in_(LEFT), with_the_stay)
        .values(closed_by_discharge=sa.true())
    )


def _mark_barrier(ref: str) -> None:
    of_barrier = sa.select(barriers.c.id).join(stays, stays.c.id == barriers.c.stay_id).where(barriers.c.ref == ref)
    op.execute(
        sa.update(intervals)
        .where(
            intervals.c.barrier_id.in_(of_barrier.where(stays.c.discharged_on.is_not(None))),
            intervals.c.resolved_on.is_not(None),
            intervals.c.resolved_on == _last_end(of_barrier),
        )
        .values(closed_by_discharge=sa.true())
    )


def _last_end(of_barrier: Any) -> Any:
    later = intervals.alias()
    return sa.select(sa.func.max(later.c.resolved_on)).where(later.c.barrier_id.in_(of_barrier)).scalar_subquery()


def _barriers_closed(connection: sa.Connection) -> Iterable[str]:
    """References of the barriers that a discharge resolved and nobody resolved or re-opened since.

    The lines of one transaction follow each other in the trail: the discharge, its checks, the barriers ticked.
    """
    closed: dict[str, None] = {}
    of_stay: int | None = None
    last = 0
    for line in _lines(connection):
        goes_on = line.id == last + 1 and line.stay_id == of_stay
        if line.action == "discharge":
            of_stay, last = line.stay_id, line.id
        elif line.action in OF_A_DISCHARGE and goes_on:
            last = line.id
            if line.action == "resolve barrier":
                closed[line.subject_id] = None
        elif line.action in ("resolve barrier", "re-open barrier"):
            closed.pop(line.subject_id, None)
    return closed


def _lines(connection: sa.Connection) -> Iterator[Any]:
    wanted = ("discharge", "re-open barrier", *OF_A_DISCHARGE)
    yield from connection.execute(sa.select(trail).where(trail.c.action.in_(wanted)).order_by(trail.c.id))
