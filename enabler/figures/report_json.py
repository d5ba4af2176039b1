"""The report as JSON, in the fixed names that others rely on."""

from typing import TYPE_CHECKING, Any

from enabler.rules.method.judging import weight
from enabler.rules.method.ledger import Ledger, Row
from enabler.rules.method.nights import COUNTING_RULE

if TYPE_CHECKING:
    from enabler.figures.report import Report


def body(report: "Report") -> dict[str, Any]:
    found = report.ledger
    return scope(found, report.ward) | {
        "counting_rule": COUNTING_RULE,
        "as_at": found.as_at.isoformat(),
        "funnel": [{"step": step.step, "stays": step.stays} for step in found.funnel],
        "left_out": [{"stay": entry.stay.ref, "reason": str(entry.failed)} for entry in found.left_out],
        "nights": _nights(found),
        "rows": [row(one) for one in found.rows],
        "totals": _totals(report),
        "money": _money(report),
        "break_even": _break_even(report),
        "cross_check": _cross_check(report),
    }


def scope(found: Ledger, ward: str | None) -> dict[str, Any]:
    return {"period": {"from": found.period.from_on.isoformat(), "to": found.period.to_on.isoformat()}, "ward": ward}


def row(one: Row) -> dict[str, Any]:
    return {
        "stay": one.stay.ref,
        "basis": one.expected.basis.value,
        "basis_name": one.expected.name,
        "stratum": one.expected.stratum,
        "share": weight(one.share),
        "expected": one.expected.nights,
        "observed": one.observed,
        "avoided": one.avoided,
        "late": one.late,
        "confirmed": None if one.confirmed is None else one.confirmed.value,
    }


def _nights(found: Ledger) -> dict[str, int]:
    nights = found.nights.totals
    return {
        "delay": nights.delay,
        "housing_only": nights.housing_only,
        "housing_and_other": nights.housing_and_other,
        "other_only": nights.other_only,
        "none_recorded": nights.none_recorded,
        "mhs26": found.nights.mhs26,
        "unknown_stays": found.nights.unknown_stays,
    }


def _totals(report: "Report") -> dict[str, Any]:
    totals, interval = report.ledger.totals, report.interval
    return {
        "gross": totals.gross,
        "by_basis": {basis.value: gross for basis, gross in totals.by_basis.items()},
        "net": {"low": totals.net.low, "central": totals.net.central, "high": totals.net.high},
        "interval": None if interval.low is None else {"low": interval.low, "high": interval.high},
        "claimed": totals.claimed,
        "confirmed": totals.confirmed,
        "disputed": totals.disputed,
    }


def _money(report: "Report") -> dict[str, Any] | None:
    value = report.prices.value(report.ledger)
    if value is None:
        return None
    return {
        "unit_cost": value.unit_cost,
        "source": "; ".join(one.cost.source for one in value.settings),
        "price_year": "; ".join(dict.fromkeys(one.cost.price_year for one in value.settings)),
        "value": value.pounds.central,
        "low": value.pounds.low,
        "high": value.pounds.high,
    }


def _break_even(report: "Report") -> dict[str, float] | None:
    found = report.prices.break_even(report.ledger)
    if found is None:
        return None
    return {"nights_per_week": found.nights_per_week, "released_per_week": found.released_per_week.central}


def _cross_check(report: "Report") -> dict[str, Any] | None:
    found = report.cross_check
    if found is None:
        return None
    return {
        "horizon": found.horizon,
        "difference_per_patient": found.difference_per_patient,
        "low": found.interval.low,
        "high": found.interval.high,
        "patients": found.patients,
        "waiting": found.waiting,
    }
