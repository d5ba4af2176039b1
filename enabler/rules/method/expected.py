"""Housing nights to be expected without the service, from the first usable basis. Method, section 2."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from enabler.rules.evidence.comparison import Cohort, Stratum, StratumKey, find_stratum, strata, stratum_label
from enabler.rules.facts import EstimateFact, StayFacts
from enabler.rules.method.assumptions import Assumptions
from enabler.rules.method.judging import Judged, judged
from enabler.vocabulary import Basis

SEALED_HERE, SEALED_ELSEWHERE = "sealed estimate", "sealed elsewhere"


@dataclass(frozen=True, slots=True)
class Expected:
    """Nights expected, with the basis they rest on; `key` names the cohort's stratum that was used."""

    basis: Basis
    name: str
    stratum: str
    nights: float
    grade: int
    key: StratumKey | None = None
    estimate: EstimateFact | None = None
    late: bool = False


class Bases:
    """The bases of one report, prepared once: the cohorts' strata are worked out here and not per stay."""

    def __init__(self, assumptions: Assumptions) -> None:
        self.assumptions = assumptions
        self.strata: list[tuple[Cohort, Mapping[StratumKey, Stratum]]] = [
            (cohort, strata(cohort, assumptions.horizon)) for cohort in assumptions.cohorts
        ]
        self._comparisons = [
            {key: _from_stratum(cohort, stratum) for key, stratum in table.items()} for cohort, table in self.strata
        ]

    def expected(self, stay: StayFacts, kind: str | None) -> Expected | None:
        """Nights expected for a stay with this main barrier; None where no basis can be used."""
        ways: dict[Basis, Callable[[StayFacts, str | None], Expected | None]] = {
            Basis.COMPARISON: self._comparison,
            Basis.SEALED: self._sealed,
            Basis.CITED: self._cited,
        }
        found = (ways[basis](stay, kind) for basis in self.assumptions.order)
        return next((expected for expected in found if expected is not None), None)

    def _comparison(self, stay: StayFacts, kind: str | None) -> Expected | None:
        for table in self._comparisons:
            found = find_stratum(table, stay.setting, kind)
            if found is not None:
                return found
        return None

    def _sealed(self, stay: StayFacts, kind: str | None) -> Expected | None:
        sealed = judged_estimate(stay, self.assumptions.sealed_elsewhere_counts)
        if sealed.used is None:
            return None
        return Expected(
            Basis.SEALED,
            SEALED_ELSEWHERE if sealed.used.elsewhere else SEALED_HERE,
            stratum_label(stay.setting, kind),
            float(sealed.used.likely),
            self.assumptions.sealed_grade,
            estimate=sealed.used,
            late=sealed.late,
        )

    def _cited(self, stay: StayFacts, kind: str | None) -> Expected | None:
        fitting = [value for value in self.assumptions.cited if value.setting is stay.setting]
        for wanted in (kind, None) if kind else (None,):
            for value in fitting:
                if value.kind == wanted:
                    label = stratum_label(value.setting, value.kind)
                    return Expected(Basis.CITED, value.name, label, float(value.nights), value.grade)
        return None


def _from_stratum(cohort: Cohort, stratum: Stratum) -> Expected:
    key = (stratum.setting, stratum.kind)
    return Expected(Basis.COMPARISON, cohort.name, stratum.label, stratum.nights, cohort.grade, key)


def judged_estimate(stay: StayFacts, elsewhere_counts: bool) -> Judged[EstimateFact]:
    """The sealed estimate that is used; ones without the date of their seal are not sealed, and never are."""
    return judged(usable_estimates(stay.estimates, elsewhere_counts), stay)


def usable_estimates(estimates: Sequence[EstimateFact], elsewhere_counts: bool) -> list[EstimateFact]:
    """The estimates with a dated seal; those sealed elsewhere only where the settings say so."""
    return [
        estimate
        for estimate in estimates
        if estimate.sealed_on is not None and (elsewhere_counts or not estimate.elsewhere)
    ]
