"""Before 0012 who holds a case was a typed name: an account of that name holds it now, and any other name stands
and is told."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from enabler.migrations import upgrade
from enabler.models import Action, CaseHolder, Stay, User
from enabler.record.stay.holders import unknown_holders
from tests.migrations.earlier import revisions_up_to, run

THIS = "0012"
BY = "'2026-06-05 10:00:00', 'Sam Okafor'"
ACCOUNTS = ("Sam Okafor", "Anna-Marie Bell", "Anna Marie Bell", "José Díaz")
HELD = {  # as it was typed, and the account that holds it now
    "Sam Okafor": "Sam Okafor",
    "sam  OKAFOR": "Sam Okafor",
    "Jose Diaz": "José Díaz",
    "Anna Marie Bell": "Anna Marie Bell",
    "anna marie bell": None,  # might be either of two
    "S Okafor": None,
}


@pytest.fixture
def after(empty_database_url: str, tmp_path: Path) -> str:
    url = empty_database_url
    upgrade(url, revisions_up_to(tmp_path, THIS, without=True))
    no = "false" if url.startswith("postgres") else 0
    users = "id, name, name_key, role, password_hash, must_change_password, version, recorded_at, recorded_by"
    stays = "id, ref, patient_id, ward_id, setting, officer, case_opened_on, version, recorded_at, recorded_by"
    actions = "id, ref, stay_id, what, owner_kind, owner, version, recorded_at, recorded_by"
    owners = (("staff", "Sam Okafor"), ("agency", "Sam Okafor"), ("staff", "A nurse"))
    run(
        url,
        f"INSERT INTO wards (id, name, setting, version, recorded_at, recorded_by) VALUES (1, 'L', 'acute', 1, {BY})",
        "INSERT INTO patients (id, ref, surname, surname_key, address_protected, version, recorded_at, recorded_by)"
        f" VALUES (1, 'P-1', 'Singh', 'singh', {no}, 1, {BY})",
        *(
            f"INSERT INTO users ({users}) VALUES ({key}, '{name}', '{name.casefold()}', 'officer', '', {no}, 1, {BY})"
            for key, name in enumerate(ACCOUNTS, 1)
        ),
        *(
            f"INSERT INTO stays ({stays}) VALUES ({key}, 'S-{key}', 1, 1, 'acute', '{name}', '2026-05-01', 1, {BY})"
            for key, name in enumerate(HELD, 1)
        ),
        f"INSERT INTO stays (id, ref, patient_id, ward_id, setting, version, recorded_at, recorded_by)"
        f" VALUES (99, 'S-99', 1, 1, 'acute', 1, {BY})",
        *(
            f"INSERT INTO actions ({actions}) VALUES ({key}, 'A-{key}', 1, 'Ring', '{kind}', '{owner}', 1, {BY})"
            for key, (kind, owner) in enumerate(owners, 1)
        ),
    )
    upgrade(url, revisions_up_to(tmp_path, THIS))
    return url


def test_a_name_becomes_the_account_that_it_is(after: str) -> None:
    upgrade(after)  # what came later, which the models of today ask for
    engine = create_engine(after)
    with Session(engine) as session:
        held = session.scalars(select(Stay).order_by(Stay.id)).all()
        accounts = [stay.officer.name if stay.officer else None for stay in held]
        assert accounts == [*HELD.values(), None]
        under = [name for name, account in HELD.items() if account is None]
        assert [stay.held_under for stay in held if stay.held_under] == under
        assert [stay.officer_account for stay in held] == [account or name for name, account in HELD.items()] + [None]
        assert session.scalars(select(Stay.officer_account).order_by(Stay.id)).all() == [
            stay.officer_account for stay in held
        ]
        assert [(one.name, one.ward, one.cases) for one in unknown_holders(session)] == [
            (name, "L", 1) for name in sorted(under)
        ]
        assert session.scalars(select(Action.owner_id).order_by(Action.id)).all() == [1, None, None]
        assert session.scalars(select(User.display_name).order_by(User.id)).all() == list(ACCOUNTS)
        first = session.scalars(select(CaseHolder).order_by(CaseHolder.stay_id)).all()
        assert [(one.stay_id, one.officer_id, one.held_under) for one in first] == [
            (stay.id, stay.officer_id, stay.held_under) for stay in held[:-1]
        ]
        assert {str(one.from_on) for one in first} == {"2026-05-01"}
    engine.dispose()


@pytest.mark.parametrize("statement", ["DELETE FROM case_holders", "UPDATE case_holders SET from_on = '2020-01-01'"])
def test_no_holder_is_erased(after: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only added to"):
        run(after, statement)
