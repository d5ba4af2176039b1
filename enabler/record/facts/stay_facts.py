"""The rows of one stay's page as the plain facts the rules take; the same facts that figures gather for many stays."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from enabler import clock, codes
from enabler.models import Stay
from enabler.record.facts.dated import Dated, Sort
from enabler.record.stay_page.stay_rows import BarrierSeen
from enabler.rules import facts
from enabler.vocabulary import DischargeOutcome, ReadyEnd, ReadyStandard, Setting, Share, Word, YesNo

Said = TypeVar("Said", bound=Word)


def stay_facts(stay: Stay, barriers: Sequence[BarrierSeen], dated: Mapping[str, Sequence[Dated]]) -> facts.StayFacts:
    judged = sorted(dated.get(Sort.JUDGEMENT, ()), key=lambda one: one.id)
    return facts.StayFacts(
        ref=stay.ref,
        setting=Setting(stay.setting),
        ward=stay.ward.name,
        admitted_on=stay.admitted_on,
        case_opened_on=stay.case_opened_on,
        discharged_on=stay.discharged_on,
        discharge_outcome=_word(DischargeOutcome, stay.discharge_outcome),
        ready_periods=tuple(map(_ready, dated.get(Sort.READY, ()))),
        leave=tuple(facts.LeaveFact(_on(one), one.to_on, _yes(one.detail)) for one in dated.get(Sort.LEAVE, ())),
        barriers=_barriers(barriers),
        reasons=tuple(map(_reason, dated.get(Sort.REASON, ()))),
        ward_moves=tuple(facts.WardMove(one.words or "", one.from_on or date.min) for one in dated.get(Sort.MOVE, ())),
        main_barriers=tuple(
            facts.MainBarrierFact(one.detail, one.from_on, one.at) for one in judged if one.code != "share"
        ),
        shares=tuple(
            facts.ShareFact(Share(one.detail or ""), one.from_on, one.at) for one in judged if one.code == "share"
        ),
        estimates=_estimates(dated),
        officer=stay.officer,
    )


def _barriers(barriers: Sequence[BarrierSeen]) -> tuple[facts.BarrierFact, ...]:
    stood = [(stood.began_on, barrier.id, barrier, stood) for barrier in barriers for stood in barrier.stood]
    return tuple(
        facts.BarrierFact(
            barrier.kind, one.began_on, one.resolved_on, _yes(barrier.blocks_discharge), barrier.waiting_on
        )
        for _, _, barrier, one in sorted(stood, key=lambda row: row[:2])
    )


def _ready(one: Dated) -> facts.ReadyFact:
    return facts.ReadyFact(_on(one), one.to_on, _word(ReadyEnd, one.code), _word(ReadyStandard, one.detail))


def _reason(one: Dated) -> facts.ReasonFact:
    which, code = one.detail or "", one.code or ""
    return facts.ReasonFact(which, code, _on(one), one.to_on, codes.delay_reasons()[which, code].housing)


def _estimates(dated: Mapping[str, Sequence[Dated]]) -> tuple[facts.EstimateFact, ...]:
    agreed = {one.code: one.by for one in sorted(dated.get(Sort.AGREEMENT, ()), key=lambda one: -one.id)}
    sealed = sorted(dated.get(Sort.ESTIMATE, ()), key=lambda one: one.id)
    return tuple(_estimate(one, one.code or agreed.get(str(one.id))) for one in sealed)


def _estimate(one: Dated, agreed_by: str | None) -> facts.EstimateFact:
    return facts.EstimateFact(
        low=one.low or 0.0,
        likely=one.likely or 0.0,
        high=one.high or 0.0,
        sealed_on=clock.london_date(one.then or one.at),
        recorded_at=one.at,
        made_by=one.by,
        agreed_by=agreed_by,
        elsewhere=one.detail == YesNo.YES,
    )


def _on(one: Dated) -> date:
    assert one.from_on is not None
    return one.from_on


def _word(words: type[Said], value: str | None) -> Said | None:
    return None if value is None else words(value)


def _yes(value: str | None) -> bool | None:
    return None if value is None else value == YesNo.YES
