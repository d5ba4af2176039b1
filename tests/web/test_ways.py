"""Links only for those who may follow them; a misspelt page is a fault of ours."""

import pytest
from flask import Flask

from enabler.audit import Actor
from enabler.vocabulary import Role
from enabler.web.ways import way_to


@pytest.mark.parametrize(
    ("role", "way"), [(Role.OFFICER, "/stays/1/judge"), (Role.COORDINATOR, ""), (Role.EVALUATOR, "")]
)
def test_ways(app: Flask, monkeypatch: pytest.MonkeyPatch, role: Role, way: str) -> None:
    monkeypatch.setattr("enabler.web.ways.actor", lambda: Actor(user_id=1, name="Sam", role=role, pc="test"))
    with app.test_request_context("https://localhost/"):
        assert way_to("patient.judge", stay_id=1).removeprefix("https://localhost") == way
        with pytest.raises(LookupError):
            way_to("patient.juge", stay_id=1)
