"""Each word of a list that a record holds is said on its page: a new column that the page forgets is found here."""

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Column, Table, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import Base, atomic
from enabler.models import AdaptationFacts, DischargeCheckAnswer, FollowUpTry, HeldBenefits, Ward
from enabler.models.columns import Listed, labels_of
from enabler.vocabulary import DischargeCheck
from tests import makers
from tests.browser import Browser
from tests.makers import days_ago, recorded
from tests.rich_stay import make_rich_stay

# Said elsewhere than on the page of the stay, or not at all, each with the reason.
NOT_ON_PAGE = {
    "confirmations.state": "of a stay in a report: beside the report's row",
    "ready_period_values.end_reason": "what was said before a change: the history",
    "ready_period_values.standard": "what was said before a change: the history",
    "homelessness_facts.consent_given": "a referral that was sent has it: the database holds it to yes",
    "homelessness_facts.consent_how": "asked and shown in the form of the duty to refer",
    "patients.section_117": "asked and shown in the form of the patient: not for every reader of the page",
    "patients.birth_is": "said in the banner, with the birth",
    "stays.legal_status": "asked and shown in the form of the stay: not for every reader of the page",
    "stays.setting": "that of the ward, which the page names",
    "discharge_checks.item": "one row for each item, which cannot change",
    "follow_ups.milestone": "one row for each check, which cannot change",
    "follow_ups.readmission_housing_related": "counted by the indicators, and shown in the form of the check",
}


def of_a_stay(table: Table) -> bool:
    """Whether its rows hang on a stay, or on what hangs on one; or are a stay or a patient."""
    above = {key.column.table for key in table.foreign_keys} - {table}
    return table.name in ("stays", "patients") or any(of_a_stay(one) for one in above)


COLUMNS = [
    column
    for table in Base.metadata.sorted_tables
    if of_a_stay(table)
    for column in table.columns
    if isinstance(column.type, Listed) and str(column) not in NOT_ON_PAGE
]


@pytest.fixture
def addresses(session: Session, ward: Ward, actor: Actor) -> list[str]:
    """A stay with something of everything, and one after its discharge."""
    here = make_rich_stay(session, ward, actor)
    gone = makers.make_stay(session, ward, ready=30, left=10, discharge_outcome="discharged", leave=[{"began": 25}])
    with atomic(session):
        session.add(HeldBenefits(stay_id=here.id, **recorded()))
        makers.add_leave(session, here, 45, 43, "yes")
        makers.add_ready(session, here, 40, 35)
        makers.add_action(session, here, owner_kind="landlord")
        makers.add_screening(session, ward, "issue", here, 51)
        makers.add_barrier(session, here, "adaptations", began=20, facts=AdaptationFacts(assessed_on=days_ago(9)))
        check = makers.add_follow_up(session, gone, due=3, done_on=days_ago(3))
        session.add(FollowUpTry(follow_up_id=check.id, tried_at=check.recorded_at, **recorded()))
        for stay in (here, gone):
            session.add(DischargeCheckAnswer(stay_id=stay.id, item=DischargeCheck.KEYS, **recorded()))
    return [f"/stays/{here.id}", f"/stays/{gone.id}", f"/stays/{gone.id}/follow-ups"]


def test_each_word_of_a_list_is_said(as_officer: Browser, session: Session, addresses: list[str]) -> None:
    """With another word in a column, one of the pages says something else."""
    said = {address: as_officer.get(address).main for address in addresses}
    silent = []
    for column in COLUMNS:
        before = {row[0]: row[1] for row in session.execute(select(key_of(column.table), column))}
        assert before, f"no row of {column.table.name}: the stays of this test need one"
        put(session, column, {key: other_word(column, value) for key, value in before.items()})
        if all(as_officer.get(address).main == main for address, main in said.items()):
            silent.append(str(column))
        put(session, column, before)
    assert not silent, f"no page of the stay says {', '.join(silent)}"


def other_word(column: Column[str], value: str | None) -> str:
    return next(word for word in labels_of(column) if word != value)


def key_of(table: Table) -> Column[Any]:
    return next(iter(table.primary_key.columns))


def put(session: Session, column: Column[str], values: dict[Any, str | None]) -> None:
    """In each row that may hold it: a constraint of the table can refuse one."""
    with atomic(session):
        for key, value in values.items():
            with suppress(IntegrityError), session.begin_nested():
                own = key_of(column.table) == key
                session.execute(update(column.table).where(own).values({column.name: value}))
