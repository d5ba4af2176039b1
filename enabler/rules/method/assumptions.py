"""What a report takes as given, fixed before its year: order of bases, cohorts, cited values, grades, deadweight."""

from collections.abc import Mapping
from dataclasses import dataclass

from enabler.rules.evidence.comparison import Cohort
from enabler.rules.refusal import Refused
from enabler.vocabulary import Basis, Setting

BEST_GRADE, WORST_GRADE = 1, 6


@dataclass(frozen=True, slots=True)
class CitedValue:
    """A mean number of housing nights from a source; for all barrier kinds of the setting where kind is None."""

    name: str
    setting: Setting
    nights: float
    citation: str
    n: int
    grade: int
    kind: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Deadweight:
    """The part that would have been solved anyway, as fractions."""

    low: float = 0.10
    central: float = 0.20
    high: float = 0.40


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The settings of a report: optimism as a fraction by evidence grade, horizon in nights (None: the longest row)."""

    optimism: Mapping[int, float]
    order: tuple[Basis, ...] = (Basis.COMPARISON, Basis.SEALED, Basis.CITED)
    cohorts: tuple[Cohort, ...] = ()
    cited: tuple[CitedValue, ...] = ()
    horizon: int | None = None
    deadweight: Deadweight = Deadweight()
    sealed_grade: int = WORST_GRADE
    sealed_elsewhere_counts: bool = False


def check_assumptions(assumptions: Assumptions) -> None:
    """Refuse settings that cannot be worked with: no grade table, bases twice, deadweight out of order."""
    if set(assumptions.optimism) != set(range(BEST_GRADE, WORST_GRADE + 1)):
        raise Refused("Each grade of evidence from 1 to 6 needs its optimism.", "optimism")
    by_grade = [assumptions.optimism[grade] for grade in range(BEST_GRADE, WORST_GRADE + 1)]
    if not all(0 <= part <= 1 for part in by_grade) or by_grade != sorted(by_grade):
        raise Refused(
            "Optimism lies between 0 and 100%, and a worse grade never has less than a better one.", "optimism"
        )
    if len(set(assumptions.order)) != len(assumptions.order):
        raise Refused("A basis is named twice in the order.", "order")
    dead = assumptions.deadweight
    if not 0 <= dead.low <= dead.central <= dead.high <= 1:
        raise Refused("Deadweight lies between 0 and 100%, low before central before high.", "deadweight")
    if assumptions.horizon is not None and assumptions.horizon < 1:
        raise Refused("The horizon is at least 1 night.", "horizon")
