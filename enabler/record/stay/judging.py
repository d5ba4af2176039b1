"""The main barrier and the share as judged on a day."""

# Rows are only ever added: what stood on the judging day is what counts.

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import Judgement, ReadyPeriod, Stay
from enabler.rules.facts import ReadyFact, StayFacts
from enabler.rules.method import judging as rules
from enabler.rules.refusal import Refused, Stale
from enabler.rules.stay.barriers import check_kind
from enabler.vocabulary import Setting, Share

MAIN_BARRIER, SHARE = "main barrier", "share"


def judge(
    session: Session,
    *,
    by: Actor,
    stay_id: int,
    expected_version: int | None,
    main_barrier: str | None,
    share: Share | None,
) -> list[Judgement]:
    """As judged today; a value that stands already, or None, makes no row."""
    session.execute(
        select(Stay.id).where(Stay.id == stay_id).with_for_update()
    )  # two at once: the second sees the first
    earlier = judgements_of(session, stay_id)
    standing = standing_judgements(earlier)
    if expected_version != version_of(earlier):
        raise Stale("Somebody else judged this while you were typing.", theirs=_theirs(earlier, standing))
    given = {MAIN_BARRIER: main_barrier, SHARE: share}
    if not any(given.values()):
        raise Refused("Judge the main barrier, the share, or both.", "main_barrier")
    today = clock.today()
    return [
        record_judgement(session, by=by, stay_id=stay_id, about=about, value=value, judged_on=today)
        for about, value in given.items()
        if value and (about not in standing or standing[about].value != value)
    ]


def record_judgement(
    session: Session, *, by: Actor, stay_id: int, about: str, value: str, judged_on: date | None
) -> Judgement:
    """One judgement with its day; None when it was judged elsewhere before discharge and the day is not known."""
    if about == MAIN_BARRIER:
        check_kind(value, codes.barrier_kinds(), "main_barrier")
    elif value not in set(Share):
        raise Refused(f"“{value}” is not a share.", "share")
    judgement = Judgement(
        stay_id=stay_id,
        about=about,
        value=value,
        judged_on=judged_on,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(judgement)
    detail = {"about": about, "value": value, "judged_on": judged_on}
    audit.record(session, by=by, action="judge", subject=judgement, stay_id=stay_id, detail=detail)
    return judgement


def judgements_of(session: Session, stay_id: int) -> Sequence[Judgement]:
    """Every judgement of a stay in the order they were made."""
    return session.scalars(select(Judgement).where(Judgement.stay_id == stay_id).order_by(Judgement.id)).all()


def standing_judgements(judgements: Sequence[Judgement]) -> dict[str, Judgement]:
    """The last judgement about each, by what it is about."""
    return {judgement.about: judgement for judgement in judgements}


def version_of(judgements: Sequence[Judgement]) -> int:
    """Goes up with each judgement of a stay; 0 before the first."""
    return max((judgement.id for judgement in judgements), default=0)


def _theirs(judgements: Sequence[Judgement], standing: dict[str, Judgement]) -> dict[str, object]:
    fields = {MAIN_BARRIER: "main_barrier", SHARE: "share"}
    values = {field: standing[about].value if about in standing else None for about, field in fields.items()}
    return values | {"version": version_of(judgements)}


def judging_day(stay: Stay, ready_periods: Sequence[ReadyPeriod]) -> date | None:
    """The day whose judgement counts; None until there are a case and a ready period."""
    return rules.judging_day(
        StayFacts(
            ref=stay.ref,
            setting=Setting(stay.setting),
            ward="",
            admitted_on=stay.admitted_on,
            case_opened_on=stay.case_opened_on,
            ready_periods=tuple(ReadyFact(period.ready_on, period.ended_on) for period in ready_periods),
        )
    )
