"""A message names people to whoever it is for, and nobody where it is kept."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from enabler.models import Ward
from enabler.web import messages
from enabler.web.messages import UNREADABLE, named, patient_of, with_names
from tests.browser import Browser
from tests.makers import make_stay


def test_a_name_is_read_when_it_is_shown(session: Session, ward: Ward, as_officer: Browser) -> None:
    stay = make_stay(session, ward, surname="Quillfeather", actions=[{"what": "Ring " + "x" * 80}])
    done = f"Done: {named(stay.actions[0], 'what')}. For {patient_of(stay)}."
    assert "Quillfeather" not in done and "Ring" not in done
    assert with_names(done) == f"Done: Ring {'x' * 54}…. For QUILLFEATHER, Harpreet."


def test_what_is_gone_or_cannot_be_read_is_left_open(app: Flask) -> None:
    assert with_names("Saved for ⟦users 99 name⟧.") == f"Saved for {UNREADABLE}."


def test_the_page_of_a_fault_shows_what_it_can(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Session:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(messages, "the_session", fail)
    assert with_names("Saved for ⟦users 1 name⟧.") == f"Saved for {UNREADABLE}."


def test_nothing_kept_names_the_patient(session: Session, ward: Ward, as_officer: Browser) -> None:
    stay = make_stay(session, ward, surname="Quillfeather")
    form = as_officer.get(f"/stays/{stay.id}/actions/new").form().fill(what="Feed the ferret", due_on="today")
    assert form.submit_raw().status_code == 302
    kept = session.execute(text("SELECT messages FROM sessions UNION ALL SELECT message FROM submissions")).all()
    assert "Action added" in str(kept) and "QUILLFEATHER" not in str(kept).upper() and "ferret" not in str(kept)
    assert "Action added. For QUILLFEATHER, Harpreet" in as_officer.get("/today").main
