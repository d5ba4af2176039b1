"""A merge taken back from its page, and why it sometimes cannot be."""

from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, User, Ward
from enabler.record.people.sign_in import actor_of
from enabler.vocabulary import OverlapAnswer
from tests import makers
from tests.browser import Browser
from tests.record.merging.people import merge, names


def acting(officer: User) -> Actor:
    return actor_of(officer, "test PC")


def test_from_the_history_of_the_one_that_stayed(
    as_officer: Browser, session: Session, officer: User, twice: tuple[Stay, Stay]
) -> None:
    merge(session, acting(officer), *twice, OverlapAnswer.WITHDRAW_MERGED)
    history = as_officer.get(f"/stays/{twice[0].id}/history")
    assert "merged two records of this patient" in history.main
    assert f"withdrew {twice[1].ref}" in history.main
    page = history.follow("Take it back")
    assert "was merged into" in page.main
    done = page.form("Take it back").submit()
    assert "They are two records again" in done.main
    session.expire_all()
    assert sorted(names(session)) == ["Margaret Okoro", "Margret Okoro"]
    assert "taken back" in as_officer.get(f"/stays/{twice[0].id}/history").main


def test_what_somebody_changed_since_is_named(
    as_officer: Browser, session: Session, officer: User, twice: tuple[Stay, Stay]
) -> None:
    done = merge(session, acting(officer), *twice, OverlapAnswer.WITHDRAW_MERGED)
    page = as_officer.get(f"/merges/{done.id}/undo")
    with atomic(session):
        twice[0].patient.email = "other@example.com"
    for refused in (page.form("Take it back").submit(), as_officer.get(f"/merges/{done.id}/undo")):
        assert f"somebody changed the email of {twice[0].patient.ref}" in refused.main


def test_out_of_reach_is_not_there(
    browser: Browser, session: Session, officer: User, other_ward: Ward, twice: tuple[Stay, Stay]
) -> None:
    done = merge(session, acting(officer), *twice, OverlapAnswer.WITHDRAW_MERGED)
    with atomic(session):
        twice[0].ward_id = twice[1].ward_id = other_ward.id
    browser.sign_in(officer)
    assert browser.get(f"/merges/{done.id}/undo").status == 404
    assert browser.get("/merges/987654321/undo").status == 404


def test_only_with_all_stays_within_reach(
    as_officer: Browser, session: Session, officer: User, other_ward: Ward, twice: tuple[Stay, Stay]
) -> None:
    done = merge(session, acting(officer), *twice, OverlapAnswer.WITHDRAW_MERGED)
    makers.make_stay(session, other_ward, patient=twice[0].patient, admitted=200, left=190)
    assert "on a ward that is not yours" in as_officer.get(f"/merges/{done.id}/undo").main
