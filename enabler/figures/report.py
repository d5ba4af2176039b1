"""A days-avoided report: the ledger and everything that is printed beside it, each worked out once, when it is asked for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from enabler.figures import report_json, settings
from enabler.figures.money import Prices
from enabler.figures.where_nights_went import WhereNightsWent, where_nights_went
from enabler.rules.expected import Bases
from enabler.rules.facts import StayFacts
from enabler.rules.ledger import Ledger

if TYPE_CHECKING:
    from enabler.rules.agreement import Agreement
    from enabler.rules.cross_check import CrossCheck
    from enabler.rules.interval import SamplingInterval
    from enabler.rules.sensitivity import Swing


@dataclass(frozen=True)
class Report:
    """`wards` None means every ward; `published_as` is empty for a draft, which is made from the records as they are now."""

    ledger: Ledger
    wards: tuple[str, ...] | None
    stays: Sequence[StayFacts] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)
    prices: Prices = field(default_factory=Prices)
    published_as: str = ""

    @property
    def ward(self) -> str | None:
        return None if self.wards is None else ", ".join(self.wards)

    @cached_property
    def reference(self) -> str:
        """A draft's reference: a hash of period, ward, settings and rows."""
        if self.published_as:
            return self.published_as
        rows = [report_json.row(one) for one in self.ledger.rows]
        facts = report_json.scope(self.ledger, self.ward) | {"rows": rows, "settings": self._settings}
        return "draft-" + hashlib.sha256(canonical(facts).encode()).hexdigest()[:12]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of period, ward, settings, rows and results."""
        return hashlib.sha256(canonical(self.body | {"settings": self._settings}).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {"reference": self.reference, "fingerprint": self.fingerprint} | self.body

    @cached_property
    def body(self) -> dict[str, Any]:
        """The figures, without reference and fingerprint."""
        return report_json.body(self)

    @cached_property
    def interval(self) -> "SamplingInterval":
        """The sampling interval of the gross, or why there is none."""
        from enabler.rules.interval import gross_interval  # loads numpy

        return gross_interval(self.ledger.rows, self._bases, self.reference)

    @cached_property
    def cross_check(self) -> "CrossCheck | None":
        from enabler.rules.cross_check import cross_check  # loads numpy

        found = self.ledger
        return cross_check(
            self.stays,
            period=found.period,
            as_at=found.as_at,
            bases=self._bases,
            reference=self.reference,
            wards=found.wards,
        )

    @cached_property
    def agreement(self) -> "Agreement":
        from enabler.rules.agreement import agreement

        return agreement(self.ledger.totals.gross, len(self.ledger.rows), self.cross_check)

    @cached_property
    def sensitivity(self) -> "tuple[Swing, ...]":
        from enabler.rules.sensitivity import sensitivity

        found = self.ledger
        return sensitivity(
            self.stays, period=found.period, as_at=found.as_at, assumptions=found.assumptions, wards=found.wards
        )

    @cached_property
    def where(self) -> WhereNightsWent:
        return where_nights_went(self.stays, self.ledger, self.agencies)

    @cached_property
    def _bases(self) -> Bases:
        return Bases(self.ledger.assumptions)

    @cached_property
    def _settings(self) -> dict[str, object]:
        return settings.as_plain(self.ledger.assumptions)


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
