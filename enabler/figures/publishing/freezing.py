"""A report frozen: the rows it used, its settings, list versions and results, so that it can be worked out again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from enabler import codes
from enabler.figures.report import settings
from enabler.figures.report.money import Prices
from enabler.figures.report.plain_values import from_plain, to_plain
from enabler.figures.report.report import Report, canonical
from enabler.figures.report.report_context import ReportContext
from enabler.rules.facts import StayFacts
from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.ledger import ledger
from enabler.rules.method.periods import Period

ATTACHMENT = "figures.json"
ROWS = ("rows", "left_out")


def freeze(report: Report) -> str:
    """The canonical JSON of everything the figures stand on, and the figures."""
    confirmed = {row.stay.ref: row.stay for row in report.ledger.rows}
    held = {
        "reference": report.reference,
        "period": to_plain(report.ledger.period),
        "as_at": report.ledger.as_at.isoformat(),
        "wards": report.wards,
        "settings": to_plain(report.ledger.assumptions),
        "prices": to_plain(report.prices),
        "beside": to_plain(report.context),
        "lists": dict(codes.versions()),
        "stays": [to_plain(confirmed.get(stay.ref, stay)) for stay in report.stays],
        "results": report.results.to_json(),
    }
    return canonical(held | {"digests": digests(held)})


def digests(held: Mapping[str, Any]) -> dict[str, str]:
    """A short hash of each frozen row and of each other part, by which the one that was changed is named."""
    parts = {name: part for name, part in held.items() if name not in ("stays", "digests")}
    parts |= {f"stay {stay['ref']}": stay for stay in held["stays"]}
    return {name: fingerprint_of(canonical(part))[:16] for name, part in parts.items()}


def fingerprint_of(kept: str) -> str:
    return hashlib.sha256(kept.encode()).hexdigest()


def attachment(report: Report, fingerprint: str) -> str:
    """The aggregated figures and settings for the PDF: no row of any stay."""
    figures = {name: value for name, value in report.results.to_json().items() if name not in ROWS}
    shown = {"reference": report.reference, "fingerprint": fingerprint} | figures
    return json.dumps(shown | {"settings": settings.as_plain(report.ledger.assumptions)}, indent=2, ensure_ascii=False)


def thaw(kept: str) -> Report:
    """The report worked out again from what was kept; raises KeyError, TypeError or ValueError when that is damaged."""
    held = json.loads(kept)
    stays = [from_plain(StayFacts, one) for one in held["stays"]]
    wards = None if held["wards"] is None else tuple(held["wards"])
    found = ledger(
        stays,
        period=from_plain(Period, held["period"]),
        as_at=date.fromisoformat(held["as_at"]),
        assumptions=from_plain(Assumptions, held["settings"]),
        wards=None if wards is None else frozenset(wards),
    )
    beside = from_plain(ReportContext, held.get("beside", {}))
    return Report(found, wards, stays, from_plain(Prices, held["prices"]), held["reference"], gather=lambda: beside)


def as_kept(kept: Any, now: Any) -> Any:
    """What is known now, without the names that were not known when `kept` was frozen."""
    if isinstance(kept, dict) and isinstance(now, dict):
        return {name: as_kept(value, now[name]) for name, value in kept.items() if name in now}
    if isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        return [as_kept(one, other) for one, other in zip(kept, now, strict=True)]
    return now
