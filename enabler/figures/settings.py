"""What a report takes as given, read from the installation's preferences and code lists into one frozen value."""

from sqlalchemy.orm import Session

from enabler import codes
from enabler.record.comparisons import cohorts
from enabler.record.preferences import preferences
from enabler.rules.assumptions import Assumptions, Deadweight, check_assumptions
from enabler.vocabulary import Basis


def assumptions(session: Session) -> Assumptions:
    """The defaults of the method until the installation has set its own."""
    own = preferences(session)
    usual = Deadweight()
    found = Assumptions(
        optimism={grade: float(row.optimism_percent) / 100 for grade, row in codes.evidence_grades().items()},
        order=tuple(Basis(name) for name in own.get("basis_order", [basis.value for basis in Basis])),
        cohorts=tuple(cohorts(session)),
        horizon=own.get("horizon"),
        deadweight=Deadweight(
            own.get("deadweight_low", usual.low),
            own.get("deadweight_central", usual.central),
            own.get("deadweight_high", usual.high),
        ),
        sealed_grade=own.get("sealed_grade", 6),
        sealed_elsewhere_counts=own.get("sealed_elsewhere_counts", False),
    )
    check_assumptions(found)
    return found


def as_plain(found: Assumptions) -> dict[str, object]:
    """The settings as they are printed and hashed; of the cohorts what identifies them, not their rows."""
    return {
        "order": [basis.value for basis in found.order],
        "optimism": {str(grade): part for grade, part in sorted(found.optimism.items())},
        "deadweight": {
            "low": found.deadweight.low,
            "central": found.deadweight.central,
            "high": found.deadweight.high,
        },
        "sealed_grade": found.sealed_grade,
        "sealed_elsewhere_counts": found.sealed_elsewhere_counts,
        "horizon": found.horizon,
        "cohorts": [
            {"name": one.name, "source": one.source, "grade": one.grade, "rows": len(one.rows)} for one in found.cohorts
        ],
    }
