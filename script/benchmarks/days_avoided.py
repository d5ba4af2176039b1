"""Days avoided with its interval: the rules on stays in memory, the whole figure from the database, and as the
stays grow."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from enabler import codes
from enabler.figures.report.days_avoided import days_avoided as work_out
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.facts import BarrierFact, MainBarrierFact, ReadyFact, ShareFact, StayFacts
from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.expected import Bases
from enabler.rules.method.interval import gross_interval
from enabler.rules.method.ledger import ledger
from enabler.rules.method.periods import Period
from enabler.vocabulary import DischargeOutcome, ReadyEnd, Setting, Share
from script.benchmarks.caseload import TODAY
from script.benchmarks.judged_caseload import make_judged_caseload
from script.benchmarks.measuring import Figure, interleaved

FEW, STAYS, MANY = 1_000, 10_000, 100_000
PERIOD = Period(date(2025, 4, 1), date(2026, 3, 31))
KINDS = ("no_home", "rent_arrears", "adaptations")
COHORT_ROWS = 40
RECORDED_AT = datetime(2025, 4, 1, 9, tzinfo=UTC)
WHAT = "days avoided with interval"


def days_avoided(folder: Path) -> Iterator[Figure]:
    run = _rules(STAYS)
    timed = interleaved({"rules": run}, rounds=9)
    yield Figure(f"{WHAT}, {STAYS:,} stays, rules alone: seconds", timed.seconds["rules"], 1.0)
    database = folder / "judged.sqlite3"
    make_judged_caseload(database, [stay(number) for number in range(STAYS)], cohort())
    engine = create_engine(f"sqlite:///{database}")
    with Session(engine) as session:
        timed = interleaved({"database": lambda: _from_database(session)}, rounds=5)
        counted = _from_database(session)
    engine.dispose()
    note = f"{counted:,} of them counted"
    yield Figure(f"{WHAT}, {STAYS:,} stays, from the database: seconds", timed.seconds["database"], None, note)


def as_stays_grow(_folder: Path) -> Iterator[Figure]:
    for small, large in ((FEW, STAYS), (STAYS, MANY)):
        timed = interleaved({"small": _rules(small), "large": _rules(large)}, rounds=5)
        took = f"{timed.seconds['small']:.2f} s, {timed.seconds['large']:.2f} s"
        yield Figure(f"{WHAT}, rules alone: {large:,} stays beside {small:,}", timed.ratio("large", "small"), 11, took)


def _rules(count: int) -> Callable[[], object]:
    """Ledger and interval, from stays that are in memory already."""
    stays = [stay(number) for number in range(count)]
    optimism = {grade: float(row.optimism_percent) / 100 for grade, row in codes.evidence_grades().items()}
    assumptions = Assumptions(optimism=optimism, cohorts=(cohort(),))

    def run() -> object:
        found = ledger(stays, period=PERIOD, as_at=TODAY, assumptions=assumptions)
        if len(found.rows) != count:
            raise RuntimeError(f"{len(found.rows)} of {count} stays are counted")
        return gross_interval(found.rows, Bases(assumptions), "bench")

    return run


def _from_database(session: Session) -> int:
    """Everything from the records to the interval, without the page."""
    session.rollback()
    session.expunge_all()
    report = work_out(session, period=PERIOD, as_at=TODAY)
    if report.interval.low is None:
        raise RuntimeError(report.interval.reason)
    return len(report.ledger.rows)


def stay(number: int) -> StayFacts:
    """A case that was ready, held by housing, judged on the day and discharged in the period."""
    chance = random.Random(number)
    admitted = PERIOD.from_on + timedelta(days=chance.randrange(200))
    ready = admitted + timedelta(days=chance.randrange(3, 20))
    left = ready + timedelta(days=min(100, int(chance.expovariate(1 / 18))))
    kind, share = chance.choice(KINDS), chance.choice((Share.SOLE, Share.SOLE, Share.JOINT))
    return StayFacts(
        ref=f"S-{number:07}",
        setting=Setting.MENTAL_HEALTH,
        ward="Bosworth",
        admitted_on=admitted,
        case_opened_on=admitted,
        discharged_on=left,
        discharge_outcome=DischargeOutcome.DISCHARGED,
        ready_periods=(ReadyFact(ready, left, ReadyEnd.DISCHARGED),),
        barriers=(BarrierFact(kind, admitted, left, True),),
        main_barriers=(MainBarrierFact(kind, ready, RECORDED_AT),),
        shares=(ShareFact(share, ready, RECORDED_AT),),
    )


def cohort() -> Cohort:
    """Forty rows of each kind, skewed, a third of them without any delay, a tenth still waiting."""
    chance = random.Random(1)
    rows = [
        CohortRow(Setting.MENTAL_HEALTH, kind, 0 if chance.random() < 1 / 3 else 1 + int(chance.expovariate(1 / 30)))
        for kind in KINDS
        for _ in range(COHORT_ROWS)
    ]
    waiting = [CohortRow(row.setting, row.kind, row.nights, row.nights > 0 and chance.random() < 0.1) for row in rows]
    return Cohort("Earlier", "generated", 4, tuple(waiting))
