"""The facts that rules take, of any choice of stays: one statement for each kind of fact, however many stays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.models import (
    LEFT_OUT,
    Barrier,
    BarrierInterval,
    DelayReason,
    Estimate,
    Judgement,
    Leave,
    ReadyPeriod,
    Stay,
    Ward,
    WardMove,
)
from enabler.record.stay.estimates import agreed_by
from enabler.rules import facts
from enabler.rules.method.periods import Period
from enabler.vocabulary import DischargeOutcome, ReadyEnd, ReadyStandard, Setting, Share, YesNo

Made = TypeVar("Made")
ByStay = dict[int, tuple[Made, ...]]
Parts = dict[str, ByStay[Any]]
Chosen = Select[Any] | Sequence[int]

STAY_COLUMNS = (
    Stay.id,
    Stay.ref,
    Stay.setting,
    Ward.name,
    Stay.admitted_on,
    Stay.case_opened_on,
    Stay.discharged_on,
    Stay.discharge_outcome,
    Stay.officer_account.label("officer"),
)

# Put together once: that takes longer than to ask them of one stay.
STAYS = select(*STAY_COLUMNS).join(Ward, Stay.ward_id == Ward.id).order_by(Stay.id).options(*LEFT_OUT)
READY_PERIODS = select(
    ReadyPeriod.stay_id, ReadyPeriod.ready_on, ReadyPeriod.ended_on, ReadyPeriod.end_reason, ReadyPeriod.standard
).order_by(ReadyPeriod.ready_on)
LEAVE = select(Leave.stay_id, Leave.from_on, Leave.to_on, Leave.bed_kept)
BARRIERS = (
    select(
        Barrier.stay_id,
        Barrier.kind,
        BarrierInterval.began_on,
        BarrierInterval.resolved_on,
        Barrier.blocks_discharge,
        Barrier.waiting_on,
    )
    .join(BarrierInterval, BarrierInterval.barrier_id == Barrier.id)
    .order_by(BarrierInterval.began_on, Barrier.id)
)
REASONS = select(
    DelayReason.stay_id, DelayReason.list, DelayReason.code, DelayReason.from_on, DelayReason.to_on
).order_by(DelayReason.from_on)
WARD_MOVES = (
    select(WardMove.stay_id, Ward.name, WardMove.from_on)
    .join(Ward, WardMove.ward_id == Ward.id)
    .order_by(WardMove.from_on, WardMove.id)
)
JUDGEMENTS = select(
    Judgement.stay_id, Judgement.about, Judgement.value, Judgement.judged_on, Judgement.recorded_at
).order_by(Judgement.id)
ESTIMATES = select(
    Estimate.stay_id,
    Estimate.low,
    Estimate.likely,
    Estimate.high,
    Estimate.sealed_at,
    Estimate.recorded_at,
    Estimate.made_by,
    agreed_by(),
    Estimate.elsewhere,
).order_by(Estimate.id)


def touching(period: Period) -> ColumnElement[bool]:
    """Stays that may have a night or their discharge in the period."""
    return or_(Stay.admitted_on.is_(None), Stay.admitted_on <= period.to_on) & or_(
        Stay.discharged_on.is_(None), Stay.discharged_on >= period.from_on
    )


def stay_facts(session: Session, chosen: Chosen) -> dict[int, facts.StayFacts]:
    """By key, in the order of the keys: the stays with these ids, or with the ids of a select."""
    more: Parts = {"ward_moves": _ward_moves(session, chosen), "estimates": _estimates(session, chosen)}
    return _put_together(session, chosen, _of_nights(session, chosen) | _judgements(session, chosen) | more)


def night_facts(session: Session, chosen: Chosen) -> dict[int, facts.StayFacts]:
    """As much of the facts as lists count nights from: without ward moves, and without what was judged or estimated."""
    return _put_together(session, chosen, _of_nights(session, chosen))


def judging_facts(session: Session, chosen: Chosen) -> dict[int, facts.StayFacts]:
    """As much of the facts as tells which main barrier and share are used."""
    ready = {"ready_periods": _ready_periods(session, chosen)}
    return _put_together(session, chosen, ready | _judgements(session, chosen))


def _of_nights(session: Session, chosen: Chosen) -> Parts:
    return {
        "ready_periods": _ready_periods(session, chosen),
        "leave": _leave(session, chosen),
        "barriers": _barriers(session, chosen),
        "reasons": _reasons(session, chosen),
    }


def _put_together(session: Session, chosen: Chosen, parts: Parts) -> dict[int, facts.StayFacts]:
    return {
        row.id: _facts(row, {name: found.get(row.id, ()) for name, found in parts.items()})
        for row in _rows(session, STAYS, Stay.id, chosen)
    }


def _facts(row: Any, parts: dict[str, Any]) -> facts.StayFacts:
    return facts.StayFacts(
        ref=row.ref,
        setting=Setting(row.setting),
        ward=row.name,
        admitted_on=row.admitted_on,
        case_opened_on=row.case_opened_on,
        discharged_on=row.discharged_on,
        discharge_outcome=_word(DischargeOutcome, row.discharge_outcome),
        officer=row.officer,
        **parts,
    )


def _ready_periods(session: Session, chosen: Chosen) -> ByStay[facts.ReadyFact]:
    return _by_stay(
        (stay, facts.ReadyFact(ready, ended, _word(ReadyEnd, reason), _word(ReadyStandard, standard)))
        for stay, ready, ended, reason, standard in _rows(session, READY_PERIODS, ReadyPeriod.stay_id, chosen)
    )


def _leave(session: Session, chosen: Chosen) -> ByStay[facts.LeaveFact]:
    rows = _rows(session, LEAVE, Leave.stay_id, chosen)
    return _by_stay((stay, facts.LeaveFact(from_on, to_on, _yes(kept))) for stay, from_on, to_on, kept in rows)


def _barriers(session: Session, chosen: Chosen) -> ByStay[facts.BarrierFact]:
    return _by_stay(
        (stay, facts.BarrierFact(kind, began, resolved, _yes(blocks), waiting))
        for stay, kind, began, resolved, blocks, waiting in _rows(session, BARRIERS, Barrier.stay_id, chosen)
    )


def _reasons(session: Session, chosen: Chosen) -> ByStay[facts.ReasonFact]:
    return _by_stay(
        (stay, facts.ReasonFact(which, code, from_on, to_on, _housing(which, code)))
        for stay, which, code, from_on, to_on in _rows(session, REASONS, DelayReason.stay_id, chosen)
    )


def _housing(which: str, code: str) -> str | None:
    """A code that has left the lists since is another reason than housing."""
    known = codes.delay_reasons().get((which, code))
    return known.housing if known else None


def _ward_moves(session: Session, chosen: Chosen) -> ByStay[facts.WardMoveFact]:
    rows = _rows(session, WARD_MOVES, WardMove.stay_id, chosen)
    return _by_stay((stay, facts.WardMoveFact(ward, from_on or date.min)) for stay, ward, from_on in rows)


def _judgements(session: Session, chosen: Chosen) -> Parts:
    kinds, shares = [], []
    for stay, about, value, on, at in _rows(session, JUDGEMENTS, Judgement.stay_id, chosen):
        if about == "share":
            shares.append((stay, facts.ShareFact(Share(value), on, at)))
        else:
            kinds.append((stay, facts.MainBarrierFact(value, on, at)))
    return {"main_barriers": _by_stay(kinds), "shares": _by_stay(shares)}


def _estimates(session: Session, chosen: Chosen) -> ByStay[facts.EstimateFact]:
    rows = _rows(session, ESTIMATES, Estimate.stay_id, chosen)
    return _by_stay(
        (
            stay,
            facts.EstimateFact(
                low, likely, high, clock.london_date(sealed_at), recorded_at, made_by, agreed, elsewhere == YesNo.YES
            ),
        )
        for stay, low, likely, high, sealed_at, recorded_at, made_by, agreed, elsewhere in rows
    )


def _rows(session: Session, statement: Any, stay_id: Any, chosen: Chosen) -> Iterable[Any]:
    """Past the session, which takes twice as long over the rows of many stays."""
    session.flush()
    return session.connection().execute(statement.where(stay_id.in_(chosen)))


def _by_stay(pairs: Iterable[tuple[int, Made]]) -> ByStay[Made]:
    found: defaultdict[int, list[Made]] = defaultdict(list)
    for stay_id, made in pairs:
        found[stay_id].append(made)
    return {stay_id: tuple(made) for stay_id, made in found.items()}


def _word(words: type[Made], value: str | None) -> Made | None:
    return None if value is None else words(value)  # type: ignore[call-arg]


def _yes(value: str | None) -> bool | None:
    return None if value is None else value == YesNo.YES
