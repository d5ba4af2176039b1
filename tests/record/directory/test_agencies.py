"""The directory."""

import pytest
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.record.directory import agencies
from enabler.rules.refusal import Refused
from enabler.vocabulary import AgencyKind
from tests.makers import days_ago


def test_added_found_and_changed(session: Session, actor: Actor) -> None:
    with atomic(session):
        agency = agencies.add_agency(session, by=actor, name=" Riverside  Homes ", kind=AgencyKind.LANDLORD)
    assert agencies.agency_named(session, "RIVERSIDE homes") is agency
    with atomic(session):
        agencies.change_agency(
            session, by=actor, agency_id=agency.id, expected_version=agency.version, name="Riverside Homes",
            kind="council", phone="0116 496 0000", last_checked_on=days_ago(0), person=None, email=None, note=None,
        )  # fmt: skip
    assert [(one.name, one.kind, one.phone) for one in agencies.agencies(session)] == [
        ("Riverside Homes", "council", "0116 496 0000")
    ]
    assert agencies.agency_names(session) == ["Riverside Homes"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "hillside"}, "name"),
        ({"kind": "ghosts"}, "kind"),
        ({"last_checked_on": days_ago(-1)}, "last_checked_on"),
    ],
)
def test_refused(session: Session, actor: Actor, facts: dict[str, object], field: str) -> None:
    with atomic(session):
        agencies.add_agency(session, by=actor, name="Hillside", kind=AgencyKind.LANDLORD)
    with pytest.raises(Refused) as refused, atomic(session):
        agencies.add_agency(session, by=actor, **({"name": "Lakeside", "kind": AgencyKind.LANDLORD} | facts))  # type: ignore[arg-type]
    assert refused.value.field == field
