"""Who holds a case that is brought in."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler.exchange.rows import labelled_rows
from enabler.exchange.tables import ACTIONS
from enabler.models import Action, Stay, User, Ward
from enabler.record.stay.holders import holders
from enabler.vocabulary import Role
from tests.conftest import make_user
from tests.exchange.folder import STAYS, Folder

pytestmark = pytest.mark.postgres


def test_who_holds_a_case_is_an_account_where_one_is_called_so(folder: Folder, session: Session, officer: User) -> None:
    stays = STAYS.replace("\n", ",officer\n") + "S{},P{},Bosworth,mental health,2026-03-20,2026-03-25,,,{}\n"
    actions = "action_ref,stay_ref,what,due_on,owner_kind,owner\nA1,S1,Ring,,staff,Sam Okafor\nA2,S1,Ring,,agency,Sam Okafor\n"
    folder.has(stays=stays.format(1, 1, "sam okafor"), actions=actions).accept()
    folder.has(stays=stays.format(2, 2, "Jo Marsh"), actions=actions.splitlines()[0]).accept()
    held = session.scalars(select(Stay).order_by(Stay.ref)).all()
    assert [(one.officer_id, one.held_under) for one in held] == [(officer.id, None), (None, "Jo Marsh")]
    assert session.scalars(select(Action.owner_id).order_by(Action.ref)).all() == [officer.id, None]
    again = folder.has(stays=stays.format(2, 2, "Sam Okafor"))
    again.accept()
    session.expire_all()
    assert (held[1].officer_id, held[1].held_under) == (officer.id, None)
    assert [one.name for one in holders(session, held[1].id)] == ["Jo Marsh", "Sam Okafor"]
    assert again.accept().changes_nothing


def test_the_same_account_by_another_name_goes_on_holding_the_case(
    folder: Folder, session: Session, officer: User
) -> None:
    officer.display_name = "Sam Díaz-Lee"
    session.commit()
    row = "S1,P1,Bosworth,mental health,2026-03-20,2026-03-25,,,{}\n"
    for name in ("sam okafor", "SAM DIAZ LEE", "Sam Okafor"):
        taken = folder.has(stays=STAYS.replace("\n", ",officer\n") + row.format(name)).accept()
        assert taken.changes_nothing == (name != "sam okafor")
    stay = session.scalars(select(Stay)).one()
    assert stay.officer_id == officer.id and len(holders(session, stay.id)) == 1


def test_an_account_that_was_made_since_holds_the_case_when_the_file_comes_again(
    folder: Folder, session: Session, ward: Ward
) -> None:
    row = "S1,P1,Bosworth,mental health,2026-03-20,2026-03-25,,,Jo Marsh\n"
    folder.has(stays=STAYS.replace("\n", ",officer\n") + row).accept()
    made = make_user(session, "Jo Marsh", Role.OFFICER, ward)
    folder.accept()
    stay = session.scalars(select(Stay)).one()
    assert (stay.officer_id, stay.held_under) == (made.id, None)
    assert [one.officer_id for one in holders(session, stay.id)] == [None, made.id]
    assert folder.accept().changes_nothing


def test_whoever_does_an_action_goes_out_by_the_name_of_the_account(
    folder: Folder, session: Session, officer: User
) -> None:
    stays = STAYS + "S1,P1,Bosworth,mental health,2026-03-20,2026-03-25,,\n"
    actions = "action_ref,stay_ref,what,due_on,owner_kind,owner\nA1,S1,Ring,,staff,Sam Lee\nA2,S1,Ring,,,A nurse\n"
    officer.display_name = "Sam Lee"
    session.commit()
    folder.has(stays=stays, actions=actions).accept()
    officer.display_name = "Sam Hill"
    session.commit()
    first, second = labelled_rows(session, ACTIONS)
    assert "Sam Okafor" in first and "Sam Lee" not in first and "A nurse" in second
