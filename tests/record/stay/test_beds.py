"""Nobody is laid into a bed where somebody lies without a question: at the bedside, with a new stay, by a move."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, Ward
from enabler.record.stay.stays import add_stay, change_stay, quick_add
from enabler.record.stay.ward_moves import move_ward
from enabler.rules.refusal import Refused
from tests.makers import make_patient, make_stay


@pytest.fixture
def lying(session: Session, ward: Ward) -> Stay:
    return make_stay(session, ward, surname="Osei", given_names="Kwame", bed="A1")


def lay(session: Session, by: Actor, ward: Ward, bed: str | None, how: str, *, shares_bed: bool = False) -> None:
    """Somebody into the bed, in one of the ways there are."""
    known = make_stay(session, ward, bed="C1")
    who = {"session": session, "by": by, "stay_id": known.id, "expected_version": known.version}
    with atomic(session):
        if how == "bedside":
            quick_add(
                session, by=by, name="BEGUM, Rukhsana", ward_id=ward.id, what_is_wrong="rent", bed=bed,
                shares_bed=shares_bed,
            )  # fmt: skip
        elif how == "stay":
            patient = make_patient(session, "Begum")
            session.flush()
            add_stay(session, by=by, patient_id=patient.id, ward_id=ward.id, bed=bed, shares_bed=shares_bed)
        elif how == "move":
            move_ward(**who, ward_id=ward.id, bed=bed, from_on=clock.today(), shares_bed=shares_bed)
        else:
            change_stay(**who, bed=bed, shares_bed=shares_bed)


@pytest.mark.parametrize("how", ["bedside", "stay", "move", "change"])
def test_a_bed_where_somebody_lies(session: Session, actor: Actor, ward: Ward, lying: Stay, how: str) -> None:
    with pytest.raises(Refused, match="By the record OSEI, Kwame lies in bed Bed a1") as refused:
        lay(session, actor, ward, "Bed a1", how)
    assert refused.value.field == "shares_bed"
    lay(session, actor, ward, "A1", how, shares_bed=True)


def test_a_bed_that_is_free(session: Session, actor: Actor, ward: Ward, other_ward: Ward, lying: Stay) -> None:
    make_stay(session, ward, bed="A2", left=date(2026, 1, 2), admitted=date(2026, 1, 1), case=None)
    make_stay(session, other_ward, bed="A2")
    for name in ("One", "Two"):
        make_stay(session, ward, surname=name, bed="Bay B")
    for bed in ("A2", "Bay B", None):  # left, or on another ward; a bay; not said
        lay(session, actor, ward, bed, "move" if bed else "stay")


def test_whoever_has_gone_from_the_list_leaves_the_bed(session: Session, actor: Actor, ward: Ward, lying: Stay) -> None:
    with atomic(session):
        lying.gone_from_list_on = clock.today()
    lay(session, actor, ward, "A1", "stay")


def test_out_of_reach_nobody_is_named(session: Session, actor: Actor, ward: Ward, other_ward: Ward) -> None:
    make_stay(session, other_ward, surname="Osei", bed="A1")
    known = make_stay(session, ward, bed="C1")
    with pytest.raises(Refused, match="By the record somebody lies in bed A1"), atomic(session):
        move_ward(
            session, by=actor, stay_id=known.id, expected_version=known.version, ward_id=other_ward.id, bed="A1",
            from_on=clock.today(),
        )  # fmt: skip
