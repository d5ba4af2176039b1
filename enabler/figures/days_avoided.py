"""Days avoided for a period and a ward: one function, which page, PDF, JSON and command all call."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from enabler.figures import settings
from enabler.figures.facts import stay_facts, touching
from enabler.figures.where_nights_went import WhereNightsWent, agency_kinds, where_nights_went
from enabler.record.confirmations import Word, words_on
from enabler.rules.confirmations import standing
from enabler.rules.facts import StayFacts
from enabler.rules.judging import weight
from enabler.rules.ledger import Ledger, Row, ledger, row_totals
from enabler.rules.nights import COUNTING_RULE
from enabler.rules.periods import Period
from enabler.rules.refusal import Refused
from enabler.rules.reporting_year import year_of

LONGEST_PERIOD = 366 * 5


@dataclass(frozen=True)
class Report:
    """A draft: worked out from the records as they are now. `wards` None means every ward."""

    ledger: Ledger
    wards: tuple[str, ...] | None
    stays: Sequence[StayFacts] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)

    @property
    def ward(self) -> str | None:
        return None if self.wards is None else ", ".join(self.wards)

    @cached_property
    def where(self) -> WhereNightsWent:
        """Worked out only when it is shown."""
        return where_nights_went(self.stays, self.ledger, self.agencies)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of period, ward, settings, rows and results."""
        facts = self._body | {"settings": settings.as_plain(self.ledger.assumptions)}
        return hashlib.sha256(canonical(facts).encode()).hexdigest()

    @cached_property
    def reference(self) -> str:
        """A draft's reference: a hash of period, ward, settings and rows."""
        body = {name: self._body[name] for name in ("period", "ward", "rows")}
        facts = body | {"settings": settings.as_plain(self.ledger.assumptions)}
        return "draft-" + hashlib.sha256(canonical(facts).encode()).hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        return {"reference": self.reference, "fingerprint": self.fingerprint} | self._body

    @cached_property
    def _body(self) -> dict[str, Any]:
        found = self.ledger
        return {
            "counting_rule": COUNTING_RULE,
            "as_at": found.as_at.isoformat(),
            "period": {"from": found.period.from_on.isoformat(), "to": found.period.to_on.isoformat()},
            "ward": self.ward,
            "funnel": [{"step": step.step, "stays": step.stays} for step in found.funnel],
            "left_out": [{"stay": entry.stay.ref, "reason": str(entry.failed)} for entry in found.left_out],
            "nights": _nights(found),
            "rows": [_row(row) for row in found.rows],
            "totals": _totals(found),
            "money": None,
            "break_even": None,
            "cross_check": None,
        }


def days_avoided(session: Session, *, period: Period, as_at: date, wards: tuple[str, ...] | None = None) -> Report:
    """Work the figure out from the records. `as_at`: no night on or after it is counted."""
    check_report_period(period, as_at)
    stays = stay_facts(session, touching(period))
    found = ledger(
        stays,
        period=period,
        as_at=as_at,
        assumptions=settings.assumptions(session, year_of(period.to_on)),
        wards=None if wards is None else frozenset(wards),
    )
    said = with_words(found, words_on(session, touching(period)))
    return Report(said, wards, stays, agency_kinds(session))


def with_words(found: Ledger, words: Mapping[str, Word]) -> Ledger:
    """The ledger after confirmations and disputes."""
    rows = tuple(_with_word(row, words.get(row.stay.ref)) for row in found.rows)
    return replace(found, rows=rows, totals=row_totals(rows, found.assumptions))


def _with_word(row: Row, word: Word | None) -> Row:
    if word is None:
        return row
    state = standing(word.state, word.avoided, row.avoided)
    return replace(row, stay=replace(row.stay, confirmation=state))


def check_report_period(period: Period, as_at: date) -> None:
    if period.from_on > as_at:
        raise Refused("This period has not begun: there is nothing to count yet.", "from_on")
    if (period.to_on - period.from_on).days > LONGEST_PERIOD:
        raise Refused("A report covers five years at most.", "to_on")


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


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


def _row(row: Row) -> dict[str, Any]:
    return {
        "stay": row.stay.ref,
        "basis": row.expected.basis.value,
        "basis_name": row.expected.name,
        "stratum": row.expected.stratum,
        "share": weight(row.share),
        "expected": row.expected.nights,
        "observed": row.observed,
        "avoided": row.avoided,
        "late": row.late,
        "confirmed": None if row.confirmed is None else row.confirmed.value,
    }


def _totals(found: Ledger) -> dict[str, Any]:
    totals = found.totals
    return {
        "gross": totals.gross,
        "by_basis": {basis.value: gross for basis, gross in totals.by_basis.items()},
        "net": {"low": totals.net.low, "central": totals.net.central, "high": totals.net.high},
        "interval": None,
        "claimed": totals.claimed,
        "confirmed": totals.confirmed,
        "disputed": totals.disputed,
    }
