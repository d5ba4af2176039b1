"""Screening: each patient of a ward asked a few questions; "no issue" and "declined" count too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import Screening, Stay
from enabler.record.stay.stays import open_case
from enabler.record.stay.versions import current
from enabler.rules.refusal import Refused
from enabler.rules.stay.stays import check_not_future
from enabler.vocabulary import ScreeningResult


@dataclass(frozen=True, slots=True)
class ScreeningShare:
    """Of those asked on a ward since a day, how many have a housing issue; each stay counts once, by its last
    answer."""

    since: date
    issue: int = 0
    no_issue: int = 0
    declined: int = 0

    @property
    def asked(self) -> int:
        return self.issue + self.no_issue + self.declined

    @property
    def share(self) -> float | None:
        return self.issue / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class ScreeningAnswer:
    result: ScreeningResult
    screened_on: date


def record_screening(
    session: Session, *, by: Actor, stay_id: int, expected_version: int, result: ScreeningResult, screened_on: date
) -> Screening:
    """One answer; a housing issue opens a case with it. A later answer of the same stay stands in for the earlier
    one."""
    stay = current(session, Stay, stay_id, expected_version)
    check_not_future(screened_on, clock.today(), "screened_on", "screening")
    if stay.discharged_on is not None:
        raise Refused("This patient has left the ward.", "result")
    answer = Screening(
        ward_id=stay.ward_id,
        stay_id=stay.id,
        screened_on=screened_on,
        result=result,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(answer)
    audit.record(session, by=by, action="record screening", subject=answer, stay_id=stay.id, detail={"result": result})
    if result == ScreeningResult.ISSUE and stay.case_opened_on is None:
        open_case(
            session,
            by=by,
            stay_id=stay.id,
            expected_version=expected_version,
            case_opened_on=clock.today(),
            officer_id=by.user_id,
        )
    return answer


def is_counted() -> ColumnElement[bool]:
    """Whether an answer counts: also of a stay that was removed since, but of none that was withdrawn."""
    still_there = select(Stay.id).where(Stay.id == Screening.stay_id).correlate(Screening).exists()
    return or_(Screening.stay_id.is_(None), still_there)


def last_answers(session: Session, stay_ids: Iterable[int]) -> dict[int, ScreeningAnswer]:
    """By stay, what was said when it was last asked."""
    rows = session.execute(
        select(Screening.stay_id, Screening.result, Screening.screened_on)
        .where(Screening.stay_id.in_(list(stay_ids)))
        .order_by(Screening.screened_on, Screening.id)
    )
    return {
        stay_id: ScreeningAnswer(ScreeningResult(result), on) for stay_id, result, on in rows if stay_id is not None
    }


def screening_share(session: Session, ward_id: int, since: date) -> ScreeningShare:
    """The live number of a ward. Answers of stays that were removed since still count, each by itself."""
    later = aliased(Screening)
    superseded = (
        select(later.id)
        .where(
            later.stay_id == Screening.stay_id,
            or_(
                later.screened_on > Screening.screened_on,
                (later.screened_on == Screening.screened_on) & (later.id > Screening.id),
            ),
        )
        .exists()
    )
    rows = session.execute(
        select(Screening.result, func.count())
        .where(Screening.ward_id == ward_id, Screening.screened_on >= since, ~superseded)
        .where(is_counted())
        .group_by(Screening.result)
    )
    counts = {ScreeningResult(result): count for result, count in rows}
    return ScreeningShare(
        since,
        counts.get(ScreeningResult.ISSUE, 0),
        counts.get(ScreeningResult.NO_ISSUE, 0),
        counts.get(ScreeningResult.DECLINED, 0),
    )
