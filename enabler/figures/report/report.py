"""A days-avoided report: the ledger and everything printed with it, each worked out once when asked for."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from enabler import codes
from enabler.figures.report import settings
from enabler.figures.report.money import Prices
from enabler.figures.report.plain_values import to_plain
from enabler.figures.report.report_context import ReportContext
from enabler.figures.report.results import Results, result_row, results_of, scope
from enabler.figures.report.where_nights_went import WhereNightsWent, where_nights_went
from enabler.rules.evidence.balance import Balance, NotTakenOn, balance, not_taken_on
from enabler.rules.evidence.comparison import Cohort
from enabler.rules.facts import StayFacts
from enabler.rules.method.expected import Bases
from enabler.rules.method.later_changes import LaterChange, later_changes
from enabler.rules.method.ledger import Ledger, Row
from enabler.rules.method.open_stays import OpenStay, open_stays
from enabler.rules.method.reconciliation import Codes, Table, reconciliation
from enabler.vocabulary import Basis

if TYPE_CHECKING:
    from enabler.rules.method.cross_check import CrossCheck
    from enabler.rules.method.interval import SamplingInterval
    from enabler.rules.method.sensitivity import Swing


@dataclass(frozen=True)
class Report:
    """`wards` None means every ward; `published_as` is empty for a draft, which is made from the records as they
    are now.

    `gather` fetches what is printed beside the ledger, when that is asked for.
    """

    ledger: Ledger
    wards: tuple[str, ...] | None
    stays: Sequence[StayFacts] = ()
    prices: Prices = field(default_factory=Prices)
    published_as: str = ""
    gather: Callable[[], ReportContext] = ReportContext

    @property
    def ward(self) -> str | None:
        return None if self.wards is None else ", ".join(self.wards)

    @property
    def is_over(self) -> bool:
        """Whether the period's last day is over: before that there is nothing to publish."""
        return self.ledger.as_at > self.ledger.period.to_on

    @cached_property
    def reference(self) -> str:
        """A draft's reference: a hash of period, ward, settings and rows."""
        if self.published_as:
            return self.published_as
        rows = [to_plain(result_row(row)) for row in self.ledger.rows]
        facts = scope(self.ledger, self.ward) | {"rows": rows, "settings": self._settings}
        return "draft-" + hashlib.sha256(canonical(facts).encode()).hexdigest()[:12]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of period, ward, settings, rows and results."""
        return hashlib.sha256(canonical(self.results.to_json() | {"settings": self._settings}).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {"reference": self.reference, "fingerprint": self.fingerprint} | self.results.to_json()

    @cached_property
    def results(self) -> Results:
        """The figures, without reference and fingerprint."""
        return results_of(self.ledger, self.ward, self.prices, self.interval, self.cross_check)

    @cached_property
    def interval(self) -> "SamplingInterval":
        """The sampling interval of the gross, or why there is none."""
        from enabler.rules.method.interval import gross_interval  # loads numpy

        return gross_interval(self.ledger.rows, self._bases, self.reference)

    @cached_property
    def cross_check(self) -> "CrossCheck | None":
        from enabler.rules.method.cross_check import cross_check  # loads numpy

        ledger = self.ledger
        return cross_check(
            self.stays,
            period=ledger.period,
            as_at=ledger.as_at,
            bases=self._bases,
            reference=self.reference,
            wards=ledger.wards,
        )

    @cached_property
    def sensitivity(self) -> "tuple[Swing, ...]":
        from enabler.rules.method.sensitivity import sensitivity

        ledger = self.ledger
        said = {row.stay.ref: row.stay for row in ledger.rows}  # with what a second person said of them
        stays = [said.get(stay.ref, stay) for stay in self.stays]
        return sensitivity(
            stays, period=ledger.period, as_at=ledger.as_at, assumptions=ledger.assumptions, wards=ledger.wards
        )

    @cached_property
    def context(self) -> ReportContext:
        return self.gather()

    @cached_property
    def where(self) -> WhereNightsWent:
        return where_nights_went(self.stays, self.ledger, self.context.agencies)

    @cached_property
    def open(self) -> tuple[OpenStay, ...]:
        """The stays that are not over, with their nights so far against the expected."""
        return open_stays(self.stays, self.ledger.as_at, self._bases, self.ledger.wards)

    @cached_property
    def not_taken_on(self) -> NotTakenOn:
        ledger, screened = self.ledger, self.context.screened_with_issue
        return not_taken_on(
            self.stays, ledger.period, ledger.as_at, screened_with_issue=frozenset(screened), wards=ledger.wards
        )

    @cached_property
    def balances(self) -> tuple[tuple[Cohort, Balance], ...]:
        """Each cohort that the figure rests on, and how the stays that rest on it differ from its rows."""
        resting = [row for row in self.ledger.rows if row.expected.basis is Basis.COMPARISON]
        return tuple(
            (cohort, balance(rows, cohort.rows))
            for cohort in self.ledger.assumptions.cohorts
            if (rows := [row for row in resting if row.expected.name == cohort.name])
        )

    @cached_property
    def later(self) -> tuple[tuple[Row, tuple[LaterChange, ...]], ...]:
        """The rows whose stay was judged again too late to be used, and what that would do."""
        found = ((row, tuple(later_changes(row, self._bases))) for row in self.ledger.rows)
        return tuple((row, changes) for row, changes in found if changes)

    @cached_property
    def national(self) -> Table:
        """Nights by month and ward as national returns count them."""
        ledger = self.ledger
        return reconciliation(self.stays, ledger.period, ledger.as_at, national_codes(), ledger.wards)

    @cached_property
    def _bases(self) -> Bases:
        return Bases(self.ledger.assumptions)

    @cached_property
    def _settings(self) -> dict[str, object]:
        return settings.as_plain(self.ledger.assumptions)


def national_codes() -> Codes:
    return Codes(codes.barrier_kinds(), codes.delay_reasons())


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
