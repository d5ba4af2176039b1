"""The forms about a stay and what lies under it, for the tests that hold for each of them."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, not_, or_, select
from sqlalchemy.orm import Session

from enabler.audit import command_line
from enabler.database import atomic
from enabler.models import AuditLine, Stay
from enabler.record.stay import delay_reasons, leave, ready_periods
from enabler.vocabulary import LeaveKind, ReadyEnd, ReadyStandard, YesNo

BY = command_line("command line: tests")


@dataclass(frozen=True)
class StayForm:
    """A form: where it is, answers it takes, and answers that somebody else gives meanwhile (None: nothing to be
    stale)."""

    name: str
    path: str
    good: dict[str, str]
    theirs: dict[str, str] | None = None
    changes: int = field(default=1)  # how many lines a save writes in the history

    def at(self, stay: Stay) -> str:
        ids = {"ready": stay.ready_periods[0].id, "leave": stay.leave[0].id, "reason": stay.delay_reasons[0].id}
        return f"/stays/{stay.id}/" + self.path.format(**ids)


FORMS = [
    StayForm("change_patient", "patient", {"surname": "Kaur", "phone": "0116 496 0101"}, {"phone": "0116 496 0102"}),
    StayForm("change_stay", "change", {"household": "Lives alone"}, {"household": "Two cats"}),
    StayForm("record_benefits", "benefits", {"pip_or_dla": "yes"}, {"pip_or_dla": "no"}),
    StayForm("move_ward", "move", {"bed": "9", "from_on": "today"}, {"bed": "8", "from_on": "today"}),
    StayForm("change_expected_discharge", "expected", {"expected_on": "20/6/26"}, {"expected_on": "25/6/26"}),
    StayForm("confirm_stay", "confirm-record", {}),
    StayForm("add_ready_period", "ready/new", {"ready_on": "today", "standard": "other", "said_by": "Dr Patel"}),
    StayForm("change_ready_period", "ready/{ready}", {"ready_on": "6/5/26"}, {"ready_on": "7/5/26"}),
    StayForm("end_ready_period", "ready/{ready}/end", {"ended_on": "9/6/26", "end_reason": "unwell again"}),
    StayForm("add_leave", "leave/new", {"from_on": "1/5/26", "to_on": "3/5/26", "bed_kept": "yes"}),
    StayForm("change_leave", "leave/{leave}", {"to_on": "9/6/26"}, {"to_on": "8/6/26"}),
    StayForm("add_delay_reason", "reasons/new", {"reason": "mhsds-v6 04", "from_on": "2/6/26"}),
    StayForm("change_delay_reason", "reasons/{reason}", {"reason": "mhsds-v6 04"}, {"reason": "mhsds-v6 03"}),
    StayForm("end_delay_reason", "reasons/{reason}/end", {"to_on": "9/6/26"}),
    StayForm(
        "judge",
        "judge",
        {"main_barrier": "rent_arrears", "share": "sole"},
        {"main_barrier": "no_home", "share": "joint"},
        changes=2,
    ),
    StayForm("seal_estimate", "estimate", {"low": "10", "likely": "23", "high": "60.5", "reason": "As the last three"}),
]


def furnish(session: Session, stay: Stay, ended: bool = False) -> Stay:
    """Leave and a delay reason for a case; its ready period without an end, unless `ended`."""
    with atomic(session):
        period = ready_periods.ready_periods_of(session, stay.id)[0]
        ready_periods.change_ready_period(
            session,
            by=BY,
            ready_period_id=period.id,
            expected_version=period.version,
            ready_on=period.ready_on,
            standard=ReadyStandard.CRFD,
            said_by="Dr Ali",
            ended_on=date(2026, 6, 8) if ended else None,
            end_reason=ReadyEnd.UNWELL_AGAIN if ended else None,
        )
        leave.add_leave(
            session,
            by=BY,
            stay_id=stay.id,
            kind=LeaveKind.SECTION_17,
            from_on=date(2026, 6, 5),
            to_on=None,
            bed_kept=YesNo.YES,
        )
        delay_reasons.add_delay_reason(
            session, by=BY, stay_id=stay.id, list="mhsds-v6", code="09", from_on=date(2026, 6, 1), to_on=None
        )
    session.expire_all()
    return stay


def changes_made(session: Session) -> int:
    """Lines of the history that are not about looking, signing in or being refused."""
    looks = or_(*(AuditLine.action.like(f"{word}%") for word in ("view", "open form", "sign", "refused", "unlock")))
    return session.scalar(select(func.count()).select_from(AuditLine).where(not_(looks))) or 0
