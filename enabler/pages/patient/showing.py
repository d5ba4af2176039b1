"""Pages of a stay's forms: shown with the banner; and where to go once one is saved."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from enabler.models import Stay
from enabler.pages.patient.around import back_to
from enabler.record.people.reach import stay_within_reach
from enabler.web.forms import page
from enabler.web.sessions import actor


def form_of(stay: Stay, template: str, **context: Any) -> ResponseReturnValue:
    """The page of a form about a stay."""
    return page(template, stay=stay, cancel_url=back_to(stay), **context)


def where_next(session: Session, stay: Stay) -> str:
    """The stay's page; the first page when what was just saved took the stay out of one's reach."""
    session.flush()
    return back_to(stay) if stay_within_reach(session, actor(), stay.id) else url_for("accounts.home")
