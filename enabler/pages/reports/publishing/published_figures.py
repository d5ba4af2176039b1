"""The figures of a published report, read from what was frozen and never worked out again."""

import json
from dataclasses import dataclass
from typing import Any

from enabler.figures.report.plain_values import from_plain
from enabler.figures.report.results import Results
from enabler.pages.reports.figure.results_in_words import ResultsInWords
from enabler.rules.method.assumptions import Assumptions
from enabler.wording.formatting import percent, plural

NO_FIGURE = "No stay could be counted: there is no figure."
DAMAGED = "The frozen figures of this report are damaged. The PDF is still as it was issued: check it below."


@dataclass(frozen=True)
class PublishedFigures(ResultsInWords):
    """`as_kept` are the results as they were written down; `lists` how many code lists were kept with them."""

    as_kept: dict[str, Any]
    assumptions: Assumptions
    lists: int

    @property
    def settings(self) -> list[tuple[str, str]]:
        """The main settings, in words; the rest is in the attached JSON."""
        assumptions = self.assumptions
        dead = assumptions.deadweight
        grades = ", ".join(f"{grade}: {percent(part)}" for grade, part in sorted(assumptions.optimism.items()))
        cohorts = [
            f"{cohort.name} ({plural(len(cohort.rows), 'stay')}, grade {cohort.grade}; source: {cohort.source})"
            for cohort in assumptions.cohorts
        ]
        return [
            ("Order of bases", ", ".join(basis.label.lower() for basis in assumptions.order)),
            (
                "Would have been solved anyway",
                f"{percent(dead.central)}, from {percent(dead.low)} to {percent(dead.high)}",
            ),
            ("Optimism by evidence grade", grades),
            (
                "Horizon",
                f"{assumptions.horizon} nights" if assumptions.horizon else "the longest row of the comparison",
            ),
            ("Comparisons", "; ".join(cohorts) or "none"),
            ("Code lists", f"{plural(self.lists, 'list')}, each kept with its SHA-256"),
        ]


def published_figures(frozen: str) -> PublishedFigures | None:
    """None when what was frozen cannot be read any more."""
    try:
        held = json.loads(frozen)
        return PublishedFigures(
            Results.from_json(held["results"]),
            held["results"],
            from_plain(Assumptions, held["settings"]),
            len(held["lists"]),
            no_figure=NO_FIGURE,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
