"""Costs with their sources: of a bed night, and of the service itself by who pays."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock, codes
from enabler.audit import Actor
from enabler.models import ServiceCost, UnitCost
from enabler.record.stay.versions import current
from enabler.rules.evidence import service_costs as rules_of_service, unit_costs as rules
from enabler.rules.evidence.reporting_year import year_of, year_period
from enabler.rules.evidence.service_costs import PeriodCost, check_service_cost, period_cost
from enabler.rules.evidence.unit_costs import BED_NIGHT, check_unit_cost
from enabler.rules.method.periods import Period
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting, YesNo


def add_unit_cost(
    session: Session,
    *,
    by: Actor,
    setting: Setting,
    pounds: float,
    price_year: str,
    source: str,
    low: float | None = None,
    high: float | None = None,
    cashable: YesNo = YesNo.NO,
) -> UnitCost:
    """A cost of a bed night; refused without its source and price year."""
    check_unit_cost(rules.SourcedCost(setting, pounds, price_year.strip(), source, low, high, cashable == YesNo.YES))
    kept = UnitCost(
        setting=setting,
        unit=BED_NIGHT,
        pounds=pounds,
        low=low,
        high=high,
        price_year=price_year,
        cashable=cashable,
        source=source,
        recorded_at=clock.now(),
        recorded_by=by.name,
    )
    session.add(kept)
    detail = {"setting": setting, "pounds": repr(pounds), "price_year": price_year}
    audit.record(session, by=by, action="add unit cost", subject=kept, detail=detail)
    return kept


def add_published_unit_costs(session: Session, *, by: Actor) -> list[UnitCost]:
    """The published costs of the code list, each with its source, as a library to begin with; those never there yet."""
    return [
        add_unit_cost(
            session,
            by=by,
            setting=one.setting,
            pounds=float(one.pounds),
            price_year=one.price_year,
            source=f"{one.source} ({one.status})",
            low=None if one.low is None else float(one.low),
            high=None if one.high is None else float(one.high),
            cashable=YesNo.YES if one.cashable else YesNo.NO,
        )
        for one in published_not_there(session)
    ]


def published_not_there(session: Session) -> list[codes.ListedUnitCost]:
    """The published costs that the library has not got, nor had and retired."""
    known = {(kept.setting, kept.pounds, kept.price_year) for kept in session.scalars(select(UnitCost))}
    return [cost for cost in codes.unit_costs() if (cost.setting, float(cost.pounds), cost.price_year) not in known]


def unit_costs(session: Session) -> Sequence[UnitCost]:
    """The library by setting, the newest prices first; retired ones after those that can be chosen."""
    newest = (UnitCost.price_year.desc(), UnitCost.id.desc())
    return session.scalars(select(UnitCost).order_by(UnitCost.setting, UnitCost.retired_on.is_not(None), *newest)).all()


def retire_unit_cost(session: Session, *, by: Actor, unit_cost_id: int, why: str) -> UnitCost:
    """No longer offered. A year that has begun keeps it, printed with the reason; the next one does without it."""
    kept = session.get_one(UnitCost, unit_cost_id)
    if kept.retired_on is not None:
        raise Refused("This unit cost was retired before.")
    if not why.strip():
        raise Refused("Say why it is retired: it is printed with the figures.", "why")
    kept.retired_on, kept.retired_by, kept.retired_why = clock.today(), by.name, why.strip()
    detail = {"setting": kept.setting, "pounds": repr(kept.pounds), "price_year": kept.price_year}
    audit.record(session, by=by, action="retire unit cost", subject=kept, detail=detail)
    return kept


def add_service_cost(
    session: Session, *, by: Actor, funder: str, from_on: date, to_on: date, pence: int, note: str | None
) -> ServiceCost:
    """Refused when the very same sum is there already."""
    check_service_cost(funder or "", from_on, to_on, pence)
    values = {"funder": funder, "from_on": from_on, "to_on": to_on, "pence": pence, "note": note}
    same = [getattr(ServiceCost, name) == values[name] for name in ("funder", "from_on", "to_on", "pence")]
    if session.scalar(select(ServiceCost.id).where(*same)):
        raise Refused("This funder's sum for these days is there already.", "funder")
    kept = ServiceCost(**values, recorded_at=clock.now(), recorded_by=by.name)
    session.add(kept)
    audit.record(session, by=by, action="add service cost", subject=kept, detail={"pence": values["pence"]})
    return kept


def change_service_cost(
    session: Session,
    *,
    by: Actor,
    service_cost_id: int,
    expected_version: int,
    funder: str,
    from_on: date,
    to_on: date,
    pence: int,
    note: str | None,
) -> ServiceCost:
    kept = current(session, ServiceCost, service_cost_id, expected_version)
    check_service_cost(funder or "", from_on, to_on, pence)
    values = {"funder": funder, "from_on": from_on, "to_on": to_on, "pence": pence, "note": note}
    detail = audit.changes(kept, values)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.recorded_at, kept.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="change service cost", subject=kept, detail=detail)
    return kept


def service_costs(session: Session) -> Sequence[ServiceCost]:
    """The newest period first, within it by funder."""
    newest = (ServiceCost.from_on.desc(), ServiceCost.to_on.desc(), ServiceCost.funder, ServiceCost.id)
    return session.scalars(select(ServiceCost).order_by(*newest)).all()


def cost_by_year(listed: Sequence[ServiceCost]) -> dict[int, PeriodCost]:
    """What each reporting year cost by funder, spread evenly over the days each sum is for; the newest year first."""
    paid = [rules_of_service.FundedCost(one.funder, Period(one.from_on, one.to_on), one.pence) for one in listed]
    years = {year for one in listed for year in range(year_of(one.from_on), year_of(one.to_on) + 1)}
    return {year: period_cost(paid, year_period(year)) for year in sorted(years, reverse=True)}
