"""All records are looked at on a copy: nobody waits, what is wrong is found, and the result is there to be read
later."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from enabler import audit
from enabler.audit import Actor
from enabler.config import Settings
from enabler.database import atomic
from enabler.models import Ward
from enabler.record.keeping import deep_check
from enabler.record.keeping.deep_check import check_deeply, is_due, is_running, last_check
from enabler.record.keeping.health import HealthFinding
from enabler.rules.refusal import Refused


@pytest.fixture
def settings(app: Flask) -> Settings:
    settings: Settings = app.config["ENABLER"]
    return settings


def by_name(findings: tuple[HealthFinding, ...]) -> dict[str, HealthFinding]:
    return {one.what: one for one in findings}


def test_all_is_well(session: Session, ward: Ward, settings: Settings) -> None:
    assert last_check(settings.instance) is None and is_due(settings.instance)
    check = check_deeply(session, settings)
    assert all(one.well for one in check.findings) and "Audit trail" in by_name(check.findings)
    assert last_check(settings.instance) == check and not is_due(settings.instance)
    kept = settings.instance / deep_check.RESULT
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(settings.instance.glob(".reading-*")) == []


def test_people_save_meanwhile(
    app: Flask, session: Session, ward: Ward, settings: Settings, cli_actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "SELECT count(*) FROM audit"

    def look(reading: Session, *_: object) -> Iterator[HealthFinding]:
        before = reading.scalar(text(lines))
        with atomic(session):
            audit.record(session, by=cli_actor, action="save")
        assert reading.scalar(text(lines)) == before == (session.scalar(text(lines)) or 0) - 1
        yield HealthFinding("Looked", True, "at it")

    monkeypatch.setattr(deep_check, "_findings", look)
    assert by_name(check_deeply(session, settings).findings).keys() == {"Looked"}


def test_one_at_a_time(session: Session, settings: Settings) -> None:
    assert not is_running(settings.instance)
    with deep_check._alone(settings.instance):
        assert is_running(settings.instance)
        with pytest.raises(Refused, match="Another check is running"):
            check_deeply(session, settings)


@pytest.mark.parametrize("kept", ["", "{}", '{"at": "x", "seconds": 1, "findings": []}', '{"findings": [{"a": 1}]}'])
def test_a_result_that_cannot_be_read(tmp_path: Path, kept: str) -> None:
    (tmp_path / deep_check.RESULT).write_text(kept)
    assert last_check(tmp_path) is None


def test_in_the_background(session: Session, ward: Ward, settings: Settings) -> None:
    session.rollback()
    deep_check.start_in_background(settings)
    end = time.monotonic() + 60
    while (check := last_check(settings.instance)) is None:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert all(one.well for one in check.findings) and "Audit trail" in by_name(check.findings)
