"""A caseload that is being taken in: what new rows, changed rows and the history share while it is under way."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.exchange.caseload.known import KnownRows
from enabler.exchange.caseload.planning import Plan
from enabler.models import Action, Barrier, Contact, DelayReason, FollowUp, Leave, Patient, ReadyPeriod, Stay
from enabler.record.people.account_names import may_be_account

CHUNK = 2000
VERSIONED = (Patient, Stay, Barrier, ReadyPeriod, Leave, DelayReason, Action, Contact, FollowUp)
Values = dict[str, Any]


@dataclass
class Taking:
    """What is under way: ids by reference, and what happened to each stay, for the history."""

    session: Session
    by: Actor
    plan: Plan
    at: datetime
    patients: dict[str, int]
    stays: dict[str, int]
    barriers: dict[str, int] = field(default_factory=dict)
    wards: dict[str, int] = field(default_factory=dict)
    done: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def known(self) -> KnownRows:
        return self.plan.known

    def ward_id(self, name: str | None) -> int:
        ward = self.known.ward(name or "")
        return ward.id if ward is not None else self.wards[" ".join((name or "").split()).casefold()]

    def holder(self, name: str | None) -> Values:
        """Who holds a case: the account of that name, else the name as it is."""
        officer_id = self.known.accounts.account_of(name)
        return {"officer_id": officer_id, "held_under": None if officer_id else name}

    def owner_id(self, values: Values) -> int | None:
        is_looked_for = may_be_account(values.get("owner_kind"))
        return self.known.accounts.account_of(values.get("owner")) if is_looked_for else None

    def put_in(self, model: Any, rows: Sequence[Values]) -> None:
        stamp: Values = {"recorded_at": self.at, "recorded_by": self.by.name} | (
            {"version": 1} if model in VERSIONED else {}
        )
        for start in range(0, len(rows), CHUNK):
            self.session.execute(insert(model), [row | stamp for row in rows[start : start + CHUNK]])
