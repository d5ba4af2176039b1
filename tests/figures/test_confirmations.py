"""Confirmed, disputed and lapsed rows in the totals of a report."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import models
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.report.days_avoided import Report, days_avoided
from enabler.record.publishing.confirmations import confirm_row
from enabler.rules.method.periods import Period
from enabler.vocabulary import Confirmation

QUARTER, AS_AT = Period(date(2026, 4, 1), date(2026, 6, 30)), date(2026, 7, 1)
SECOND = Actor(None, "Priya Nair", "coordinator", "PC")


def say(session: Session, ref: str, state: Confirmation, avoided: float, note: str | None = None) -> None:
    stay = session.scalars(select(models.Stay).where(models.Stay.ref == ref)).one()
    with atomic(session):
        confirm_row(session, by=SECOND, stay_id=stay.id, state=state, note=note, avoided=avoided)


def report(session: Session) -> Report:
    return days_avoided(session, period=QUARTER, as_at=AS_AT)


def test_totals_after_disputes(example: Session) -> None:
    before = report(example).ledger.totals
    say(example, "S1", Confirmation.CONFIRMED, 7.0)
    say(example, "S2", Confirmation.DISPUTED, 23.0, "The council had offered it before")
    say(example, "S3", Confirmation.DISPUTED, -3.5, "Not the service's doing")
    found = report(example).as_json()["totals"]
    assert found["claimed"] == pytest.approx(before.gross)
    assert found["gross"] == pytest.approx(before.gross - 23)  # the disputed gain counts 0, the disputed loss in full
    assert found["confirmed"] == pytest.approx(7) and found["disputed"] == pytest.approx(19.5)


def test_the_last_word_counts(example: Session) -> None:
    say(example, "S2", Confirmation.DISPUTED, 23.0, "Unclear")
    say(example, "S2", Confirmation.CONFIRMED, 23.0)
    assert report(example).as_json()["totals"]["disputed"] == 0


def test_a_confirmation_of_other_nights_has_lapsed(example: Session) -> None:
    say(example, "S1", Confirmation.CONFIRMED, 6.0)
    rows = {row["stay"]: row["confirmed"] for row in report(example).as_json()["rows"]}
    assert rows["S1"] is None


def test_sensitivity_starts_from_the_figure_after_disputes(example: Session) -> None:
    say(example, "S2", Confirmation.DISPUTED, 23.0, "The council had offered it before")
    found = report(example)
    own = {outcome.figure for swing in found.sensitivity for outcome in swing.outcomes[:1]}
    assert own == {found.ledger.totals.net.central}
