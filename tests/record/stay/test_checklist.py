"""Seven lines: what was found, what is missing, and two people at once."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import AuditLine, Stay, Ward
from enabler.record.stay.checklist import Answers, DischargeChecklist, answer_checklist, checklist
from enabler.rules.refusal import Stale
from enabler.vocabulary import CheckState, DischargeCheck
from tests.cases import make_case


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward)


def answer(session: Session, by: Actor, stay: Stay, answers: Answers, version: int | None = None) -> DischargeChecklist:
    expected = checklist(session, stay.id).version if version is None else version
    with atomic(session):
        return answer_checklist(session, by=by, stay_id=stay.id, expected_version=expected, answers=answers)


def test_nobody_has_looked(session: Session, stay: Stay) -> None:
    empty = checklist(session, stay.id)
    assert [line.item for line in empty.lines] == list(DischargeCheck)
    assert len(empty.gaps) == 7 and {line.in_words for line in empty.lines} == {"Not looked at yet"}


def test_answers_and_gaps(session: Session, actor: Actor, stay: Stay) -> None:
    after = answer(
        session,
        actor,
        stay,
        {
            DischargeCheck.KEYS: (CheckState.YES, None),
            DischargeCheck.HEAT: (CheckState.NO, "Meter has no credit"),
            DischargeCheck.FURNITURE: (CheckState.NOT_NEEDED, None),
            DischargeCheck.GP: (None, None),
        },
    )
    assert [line.item for line in after.gaps] == ["heat", "food", "gp", "benefits", "medicines"]
    assert after.lines[1].note == "Meter has no credit"
    written = session.scalars(select(AuditLine).where(AuditLine.action == "answer checklist")).all()
    assert len(written) == 3 and not any("Meter" in line.detail for line in written)


def test_what_did_not_change_leaves_no_trace(session: Session, actor: Actor, stay: Stay) -> None:
    same: Answers = {DischargeCheck.KEYS: (CheckState.YES, None)}
    before = answer(session, actor, stay, same)
    lines = session.scalar(select(func.count()).select_from(AuditLine))
    assert answer(session, actor, stay, same).version == before.version
    assert session.scalar(select(func.count()).select_from(AuditLine)) == lines


def test_an_old_form_shows_what_stands_now(session: Session, actor: Actor, stay: Stay) -> None:
    answer(session, actor, stay, {DischargeCheck.KEYS: (CheckState.YES, "With the sister")})
    with pytest.raises(Stale) as stale:
        answer(session, actor, stay, {DischargeCheck.KEYS: (CheckState.NO, None)}, version=0)
    assert (stale.value.theirs["keys_state"], stale.value.theirs["keys_note"]) == ("yes", "With the sister")
