"""The stays behind a figure add up to it, for every figure and any caseload."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from enabler.figures.report.confirming import with_confirmations
from enabler.figures.report.contributing_stays import EVERY, contributing_stays, group_of
from enabler.figures.report.report import Report
from enabler.figures.report.report_context import ReportContext
from enabler.record.publishing.confirmations import ConfirmationGiven
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.rules.method.ledger import ledger, split
from enabler.rules.method.periods import Period
from enabler.vocabulary import Confirmation, Part, Setting
from tests.rules.caseloads import RECORDED_AT, a_stay, assume, d, stays

PERIOD, AS_AT = Period(d("1 Apr"), d("30 Jun")), d("15 Jul")
COHORT = Cohort("Earlier", "made up", 4, tuple(CohortRow(one, None, nights) for one in Setting for nights in range(12)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    every = tuple(replace(stay, ref=f"S{n}") for n, stay in enumerate(draw(st.lists(stays(), max_size=8))))
    wards = draw(st.sampled_from([None, ("Bosworth",), ("Heather", "Bosworth")]))
    chosen = None if wards is None else frozenset(wards)
    found = ledger(every, period=PERIOD, as_at=AS_AT, assumptions=assume(cohorts=(COHORT,)), wards=chosen)
    states = draw(st.lists(st.sampled_from([None, *Confirmation]), min_size=len(found.rows), max_size=len(found.rows)))
    said = {
        row.stay.ref: ConfirmationGiven(row.stay.ref, state, "no", row.avoided, "Priya", RECORDED_AT)
        for row, state in zip(found.rows, states, strict=True)
        if state
    }
    screened = tuple(stay.ref for stay in every if draw(st.booleans()))
    return Report(
        with_confirmations(found, said), wards, every, gather=lambda: ReportContext(screened_with_issue=screened)
    )


def printed(report: Report) -> Iterator[tuple[str, float]]:
    """Every figure that a page links, with its key."""
    found = report.ledger
    yield from ((f"funnel:{step.step}", step.stays) for step in found.funnel)
    yield from ((f"left-out:{rule}", count) for rule, count in Counter(one.failed for one in found.left_out).items())
    for measure, value in (("stays", len(found.rows)), ("gross", found.totals.gross)):
        yield f"rows:{measure}", value
    yield from ((f"rows:gross:basis:{basis}", gross) for basis, gross in found.totals.by_basis.items())
    groups = split(found.rows, lambda row: group_of(row.kind))
    yield from ((f"rows:gross:group:{group}", gross) for group, gross in groups.items())
    yield from ((f"rows:gross:ward:{ward}", g) for ward, g in split(found.rows, lambda row: row.stay.ward).items())
    months = split(found.rows, lambda row: f"{row.stay.discharged_on:%Y-%m}")
    yield from ((f"rows:gross:month:{month}", gross) for month, gross in months.items())
    for what in ("claimed", "confirmed", "disputed"):
        yield f"said:{what}", getattr(found.totals, what)
    yield "judged:late", found.late
    yield "judged:undated", found.undated
    for name in ("delay", "housing", "before_case", *Part):
        yield f"nights:{name}", getattr(found.nights.totals, name)
        yield from ((f"nights:{name}:{month.from_on}", getattr(t, name)) for month, t in found.nights.by_month)
        yield from ((f"ward:{name}:{ward}", getattr(t, name)) for ward, t in report.where.by_ward.items())
    yield "nights:mhs26", found.nights.mhs26
    yield "unknown", found.nights.unknown_stays
    for (group, who), count in report.where.nights.items():
        yield f"where:{who or EVERY}:{group or EVERY}", count
    for line in found.left_otherwise:
        yield f"left-otherwise:stays:{line.outcome.value}", line.stays
        yield f"left-otherwise:nights:{line.outcome.value}", line.nights
    yield "open", sum(one.nights for one in report.open)
    yield "not-taken-on", len(report.not_taken_on.stays)
    for (month, ward), counts in report.national.items():
        for name in ("nights", "strict", "broad", "mhs26", "mhs26_strict", "mhs26_broad", "without_list"):
            yield f"national:{name}:{month.from_on}..{month.to_on}:{ward}", getattr(counts, name)
        for (which, code), nights in counts.by_code.items():
            yield f"national:{which}/{code}:{month.from_on}..{month.to_on}:{ward}", nights
    yield f"national:broad:{EVERY}:{EVERY}", sum(counts.broad for counts in report.national.values())


@given(reports())
@settings(max_examples=60)
def test_the_stays_behind_a_figure_add_up_to_it(report: Report) -> None:
    for key, value in printed(report):
        found = contributing_stays(report, key)
        assert found is not None, key
        assert found.total == pytest.approx(value, abs=1e-9), key
        refs = [stay.ref for stay, _ in found.pairs]
        assert len(refs) == len(set(refs)), key


WRONG = [
    "nights",
    "nights:",
    "nights:avoided",
    "nights:delay:2026-13-01",
    "nights:delay:2025-01-01",
    "rows:cost",
    "rows:gross:colour:red",
    "funnel:nowhere",
    "left-out:all",
    "said:nothing",
    "where",
    "ward",
    "left-otherwise:stays:flew",
    "national:nights:soon:all",
    "__class__",
    "a:b:c:d:e",
]


@pytest.mark.parametrize("key", ["", *WRONG])
def test_what_names_no_figure_has_no_stays(key: str) -> None:
    two = (a_stay(), a_stay(ref="S2", discharged_on=None))
    found = ledger(two, period=PERIOD, as_at=AS_AT, assumptions=assume(cohorts=(COHORT,)))
    assert len(found.rows) == len(found.left_out) == 1
    assert contributing_stays(Report(found, None, two), key) is None
