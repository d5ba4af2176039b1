"""How service and cohort differ, and who was not taken on. Method, section 6."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from enabler.rules.evidence.balance import balance, not_taken_on, was_ready_in
from enabler.rules.evidence.comparison import CohortRow
from enabler.rules.facts import ReadyFact
from enabler.rules.method.ledger import Row
from enabler.rules.method.periods import Period
from enabler.vocabulary import Setting
from tests.rules.caseloads import KINDS, a_stay, d
from tests.rules.services import MH, cited, row

ACUTE = Setting.ACUTE
MAY = Period(d("1 May"), d("31 May"))


def of(kind: str | None, setting: Setting = MH) -> Row:
    one = row(cited(9), 1)
    return replace(one, kind=kind, stay=replace(one.stay, setting=setting))


def test_counts_and_shares_side_by_side() -> None:
    ours = [of("no_home"), of("no_home"), of("debts"), of(None, ACUTE)]
    theirs = [CohortRow(MH, "no_home", 5), CohortRow(MH, "benefits", 5)]
    found = balance(ours, theirs)
    lines = [(one.setting, one.kind, one.service.count, one.service.share, one.cohort.share) for one in found.lines]
    assert lines == [
        (MH, "no_home", 2, 0.5, 0.5),
        (ACUTE, None, 1, 0.25, 0),
        (MH, "debts", 1, 0.25, 0),
        (MH, "benefits", 0, 0, 0.5),
    ]
    assert found.difference == 0.5


def test_an_empty_side_has_no_shares() -> None:
    assert balance([], []).lines == ()
    [line] = balance([of("debts")], []).lines
    assert (line.cohort.count, line.cohort.share) == (0, 0)


groups = st.lists(st.tuples(st.sampled_from(Setting), st.sampled_from([*KINDS, None])), min_size=1, max_size=20)


@given(groups, groups)
def test_everybody_is_in_one_line(
    ours: list[tuple[Setting, str | None]], theirs: list[tuple[Setting, str | None]]
) -> None:
    found = balance([of(kind, setting) for setting, kind in ours], [CohortRow(*key, 1) for key in theirs])
    assert sum(line.service.count for line in found.lines) == len(ours)
    assert sum(line.cohort.count for line in found.lines) == len(theirs)
    assert 0 <= found.difference <= 1 + 1e-9
    assert balance([of(kind, setting) for setting, kind in ours], [CohortRow(*key, 1) for key in ours]).difference == 0


def test_ready_with_a_housing_issue_but_no_case() -> None:
    changes = {"case_opened_on": None, "discharged_on": d("20 May"), "ready_periods": (ReadyFact(d("10 May")),)}
    barrier = a_stay().barriers[0]
    until_left = (replace(barrier, resolved_on=None),)
    stays = [
        a_stay(ref="barrier", barriers=until_left, **changes),
        a_stay(ref="screened", barriers=(), **changes),
        a_stay(ref="neither", barriers=(), **changes),
        a_stay(ref="a case", barriers=until_left, **changes | {"case_opened_on": d("11 May")}),
        a_stay(ref="case after leaving", barriers=until_left, **changes | {"case_opened_on": d("21 May")}),
        a_stay(ref="not ready", barriers=until_left, **changes | {"ready_periods": ()}),
        a_stay(ref="elsewhere", barriers=until_left, ward="Heather", **changes),
    ]
    bosworth = frozenset({"Bosworth"})
    found = not_taken_on(stays, MAY, d("1 Jul"), screened_with_issue={"screened", "not ready"}, wards=bosworth)
    assert [stay.ref for stay in found.stays] == ["barrier", "screened", "case after leaving"]
    assert found.housing_nights == 20


@pytest.mark.parametrize(
    ("ready_on", "ended_on", "left_on", "as_at", "was"),
    [
        ("10 May", "20 May", "20 May", "1 Jul", True),
        ("10 May", "10 May", "20 May", "1 Jul", True),
        ("1 May", "1 May", "20 May", "1 Jul", True),
        ("1 Apr", "1 May", "20 May", "1 Jul", False),  # its last night was in April
        ("1 Apr", "2 May", "20 May", "1 Jul", True),
        ("1 Apr", None, "1 May", "1 Jul", False),
        ("1 Apr", None, None, "1 Jul", True),
        ("31 May", None, None, "1 Jul", True),
        ("1 Jun", None, None, "1 Jul", False),
        ("10 May", None, None, "9 May", False),
        ("10 May", None, None, "10 May", True),
    ],
)
def test_truth_table_of_ready_in_a_period(
    ready_on: str, ended_on: str | None, left_on: str | None, as_at: str, was: bool
) -> None:
    ready = ReadyFact(d(ready_on), d(ended_on) if ended_on else None)
    stay = a_stay(admitted_on=date(2026, 1, 1), discharged_on=d(left_on) if left_on else None, ready_periods=(ready,))
    assert was_ready_in(stay, MAY, d(as_at)) is was
