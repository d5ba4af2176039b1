"""A ward with six discharged cases, of which four kept their home, one lost it and one could not be reached."""

import pytest
from sqlalchemy.orm import Session

from enabler.database import atomic
from enabler.models import Stay, User, Ward
from enabler.vocabulary import Milestone
from tests import makers
from tests.browser import Browser
from tests.makers import days_ago


@pytest.fixture
def as_evaluator(browser: Browser, evaluator: User) -> Browser:
    return browser.sign_in(evaluator)


@pytest.fixture
def asked() -> dict[str, str]:
    """The last year, as it is typed."""
    return {"from_on": f"{days_ago(365):%-d/%-m/%Y}", "to_on": f"{days_ago(0):%-d/%-m/%Y}", "ward": ""}


def gone_home(session: Session, ward: Ward, home: str, result: str = "done", *, left: int = 100) -> Stay:
    stay = makers.make_stay(
        session, ward, admitted=left + 20, case=left + 18, ready=left + 5, left=left, barriers=["rent_arrears"],
        discharge_outcome="discharged", discharge_destination="19", home_after="02", officer="Sam Okafor",
    )  # fmt: skip
    with atomic(session):
        makers.add_follow_up(
            session, stay, Milestone.WEEKS_13, left - 91, done_on=days_ago(left - 92), result=result, home_kept=home,
            readmitted="no" if result == "done" else "not asked",
        )  # fmt: skip
    return stay


@pytest.fixture
def followed(session: Session, ward: Ward) -> list[Stay]:
    homes = [("kept", "done")] * 3 + [("moved", "done"), ("lost", "done"), ("not known", "could not contact")]
    return [gone_home(session, ward, home, result) for home, result in homes]
