"""Which code lists changed since the report published last."""

import json
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from enabler import clock, codes
from enabler.audit import Actor
from enabler.database import atomic
from enabler.figures.publishing.list_changes import ListChanges, list_changes
from enabler.record.publishing.published import keep_published


def publish(session: Session, by: Actor, ref: str, held: dict[str, Any]) -> None:
    with atomic(session):
        keep_published(
            session, by=by, ref=ref, ward=None, period_from=date(2026, 4, 1), period_to=date(2026, 6, 30),
            as_at=date(2026, 7, 1), frozen=json.dumps(held), fingerprint="0" * 64, pdf=b"", board_pdf=b"",
            replaces=None, correction=None, published_at=clock.now(),
        )  # fmt: skip


def test_nothing_was_published_yet(session: Session) -> None:
    assert list_changes(session, codes.versions()) is None


def test_lists_that_are_new_gone_or_other(session: Session, cli_actor: Actor) -> None:
    now = dict(codes.versions())
    then = {name: digest for name, digest in now.items() if name != "duty_ends"} | {"unit_costs": "x", "old": "y"}
    publish(session, cli_actor, "DA-1", {"lists": now})
    publish(session, cli_actor, "DA-2", {"lists": then})
    assert list_changes(session, now) == ListChanges("DA-2", ("duty_ends", "old", "unit_costs"))


def test_the_same_lists_have_not_changed(session: Session, cli_actor: Actor) -> None:
    publish(session, cli_actor, "DA-1", {"lists": dict(codes.versions())})
    assert list_changes(session, codes.versions()) == ListChanges("DA-1", ())
