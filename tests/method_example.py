"""The worked example of the method as the record keeps it: a fixture for figures, pages and papers."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock, models
from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.evidence.comparisons import add_comparison
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.vocabulary import Setting

FOLDER = Path(__file__).parent / "examples" / "method_example"


def rows(name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / f"{name}.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            yield {key: _value(key, text) for key, text in row.items()}


def _value(key: str, text: str) -> Any:
    if key.endswith("_on") and text:
        return date.fromisoformat(text)
    return text or None


@pytest.fixture
def example(session: Session, cli_actor: Actor) -> Session:
    """The rows of the example as the record keeps them."""
    stamp = {"recorded_at": clock.now(), "recorded_by": "example"}
    with atomic(session):
        known = {ward.name: ward for ward in session.scalars(select(models.Ward))}
        wards = {row["ward"]: models.Ward(name=row["ward"], setting=row["setting"], **stamp) for row in rows("stays")}
        wards |= known
        patients = {
            row["patient_ref"]: models.Patient(
                ref=row["patient_ref"], surname=row["surname"], surname_key=row["surname"].casefold(), **stamp
            )
            for row in rows("patients")
        }
        stays = {row["stay_ref"]: _stay(row, wards, patients, stamp) for row in rows("stays")}
        session.add_all(stays.values())
        for row in rows("ready_periods"):
            stay = stays[row.pop("stay_ref")]
            session.add(models.ReadyPeriod(stay=stay, **row, **stamp))
        for row in rows("barriers"):
            interval = models.BarrierInterval(began_on=row["began_on"], resolved_on=row["resolved_on"], **stamp)
            session.add(
                models.Barrier(
                    ref=row["barrier_ref"],
                    stay=stays[row["stay_ref"]],
                    kind=row["kind"],
                    blocks_discharge=row["blocks_discharge"],
                    intervals=[interval],
                    **stamp,
                )
            )
        for row in rows("delay_reasons"):
            session.add(models.DelayReason(stay=stays[row.pop("stay_ref")], **row, **stamp))
        session.flush()
        for row in rows("stays"):
            for about, value in (("main barrier", row["main_barrier_kind"]), ("share", row["share"])):
                session.add(models.Judgement(stay_id=stays[row["stay_ref"]].id, about=about, value=value, **stamp))
        cohort = tuple(
            CohortRow(Setting(row["setting"]), row["kind"], int(row["nights"]), row["waiting"] == "yes")
            for row in rows("comparison")
        )
        add_comparison(session, by=cli_actor, cohort=Cohort("Earlier stays", "worked example", 4, cohort))
    return session


def _stay(row: dict[str, Any], wards: Any, patients: Any, stamp: dict[str, Any]) -> models.Stay:
    columns = (
        "setting",
        "admitted_on",
        "case_opened_on",
        "discharged_on",
        "discharge_outcome",
        "discharge_destination",
    )
    return models.Stay(
        ref=row["stay_ref"],
        ward=wards[row["ward"]],
        patient=patients[row["patient_ref"]],
        **{name: row[name] for name in columns},
        **stamp,
    )
