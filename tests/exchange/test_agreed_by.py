"""Who agreed with an estimate leaves and comes back as one name: the typed one, else the first from their own
sign-in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor, command_line
from enabler.database import atomic
from enabler.exchange.caseload.accepting import accept_caseload
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.planning import Plan, make_plan
from enabler.exchange.caseload.reading import read_caseload
from enabler.exchange.export.taking_out import ExportAsked, Format, Level, write_export
from enabler.models import Estimate, EstimateAgreement, Stay, Ward
from enabler.record.facts.stay_facts import stay_facts
from enabler.record.stay.estimates import agree_estimate
from tests import makers
from tests.exchange.test_round_trip import empty, take_in

__all__ = ["empty"]
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def sealed(session: Session, ward: Ward, actor: Actor) -> list[Estimate]:
    """Three on one stay: agreed by a typed name and a sign-in, by two sign-ins, by nobody."""
    stay = makers.make_stay(session, ward, ready=4)
    with atomic(session):
        found = [makers.add_estimate(session, stay) for _ in range(3)]
        for one in found:
            one.made_by = "Sam Okafor"
        found[0].agreed_by = "Dr Osei"
        for name, which in (("Priya Nair", 0), ("Kit Hale", 1), ("Priya Nair", 1)):
            agree_estimate(session, by=command_line(name), stay_id=stay.id, estimate_id=found[which].id, note=None)
    return found


def out(session: Session, to: Path) -> Path:
    write_export(session, ExportAsked(Level.IDENTIFIABLE, Format.CSV), to.parent, to)
    return to


def plan_of(session: Session, path: Path) -> Plan:
    return make_plan(session, read_caseload(read_source(path), TODAY))


@pytest.mark.postgres
def test_one_name_leaves(session: Session, sealed: list[Estimate], tmp_path: Path) -> None:
    text = (out(session, tmp_path / "out") / "estimates.csv").read_text(encoding="utf-8-sig")
    header, *lines = [line.split(",") for line in text.splitlines()]
    assert [line[header.index("agreed_by")] for line in lines] == ["Dr Osei", "Kit Hale", ""]
    stay_id = sealed[0].stay_id
    assert [one.agreed_by for one in stay_facts(session, [stay_id])[stay_id].estimates] == ["Dr Osei", "Kit Hale", None]


def test_it_comes_in_as_a_name_and_goes_out_the_same(
    session: Session, sealed: list[Estimate], empty: Session, tmp_path: Path
) -> None:
    first = out(session, tmp_path / "one")
    take_in(empty, first)
    assert (out(empty, tmp_path / "two") / "estimates.csv").read_bytes() == (first / "estimates.csv").read_bytes()
    assert empty.scalars(select(EstimateAgreement)).all() == []


def test_brought_in_where_it_came_from_it_changes_nothing(
    session: Session, sealed: list[Estimate], tmp_path: Path
) -> None:
    """Also when somebody has agreed since the file was made."""
    file = out(session, tmp_path / "out")
    with atomic(session):
        stay_id = session.get_one(Stay, sealed[2].stay_id).id
        agree_estimate(session, by=command_line("Priya Nair"), stay_id=stay_id, estimate_id=sealed[2].id, note=None)
    with atomic(session):
        plan = plan_of(session, file)
        assert ([str(cell) for cell in plan.bad], plan.changes_nothing) == ([], True)
        accept_caseload(session, by=command_line("tests"), plan=plan)
    assert stay_facts(session, [stay_id])[stay_id].estimates[2].agreed_by == "Priya Nair"


def test_another_name_is_still_refused(session: Session, sealed: list[Estimate], tmp_path: Path) -> None:
    file = out(session, tmp_path / "out") / "estimates.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace("Dr Osei", "Dr Patel"), encoding="utf-8")
    with atomic(session):
        assert "A sealed estimate is never changed" in str(plan_of(session, file.parent).bad[0])
