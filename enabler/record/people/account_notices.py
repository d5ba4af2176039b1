"""What was done to accounts lately, read from the trail for those who would notice a wrong one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from enabler import clock
from enabler.audit import Actor
from enabler.models import AuditLine, User
from enabler.vocabulary import Role

TOLD_FOR = timedelta(days=7)
MOST = 20
ACTIONS = ("create user", "change user", "enable user", "reset password")
SEE_PATIENTS = (Role.OFFICER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class AccountNotice:
    """`account`, its role, wards and the name shown are as they are now."""

    action: str
    by: str
    at: datetime
    account: str
    role: Role
    wards: tuple[str, ...]
    changed: frozenset[str]  # the columns, and `wards`
    shown_as: str


def account_notices(session: Session, by: Actor) -> list[AccountNotice]:
    """The newest first, of the last seven days; nobody is told of what they did themselves.

    Administrators are told of every account, officers of those that see or saw patients of a ward of theirs.
    """
    if not by.is_a(Role.ADMINISTRATOR, Role.OFFICER):
        return []
    lines = session.scalars(
        select(AuditLine)
        .where(AuditLine.action.in_(ACTIONS), AuditLine.at >= clock.now() - TOLD_FOR, AuditLine.by != by.name)
        .order_by(AuditLine.id.desc())
    ).all()
    if not lines:
        return []
    accounts = _accounts(session, lines)
    notices = []
    for line in lines:
        user, changed = accounts.get(line.subject_id), _changed(line)
        if user is not None and (changed or line.action != "change user") and _concerns(by, user, changed):
            notices.append(_notice(line, user, changed))
    return notices[:MOST]


def _accounts(session: Session, lines: Iterable[AuditLine]) -> dict[str | None, User]:
    ids = {int(line.subject_id) for line in lines if line.subject_id}
    users = session.scalars(select(User).where(User.id.in_(ids)).options(selectinload(User.wards)))
    return {str(user.id): user for user in users}


def _changed(line: AuditLine) -> dict[str, list[Any]]:
    """What a change of the account changed: before and after."""
    return json.loads(line.detail) if line.action == "change user" else {}


def _concerns(by: Actor, user: User, changed: dict[str, list[Any]]) -> bool:
    if by.is_a(Role.ADMINISTRATOR):
        return True
    roles = {user.role, *changed.get("role", ())}
    wards = {ward.id for ward in user.wards}.union(*changed.get("wards", ()))
    return not roles.isdisjoint(SEE_PATIENTS) and not wards.isdisjoint(by.ward_ids)


def _notice(line: AuditLine, user: User, changed: dict[str, list[Any]]) -> AccountNotice:
    wards = tuple(ward.name for ward in user.wards)
    what = frozenset(changed)
    return AccountNotice(line.action, line.by, line.at, user.name, Role(user.role), wards, what, user.display_name)
