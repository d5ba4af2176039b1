"""Fictional stays for the tests of the rules: a short way to write one, and strategies that make any."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import settings, strategies as st

from enabler.rules.facts import (
    BarrierFact,
    EstimateFact,
    LeaveFact,
    MainBarrierFact,
    ReadyFact,
    ReasonFact,
    ShareFact,
    StayFacts,
    WardMoveFact,
)
from enabler.rules.method.assumptions import Assumptions
from enabler.vocabulary import DischargeOutcome, Setting, Share

settings.register_profile("rules", deadline=None, derandomize=True, database=None, max_examples=200)
settings.load_profile("rules")

NIGHT = timedelta(days=1)
RECORDED_AT = datetime(2026, 1, 1, 9, tzinfo=UTC)
OPTIMISM = {1: 0.0, 2: 0.05, 3: 0.10, 4: 0.15, 5: 0.25, 6: 0.40}
KINDS = ("rent_arrears", "no_home", "adaptations")


def d(text: str) -> date:
    """A day of 2026 as 5 May, or any date as 2025-05-05."""
    return date.fromisoformat(text) if text[:2] in ("19", "20") and "-" in text else _short(text)


def _short(text: str) -> date:
    return datetime.strptime(f"{text} 2026", "%d %b %Y").replace(tzinfo=UTC).date()


def a_stay(**changes: Any) -> StayFacts:
    """Sole, arrears, ready 10 April, left 20 April, barrier all along: 10 housing nights."""
    values: dict[str, Any] = {
        "ref": "S1",
        "setting": Setting.MENTAL_HEALTH,
        "ward": "Bosworth",
        "admitted_on": d("1 Apr"),
        "case_opened_on": d("2 Apr"),
        "discharged_on": d("20 Apr"),
        "discharge_outcome": DischargeOutcome.DISCHARGED,
        "ready_periods": (ReadyFact(d("10 Apr"), d("20 Apr")),),
        "barriers": (BarrierFact("rent_arrears", d("1 Apr"), d("20 Apr"), True),),
        "main_barriers": (main("rent_arrears", "5 Apr"),),
        "shares": (share(Share.SOLE, "5 Apr"),),
    }
    return StayFacts(**values | changes)


def share(value: Share | None, on: str | None, hour: int = 9) -> ShareFact:
    return ShareFact(value, d(on) if on else None, RECORDED_AT.replace(hour=hour))


def main(value: str | None, on: str | None, hour: int = 9) -> MainBarrierFact:
    return MainBarrierFact(value, d(on) if on else None, RECORDED_AT.replace(hour=hour))


def estimate(low: float, likely: float, high: float, on: str | None, **more: Any) -> EstimateFact:
    return EstimateFact(low, likely, high, d(on) if on else None, RECORDED_AT, **more)


def assume(**changes: Any) -> Assumptions:
    return Assumptions(**{"optimism": OPTIMISM} | changes)


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    start = draw(days)
    return start, draw(st.none() | st.integers(0, 90).map(lambda length: start + length * NIGHT))


@st.composite
def ready_chains(draw: st.DrawFn, start: date) -> tuple[ReadyFact, ...]:
    """Up to ten ready periods in order that touch at most; the last may be open."""
    found, on = [], start
    for _ in range(draw(st.integers(0, 10))):
        on += draw(st.integers(0, 6)) * NIGHT
        end = on + draw(st.integers(0, 25)) * NIGHT
        found.append(ReadyFact(on, end))
        on = end
    if draw(st.booleans()):
        found.append(ReadyFact(on, None))
    return tuple(found)


@st.composite
def stays(draw: st.DrawFn) -> StayFacts:
    admitted_on = draw(days)
    left_on = draw(st.none() | st.integers(0, 250).map(lambda length: admitted_on + length * NIGHT))
    leave = st.builds(lambda span, kept: LeaveFact(*span, kept), spans(), st.sampled_from([True, False, None]))
    barrier = st.builds(
        lambda kind, span, blocks: BarrierFact(kind, *span, blocks),
        st.sampled_from(KINDS),
        spans(),
        st.sampled_from([True, True, False, None]),
    )
    reason = st.builds(
        lambda code, span, housing: ReasonFact("mhsds-v6", code, *span, housing),
        st.sampled_from(["09", "98"]),
        spans(),
        st.sampled_from([None, None, "strict"]),
    )
    moves = st.builds(WardMoveFact, st.sampled_from(["Bosworth", "Heather"]), days)
    return a_stay(
        setting=draw(st.sampled_from(Setting)),
        admitted_on=admitted_on,
        case_opened_on=draw(st.none() | st.integers(0, 20).map(lambda length: admitted_on + length * NIGHT)),
        discharged_on=left_on,
        discharge_outcome=draw(st.sampled_from(DischargeOutcome)) if left_on else None,
        ready_periods=draw(ready_chains(admitted_on)),
        leave=tuple(draw(st.lists(leave, max_size=2))),
        barriers=tuple(draw(st.lists(barrier, max_size=4))),
        reasons=tuple(draw(st.lists(reason, max_size=3))),
        ward_moves=tuple(draw(st.lists(moves, max_size=3))),
    )
