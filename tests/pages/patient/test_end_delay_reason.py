"""A delay reason ends."""

from datetime import date

from sqlalchemy.orm import Session

from enabler.models import DelayReason, Stay
from tests.browser import Browser
from tests.pages.patient.forms_of_stay import furnish


def test_it_ends_once(as_officer: Browser, session: Session, stay: Stay) -> None:
    furnish(session, stay)
    path = f"/stays/{stay.id}/reasons/{stay.delay_reasons[0].id}/end"
    refused = as_officer.get(path).form().submit(to_on="31/5/26")
    assert "Ended before it began on 1 June 2026." in refused.errors[0]
    page = refused.form().submit(to_on="9/6")
    assert "Delay reason ended. For SINGH, Harpreet." in page.main
    reason = session.get_one(DelayReason, stay.delay_reasons[0].id, populate_existing=True)
    assert reason.to_on == date(2026, 6, 9)
    assert "ended already" in as_officer.get(path).form().submit(to_on="today").errors[0]
