"""What the page of a published report shows: the figures as they were frozen, never worked out again."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from enabler.pages.reports.figure.beside_headline import chance_in_words, covering_in_words, verdict_in_words
from enabler.pages.reports.figure.cells import Cell, count, measured
from enabler.pages.reports.figure.pounds import in_pounds
from enabler.pages.reports.figure.summary import FUNNEL
from enabler.rules.method.agreement import Agreement, Checked, agreement
from enabler.rules.method.entry import SENTENCES, Rule
from enabler.vocabulary import Basis, Confirmation, Part
from enabler.wording.formatting import figure, percent, plural, whole

Lines = list[tuple[str, str]]
Cells = list[tuple[str, Cell]]
DAMAGED = "The frozen figures of this report are damaged. The PDF is still as it was issued: check it below."


@dataclass(frozen=True)
class FrozenFigures:
    """`held` is the frozen JSON of a report, read."""

    held: dict[str, Any]

    @property
    def results(self) -> dict[str, Any]:
        return self.held["results"]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.results["rows"]

    @property
    def number(self) -> str:
        """The headline number by itself; empty when no stay was counted."""
        return figure(self.results["totals"]["net"]["central"]) if self.rows else ""

    @property
    def headline(self) -> str:
        """38.4 nights avoided (net, range 33.9 to 40.7)"""
        if not self.rows:
            return "No stay could be counted: there is no figure."
        return f"{self.number} nights avoided (net, range {self.span})"

    @property
    def span(self) -> str:
        low, high = sorted(self.results["totals"]["net"][name] for name in ("low", "high"))
        return f"{figure(low)} to {figure(high)}"

    @property
    def stays(self) -> str:
        """6 stays, 4 of them confirmed by a second person, none judged late"""
        confirmed = sum(row["confirmed"] == Confirmation.CONFIRMED for row in self.rows)
        late = sum(row["late"] for row in self.rows)
        return (
            f"{plural(len(self.rows), 'stay')}, {whole(confirmed) if confirmed else 'none'} of them confirmed by a "
            f"second person, {whole(late) if late else 'none'} judged late"
        )

    @property
    def beside_headline(self) -> list[str]:
        """What chance could have done and the cross-check's verdict, from the frozen figures; also for earlier reports."""
        if not self.rows:
            return []
        low, high = self._interval
        gross = self.results["totals"]["gross"]
        return [chance_in_words(gross, len(self.rows), low, high), verdict_in_words(self._agreement.sentence)]

    @property
    def _interval(self) -> tuple[float | None, float | None]:
        found = self.results["totals"]["interval"]
        return (found["low"], found["high"]) if found else (None, None)

    @property
    def _agreement(self) -> Agreement:
        found = self.results.get("cross_check")
        checked = found and Checked(found["patients"], found["horizon"], found["low"], found["high"])
        return agreement(self.results["totals"]["gross"], len(self.rows), checked)

    @property
    def totals(self) -> Cells:
        totals, rows = self.results["totals"], len(self.rows)
        interval = totals["interval"]
        lines = [
            ("Claimed: the sum over all rows", measured(totals["claimed"], "said:claimed", rows)),
            ("Confirmed by a second person", measured(totals["confirmed"], "said:confirmed", rows)),
            ("Disputed", measured(totals["disputed"], "said:disputed", rows)),
            ("Gross: claimed, after disputes", measured(totals["gross"], "rows:gross", rows)),
        ]
        if interval:
            span = f"{figure(interval['low'])} to {figure(interval['high'])}"
            lines.append(("Sampling interval of the gross (95%)", Cell(span)))
        net = Cell(figure(totals["net"]["central"]))
        return [*lines, *self._by_basis, ("Net, central", net), ("Net, range", Cell(self.span))]

    @property
    def _by_basis(self) -> Cells:
        parts, order = self.results["totals"]["by_basis"], self.held["settings"]["order"]
        resting = {row["basis"] for row in self.rows}
        return [
            (
                f"Gross on the basis: {Basis(name).label.lower()}",
                measured(parts.get(name, 0.0), f"rows:gross:basis:{name}", name in resting),
            )
            for name in order
        ]

    @property
    def nights(self) -> Cells:
        found = self.results["nights"]
        return [
            ("Delay nights in the period (midnight rule)", count(found["delay"], "nights:delay")),
            *((f"of these {part.label.lower()}", count(found[part.value], f"nights:{part.value}")) for part in Part),
            ("Days by the MHS26 rule", count(found["mhs26"], "nights:mhs26")),
            ("Discharged cases whose delay is unknown", count(found["unknown_stays"], "unknown")),
        ]

    @property
    def funnel(self) -> Cells:
        return [
            (FUNNEL.get(one["step"], one["step"]), count(one["stays"], f"funnel:{one['step']}"))
            for one in self.results["funnel"]
        ]

    @property
    def left_out(self) -> list[tuple[str, list[str]]]:
        """Why, and the references of the stays, in the order of the rules."""
        refs: defaultdict[str, list[str]] = defaultdict(list)
        for one in self.results["left_out"]:
            refs[one["reason"]].append(one["stay"])
        return [(SENTENCES[rule], refs[rule.value]) for rule in Rule if rule.value in refs]

    @property
    def beside(self) -> Lines:
        """Money, break-even and cross-check, where the report has them."""
        money, even, check = (self.results.get(name) for name in ("money", "break_even", "cross_check"))
        lines = []
        if money:
            low, high = sorted(money[name] for name in ("low", "high"))
            worth = f"{in_pounds(money['value'])}, from {in_pounds(low)} to {in_pounds(high)}"
            lines.append(("Capacity released, not cash saved", f"{worth}; {money['price_year']}, {money['source']}"))
        not_said = even and covering_in_words(self._agreement, *self._interval)
        if not_said:
            lines.append(("Break-even", not_said))
        elif even:
            needed, released = figure(even["nights_per_week"]), figure(even["released_per_week"])
            lines.append(("Break-even", f"{needed} nights a week cover the service; it released {released}"))
        if check:
            span = f" ({figure(check['low'])} to {figure(check['high'])})" if check["low"] is not None else ""
            each = f"comparison minus service {figure(check['difference_per_patient'])}{span} nights for each patient"
            lines.append(
                ("Cross-check with waits that are not over", f"{each}, {plural(check['patients'], 'patient')}")
            )
        return lines

    @property
    def settings(self) -> Lines:
        """The main settings, in words; what this version does not know by name is left to the JSON."""
        found = self.held["settings"]
        dead, horizon = found["deadweight"], found["horizon"]
        order = ", ".join(Basis(name).label.lower() for name in found["order"])
        solved = f"{percent(dead['central'])}, from {percent(dead['low'])} to {percent(dead['high'])}"
        grades = ", ".join(f"{grade}: {percent(float(part))}" for grade, part in sorted(found["optimism"].items()))
        cohorts = [
            f"{one['name']} ({plural(len(one['rows']), 'stay')}, grade {one['grade']}; source: {one['source']})"
            for one in found["cohorts"]
        ]
        return [
            ("Order of bases", order),
            ("Would have been solved anyway", solved),
            ("Optimism by evidence grade", grades),
            ("Horizon", f"{horizon} nights" if horizon else "the longest row of the comparison"),
            ("Comparisons", "; ".join(cohorts) or "none"),
            ("Code lists", f"{plural(len(self.held['lists']), 'list')}, each kept with its SHA-256"),
        ]


def frozen_figures(frozen: str) -> FrozenFigures | None:
    """None when what was frozen cannot be read any more."""
    try:
        found = FrozenFigures(json.loads(frozen))
        _ = (
            found.headline,
            found.beside_headline,
            found.stays,
            found.totals,
            found.nights,
            found.funnel,
            found.left_out,
            found.settings,
            found.beside,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return found
