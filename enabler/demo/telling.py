"""A stay told day by day: each thing that happened on its date, through the commands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.models import Action, Barrier, FollowUp, Stay
from enabler.models.columns import Recorded
from enabler.record.stay import (
    actions,
    barriers,
    checklist,
    discharge,
    follow_ups,
    held_benefits,
    judging,
    patients,
    ready_periods,
    stays,
    what_next,
)
from enabler.record.stay.barrier_facts import facts_of_barrier
from enabler.record.stay.estimates import seal_estimate
from enabler.record.stay.screening import record_screening
from enabler.vocabulary import (
    Asked,
    CheckState,
    ContactMethod,
    DischargeCheck,
    DischargeOutcome,
    FollowUpResult,
    HomeKept,
    OwnerKind,
    ReadyStandard,
    ScreeningResult,
    Share,
    YesNo,
)

Do = Callable[[Session], object]
NOT_ASKED: dict[str, str | None] = dict.fromkeys(held_benefits.NAMES)
ALL_DONE = dict.fromkeys(DischargeCheck, (CheckState.YES, None))


@dataclass
class Telling:
    """One stay being told. Methods put events on the calendar; nothing happens until `happen`."""

    by: Actor
    events: list[tuple[date, int, Do]] = field(default_factory=list)
    stay_id: int = 0
    barrier_ids: dict[str, int] = field(default_factory=dict)

    def on(self, day: date, do: Do, hour: int = 10) -> None:
        self.events.append((day, hour, do))

    def arrives(self, day: date, *, ward_id: int, patient: dict[str, Any], case: bool = True, **stay: Any) -> None:
        def do(session: Session) -> None:
            person = patients.add_patient(session, by=self.by, **patient)
            opened: dict[str, Any] = {"case_opened_on": day, "officer_id": self.by.user_id} if case else {}
            self.stay_id = stays.add_stay(
                session, by=self.by, patient_id=person.id, ward_id=ward_id, shares_bed=True, **opened, **stay
            ).id
            if case:
                self._screened(session, day)

        self.on(day, do, 9)

    def _screened(self, session: Session, day: date) -> None:
        record_screening(
            session,
            by=self.by,
            stay_id=self.stay_id,
            expected_version=session.get_one(Stay, self.stay_id).version,
            result=ScreeningResult.ISSUE,
            screened_on=day,
        )

    def barrier(
        self, day: date, kind: str, *, began_on: date, blocks: YesNo = YesNo.YES, waiting_on: str | None = None
    ) -> None:
        def do(session: Session) -> None:
            made = barriers.add_barrier(
                session,
                by=self.by,
                stay_id=self.stay_id,
                kind=kind,
                began_on=began_on,
                blocks_discharge=blocks,
                waiting_on=waiting_on,
                waiting_since=day if waiting_on else None,
            )
            self.barrier_ids[kind] = made.id

        self.on(day, do)

    def facts(self, day: date, kind: str, save: Callable[..., object], **facts: Any) -> None:
        """What is known about a barrier, added to what was known before."""

        def do(session: Session) -> None:
            barrier = session.get_one(Barrier, self.barrier_ids[kind])
            row = facts_of_barrier(session, barrier)
            known = {} if row is None else {name: getattr(row, name) for name in _plain_columns(row)}
            save(
                session,
                by=self.by,
                barrier_id=barrier.id,
                expected_version=None if row is None else row.version,
                **(known | facts),
            )

        self.on(day, do, 11)

    def has(self, day: date, **held: str) -> None:
        """Which benefits the patient has; the others nobody asked about."""
        self.on(
            day,
            lambda session: held_benefits.record_benefits(
                session, by=self.by, stay_id=self.stay_id, expected_version=None, **(NOT_ASKED | held)
            ),
            11,
        )

    def resolved(self, day: date, kind: str, how: str) -> None:
        self.on(day, lambda session: self._resolve(session, day, kind, how), 14)

    def said(
        self,
        day: date,
        text: str,
        with_whom: str | None = None,
        method: ContactMethod = ContactMethod.PHONE,
        kind: str | None = None,
        next_step: str | None = None,
        due_on: date | None = None,
        owner: str | None = None,
        owner_kind: OwnerKind = OwnerKind.STAFF,
    ) -> None:
        """The one box: what happened, what next, by when; ticks off the oldest open action that was due."""

        def do(session: Session) -> None:
            what_next.what_next(
                session,
                by=self.by,
                stay_id=self.stay_id,
                happened=text,
                happened_on=day,
                with_whom=with_whom,
                method=method,
                barrier_id=self.barrier_ids.get(kind or ""),
                finishes_id=self._oldest_due(session, day),
                next_step=next_step,
                due_on=due_on,
                owner_kind=owner_kind if next_step else None,
                owner=(owner or self.by.name) if next_step else None,
            )

        self.on(day, do, 13)

    def ready(self, day: date, *, recorded: date | None = None, said_by: str = "Ward team") -> None:
        def do(session: Session) -> None:
            standard = ReadyStandard.CRFD if self._stay(session).setting != "acute" else ReadyStandard.DRD
            ready_periods.add_ready_period(
                session, by=self.by, stay_id=self.stay_id, ready_on=day, standard=standard, said_by=said_by
            )

        self.on(recorded or day, do, 11)

    def judged(self, day: date, kind: str | None, share: Share | None) -> None:
        def do(session: Session) -> None:
            version = judging.version_of(judging.judgements_of(session, self.stay_id))
            judging.judge(
                session,
                by=self.by,
                stay_id=self.stay_id,
                expected_version=version,
                main_barrier=kind,
                share=share,
            )

        self.on(day, do, 12)

    def estimated(self, day: date, low: float, likely: float, high: float, reason: str, agreed_by: str) -> None:
        self.on(
            day,
            lambda session: seal_estimate(
                session,
                by=self.by,
                stay_id=self.stay_id,
                low=low,
                likely=likely,
                high=high,
                reason=reason,
                agreed_by=agreed_by,
            ),
            12,
        )

    def leaves(
        self,
        day: date,
        *,
        outcome: DischargeOutcome = DischargeOutcome.DISCHARGED,
        destination: str = "19",
        home_after: str | None = "02",
        note: str | None = None,
    ) -> None:
        def do(session: Session) -> None:
            discharge.discharge(
                session,
                by=self.by,
                stay_id=self.stay_id,
                expected_version=self._stay(session).version,
                discharged_on=day,
                outcome=outcome,
                destination=destination,
                home_after=home_after,
                note=note,
                resolved=(),
            )
            self._finish(session, day, Action.stay_id == self.stay_id, "Left the ward")

        self.on(day, do, 15)

    def followed(
        self,
        day: date,
        milestone: str,
        *,
        result: FollowUpResult = FollowUpResult.DONE,
        home: HomeKept | None = HomeKept.KEPT,
        readmitted: Asked | None = Asked.NO,
        note: str | None = None,
    ) -> None:
        def do(session: Session) -> None:
            planned = session.scalars(
                select(FollowUp).where(FollowUp.stay_id == self.stay_id, FollowUp.milestone == milestone)
            ).one()
            follow_ups.log_try(
                session,
                by=self.by,
                follow_up_id=planned.id,
                tried_at=clock.now(),
                method=ContactMethod.PHONE,
                note=None,
            )
            follow_ups.finish_follow_up(
                session,
                by=self.by,
                follow_up_id=planned.id,
                expected_version=planned.version,
                done_on=day,
                result=result,
                home_kept=home,
                readmitted=readmitted,
                readmission_housing_related=None,
                note=note,
            )

        self.on(day, do, 11)

    def checked(self, left_on: date) -> None:
        """The checklist before going home, all of it done, the day before."""
        self.on(
            left_on - timedelta(days=1),
            lambda session: checklist.answer_checklist(
                session, by=self.by, stay_id=self.stay_id, expected_version=0, answers=ALL_DONE
            ),
        )

    def confirmed(self, day: date) -> None:
        self.on(
            day,
            lambda session: stays.confirm_stay(
                session, by=self.by, stay_id=self.stay_id, expected_version=self._stay(session).version
            ),
            8,
        )

    def _stay(self, session: Session) -> Stay:
        return session.get_one(Stay, self.stay_id)

    def _resolve(self, session: Session, day: date, kind: str, how: str) -> None:
        barrier = session.get_one(Barrier, self.barrier_ids[kind])
        barriers.resolve_barrier(
            session,
            by=self.by,
            barrier_id=barrier.id,
            expected_version=barrier.version,
            resolved_on=day,
            how_resolved=how,
        )
        self._finish(session, day, Action.barrier_id == barrier.id, "No longer needed")

    def _finish(self, session: Session, day: date, which: ColumnElement[bool], outcome: str) -> None:
        for action in session.scalars(select(Action).where(which, Action.done_on.is_(None))):
            actions.finish_action(
                session,
                by=self.by,
                action_id=action.id,
                expected_version=action.version,
                done_on=day,
                outcome=outcome,
            )

    def _oldest_due(self, session: Session, day: date) -> int | None:
        due = select(Action.id).where(
            Action.stay_id == self.stay_id, Action.done_on.is_(None), Action.due_on <= day + timedelta(days=1)
        )
        return session.scalar(due.order_by(Action.due_on).limit(1))


def _plain_columns(row: Any) -> list[str]:
    kept = {"barrier_id", "version", *Recorded.__annotations__}
    return [column.key for column in row.__mapper__.column_attrs if column.key not in kept]
