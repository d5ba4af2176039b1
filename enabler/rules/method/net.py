"""From gross to net nights: what would have been solved anyway, and optimism by evidence grade. Method, section 2."""

from collections.abc import Mapping
from dataclasses import dataclass

from enabler.rules.method.assumptions import BEST_GRADE, WORST_GRADE, Assumptions, Deadweight
from enabler.vocabulary import Basis

NO_DEADWEIGHT = Deadweight(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Net:
    """Three nets in nights; the headline is the central one with the range low to high."""

    low: float = 0.0
    central: float = 0.0
    high: float = 0.0

    @property
    def range(self) -> tuple[float, float]:
        """The lower and the higher of low and high: where there is a shortfall they may change places."""
        return min(self.low, self.high), max(self.low, self.high)

    def __add__(self, other: "Net") -> "Net":
        return Net(self.low + other.low, self.central + other.central, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Corrections:
    """The fractions taken off a gross above zero, per net."""

    deadweight: Deadweight
    optimism_low: float
    optimism_central: float
    optimism_high: float


def corrections(basis: Basis, grade: int, assumptions: Assumptions) -> Corrections:
    """What is taken off: low by one grade worse and the high deadweight, high by one grade better and the low one.

    A comparison cohort already contains what would have been solved anyway, so its deadweight is 0.
    """
    optimism = assumptions.optimism
    return Corrections(
        NO_DEADWEIGHT if basis is Basis.COMPARISON else assumptions.deadweight,
        optimism_low=optimism[min(grade + 1, WORST_GRADE)],
        optimism_central=optimism[grade],
        optimism_high=optimism[max(grade - 1, BEST_GRADE)],
    )


def net(basis: Basis, gross: float, grade: int, assumptions: Assumptions) -> Net:
    """The three nets of one basis, in nights. A gross of zero or below is left as it is."""
    if gross <= 0:
        return Net(gross, gross, gross)
    off = corrections(basis, grade, assumptions)
    return Net(
        low=gross * (1 - off.deadweight.high) * (1 - off.optimism_low),
        central=gross * (1 - off.deadweight.central) * (1 - off.optimism_central),
        high=gross * (1 - off.deadweight.low) * (1 - off.optimism_high),
    )


def total_net(nets: Mapping[Basis, Net]) -> Net:
    """The nets of all bases together."""
    return sum(nets.values(), Net())
