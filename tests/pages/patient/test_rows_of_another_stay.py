"""An address made of one patient's stay and another's barrier, action or contact leads nowhere."""

import pytest
from sqlalchemy.orm import Session

from enabler.models import Action, Barrier, Contact, Stay, Ward
from tests.browser import Browser
from tests.cases import make_case
from tests.pages.patient.forms_of_work import OPEN, furnish_work, the


@pytest.mark.parametrize(
    ("table", "facts", "path"),
    [
        (Barrier, {"kind": "no_home"}, "barriers/{}"),
        (Barrier, {"kind": "no_home"}, "barriers/{}/resolve"),
        (Barrier, {"kind": "no_home"}, "barriers/{}/homelessness"),
        (Barrier, {"kind": "no_home"}, "barriers/{}/pack"),
        (Action, {"what": OPEN}, "actions/{}/finish"),
        (Contact, {}, "contacts/{}"),
    ],
)
def test_nothing_there(
    as_officer: Browser,
    session: Session,
    stay: Stay,
    ward: Ward,
    table: type[Barrier],
    facts: dict[str, str],
    path: str,
) -> None:
    theirs = the(session, table, furnish_work(session, make_case(session, ward, surname="Brown")), **facts)
    assert as_officer.get(f"/stays/{stay.id}/" + path.format(theirs)).status == 404
