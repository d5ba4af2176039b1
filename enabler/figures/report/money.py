"""Pounds for a report: only with sourced unit costs of the settings its stays are of, and the service's own cost."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from enabler import clock
from enabler.models import UnitCost
from enabler.record.evidence import costs
from enabler.record.evidence.prices import unit_costs_in_use
from enabler.rules.evidence import unit_costs
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.evidence.service_costs import FundedCost, PeriodCost, period_cost
from enabler.rules.method.ledger import Ledger
from enabler.rules.method.periods import Period, elapsed
from enabler.rules.refusal import Refused
from enabler.vocabulary import Setting, YesNo


@dataclass(frozen=True)
class Prices:
    """The unit cost in use for each setting, and what the service costs: what a report is priced with."""

    of_a_night: tuple[unit_costs.SourcedCost, ...] = ()
    of_the_service: tuple[FundedCost, ...] = ()

    def value(self, ledger: Ledger) -> unit_costs.Value | None:
        """None where a setting of the rows has no sourced cost: then there are no pounds."""
        try:
            return unit_costs.value(ledger.rows, ledger.assumptions, self.of_a_night)
        except Refused:
            return None

    def cost_of_service(self, period: Period) -> PeriodCost:
        return period_cost(self.of_the_service, period)

    def break_even(self, ledger: Ledger) -> unit_costs.BreakEven | None:
        value, cost = self.value(ledger), self.cost_of_service(ledger.period)
        if value is None or not cost.pence:
            return None
        return unit_costs.break_even(
            value, ledger.totals.net, cost.pounds_per_week, elapsed(ledger.period, ledger.as_at)
        )


def prices(session: Session, year: int | None = None) -> Prices:
    """What a reporting year's nights are priced with (default: the running year), and what the service costs."""
    in_use = unit_costs_in_use(session, year_of(clock.today()) if year is None else year)
    of_a_night = tuple(_as_rules_take_it(one.cost) for one in in_use.values() if one.cost is not None)
    paid = [
        FundedCost(cost.funder, Period(cost.from_on, cost.to_on), cost.pence) for cost in costs.service_costs(session)
    ]
    return Prices(of_a_night, tuple(paid))


def _as_rules_take_it(kept: UnitCost) -> unit_costs.SourcedCost:
    return unit_costs.SourcedCost(
        Setting(kept.setting),
        kept.pounds,
        kept.price_year,
        kept.source,
        kept.low,
        kept.high,
        kept.cashable == YesNo.YES,
    )
