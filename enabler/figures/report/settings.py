"""What a report takes as given, read from the installation's preferences and code lists into one frozen value."""

from sqlalchemy.orm import Session

from enabler.record.evidence.cited_means import cited_values
from enabler.record.evidence.comparisons import cohorts
from enabler.record.evidence.report_settings import deadweight, optimism_by_grade, report_settings
from enabler.rules.method.assumptions import Assumptions, check_assumptions
from enabler.vocabulary import Basis


def assumptions(session: Session, year: int) -> Assumptions:
    """The settings of a reporting year, with the comparisons in use."""
    own = report_settings(session, year)
    found = Assumptions(
        optimism=optimism_by_grade(own),
        order=tuple(Basis(name) for name in own["basis_order"]),
        cohorts=tuple(cohorts(session)),
        cited=tuple(cited_values(session)),
        horizon=own["horizon"],
        deadweight=deadweight(own),
        sealed_grade=own["sealed_grade"],
        sealed_elsewhere_counts=own["sealed_elsewhere_counts"],
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
            {"name": cohort.name, "source": cohort.source, "grade": cohort.grade, "rows": len(cohort.rows)}
            for cohort in found.cohorts
        ],
        "cited": [
            {"name": one.name, "citation": one.citation, "grade": one.grade, "nights": one.nights, "n": one.n}
            for one in found.cited
        ],
    }
