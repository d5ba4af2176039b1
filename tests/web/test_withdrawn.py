"""A withdrawn stay, and a record merged into another, leave every list, page, export and figure as if they had never
been."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.exchange.export.taking_out import ExportAsked, Format, Level, write_export
from enabler.figures.report.days_avoided import days_avoided
from enabler.models import Patient, Stay, User, Ward
from enabler.record.people.sign_in import actor_of
from enabler.record.worklists.search import search
from enabler.record.worklists.ward_sheet import ward_sheet
from enabler.rules.method.periods import Period
from enabler.vocabulary import Milestone, Role
from enabler.web.db import db
from tests import makers
from tests.web.house import House, routes, whoever_may

ROOMS = {"after_discharge", "indicators", "patient", "reports", "worklists"}  # what the others show is no caseload
PRINTED = ("_pdf", "reports.ward_list")  # printing takes long: the list is asked below


def test_pages_and_exports_are_as_if_they_had_never_been(open_house: Flask, house: House, tmp_path: Path) -> None:
    before = everything(open_house, house, tmp_path / "before")
    stays, people = make_them(db.session())
    among = everything(open_house, house, tmp_path / "among")
    shown = {what for what in before if before[what] != among[what]}
    assert shown >= {
        "worklists.today", "worklists.caseload", "worklists.ward_list", "after_discharge.follow_ups",
        "reports.days_avoided", "reports.national", "reports.estimates", "indicators.indicators",
        "patients.csv", "stays.csv", "barriers.csv", "contacts.csv", "nights.csv", "figure", "found",
    }  # fmt: skip
    take_away(db.session(), stays, people)
    after = everything(open_house, house, tmp_path / "after")
    assert [what for what in before if before[what] != after[what]] == []


def everything(app: Flask, house: House, folder: Path) -> Mapping[str, Any]:
    """What each page, file and figure says that is not about one stay."""
    folder.mkdir()
    db.session.remove()
    return pages(app, house) | files(folder) | figures() | {"found": found()}


def pages(app: Flask, house: House) -> dict[str, str]:
    asked = [rule for rule in routes(app, "GET") if "stay_id" not in rule.arguments]
    said = {
        rule.endpoint: _bare(house.visitor(app, whoever_may(app, rule)).send("GET", house.address(app, rule)).text)
        for rule in asked
        if rule.endpoint.split(".")[0] in ROOMS and not rule.endpoint.endswith(PRINTED)
    }
    assert [endpoint for endpoint, body in said.items() if "something went wrong" in body.lower()] == []
    return said


def _bare(body: str) -> str:
    body = re.sub(r'name="(csrf_token|token)"[^>]*', "", body)
    return re.sub(r"Last change [\d:]+", "", body)


def files(folder: Path) -> dict[str, bytes]:
    for level, study in ((Level.IDENTIFIABLE, None), (Level.PSEUDONYMISED, "a study")):
        asked = ExportAsked(level, Format.CSV, study=study)
        write_export(db.session(), asked, folder.parent, folder / level.value)
    return {file.name: file.read_bytes() for file in sorted(folder.rglob("*.csv"), key=lambda one: one.parts[-2:])}


def figures() -> dict[str, Any]:
    period = Period(date(2026, 4, 1), date(2027, 3, 31))
    return {"figure": days_avoided(db.session(), period=period, as_at=clock.today(), wards=None).results.to_json()}


def found() -> list[Any]:
    """What is asked for by name, what a matcher may find, and what is printed."""
    session = db.session()
    ward = session.scalars(select(Ward).where(Ward.name == "Bosworth")).one()
    return [
        [row.surname for row in search(session, officer(session), "qu").rows],
        sorted(session.scalars(select(Patient.surname))),
        [line.patient.surname for line in ward_sheet(session, ward).lines],
    ]


def officer(session: Session) -> Actor:
    return actor_of(session.scalars(select(User).where(User.role == Role.OFFICER)).first(), "test PC")


def make_them(session: Session) -> tuple[list[int], list[int]]:
    """A stay of every kind of list; and a person whose only stay is another's, as a merge leaves them."""
    ward = session.scalars(select(Ward).where(Ward.name == "Bosworth")).one()
    facts: dict[str, Any] = {"ready": 30, "barriers": ["rent_arrears"], "contacts": [40], "reasons": [{}]}
    with atomic(session):
        ida = makers.make_patient(session, "Quayle", "Ida", hospital_number="RX880001")
        merged = makers.make_patient(session, "Quill", "Ira", hospital_number="RX880002")
    stays = [
        makers.make_stay(
            session, ward, patient=ida, actions=[{}], bed="C1", leave=[{"began": 20, "ended": 18}], **facts
        ),
        makers.make_stay(session, ward, patient=ida, admitted=90, case=80, left=12, **facts),
        makers.make_stay(session, ward, patient=ida, admitted=5, case=None),
    ]
    with atomic(session):
        for stay in stays[:2]:
            makers.add_judgements(session, stay, judged=20)
            makers.add_estimate(session, stay).made_by = "Jo Marsh"
            makers.add_screening(session, ward, "issue", stay)
        makers.add_follow_up(session, stays[1], Milestone.WEEK_1, due=5)
    return [stay.id for stay in stays], [ida.id, merged.id]


def take_away(session: Session, stays: list[int], people: list[int]) -> None:
    into = session.scalars(select(Patient.id).where(Patient.surname == "Brown")).one()
    mistake = {"withdrawn_at": clock.now(), "withdrawn_by": "Sam Okafor", "withdrawn_because": "A mistake"}
    with atomic(session):
        session.execute(update(Stay).where(Stay.id.in_(stays)).values(**mistake))
        session.execute(update(Patient).where(Patient.id.in_(people)).values(merged_into_id=into))
