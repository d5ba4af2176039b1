"""From one morning's list to the next: new, moved, gone, unclear; nothing twice, nobody discharged, nothing half
done."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor, broken_at, command_line
from enabler.database import atomic
from enabler.exchange.opening import read_grid
from enabler.exchange.ward_list.accepting import Accepted, accept_ward_list
from enabler.exchange.ward_list.items import Item, RowKind
from enabler.exchange.ward_list.preview import Preview, preview
from enabler.exchange.ward_list.reading import read_ward_list
from enabler.models import AuditLine, Patient, ReadyPeriod, Stay, User, Ward
from enabler.record.people.sign_in import actor_of
from tests.makers import make_patient, make_stay

pytestmark = pytest.mark.postgres
EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 22)
HEADINGS = "Bed,Hosp No,NHS No,Surname,Forename,DOB,Admitted"

Look = Callable[..., Preview]


@pytest.fixture(autouse=True)
def that_day():  # type: ignore[no-untyped-def]
    with clock.moved_to(TODAY):
        yield


def content(what: str | Path) -> bytes:
    return what.read_bytes() if isinstance(what, Path) else f"{HEADINGS}\n{what}".encode()


def look(
    session: Session, by: Actor, ward: Ward, what: str | Path, corrections: dict[str, str] | None = None
) -> Preview:
    ward_list = read_ward_list(read_grid(content(what)), TODAY, corrections)
    return preview(session, by=by, ward=ward, ward_list=ward_list, corrections=corrections)


def accept(
    session: Session, by: Actor, ward: Ward, what: str | Path, corrections: dict[str, str] | None = None
) -> Accepted:
    ward_list = read_ward_list(read_grid(content(what)), TODAY, corrections)
    with atomic(session):
        return accept_ward_list(session, by=by, ward=ward, ward_list=ward_list, corrections=corrections)


def counts(seen: Preview) -> dict[str, int]:
    return {kind.value: len(seen.of(kind)) for kind in RowKind if seen.of(kind)} | {"gone": len(seen.gone)}


def only(seen: Preview) -> Item:
    (item,) = seen.items
    return item


FIRST, SECOND = EXAMPLES / "ward_list_pas_extract.csv", EXAMPLES / "ward_list_next_day_pasted.tsv"


def test_the_first_morning(session: Session, actor: Actor, ward: Ward) -> None:
    assert counts(look(session, actor, ward, FIRST)) == {"new": 18, "gone": 0}
    assert session.scalar(select(func.count()).select_from(Stay)) == 0, "a preview changes nothing"
    accept(session, actor, ward, FIRST)
    stays = session.scalars(select(Stay)).all()
    assert len(stays) == 18
    assert all(stay.case_opened_on is None and stay.bed for stay in stays)
    first = next(stay for stay in stays if stay.bed == "A1")
    assert (first.hospital_says_fit_on, first.expected_discharge_on) == (date(2026, 9, 29), date(2026, 10, 17))
    assert session.scalar(select(func.count()).select_from(ReadyPeriod)) == 0, "fit on a list is no ready date"


def test_the_next_day(session: Session, actor: Actor, ward: Ward) -> None:
    accept(session, actor, ward, FIRST)
    seen = look(session, actor, ward, SECOND)
    assert counts(seen) == {"new": 3, "moved": 1, "updated": 1, "unchanged": 14, "unclear": 1, "gone": 2}
    (moved,) = seen.of(RowKind.MOVED)
    assert (moved.row.surname, moved.says) == ("Patel", ("From bed A3 to bed C8.",))
    (unclear,) = seen.of(RowKind.UNCLEAR)
    assert unclear.says == ("The same number is in row 6 (bed A6) of the list.",)
    assert [cell.typed for cell in unclear.row.bad] == ["9992284642", "31/02/1950"]
    typing_error = next(item for item in seen.items if item.row.surname == "Kowalczyck")
    assert typing_error.kind is RowKind.UNCHANGED
    assert "recorded is Kowalczyk" in typing_error.notes[0]
    done = accept(session, actor, ward, SECOND)
    assert (done.new, done.moved, done.updated, done.gone, len(done.held_back)) == (3, 1, 1, 2, 1)
    nguyen = session.scalar(select(Patient).where(Patient.surname == "Nguyen"))
    assert nguyen is not None and nguyen.nhs_number == "9996279952"


def test_gone_discharges_nobody_and_back_again(session: Session, actor: Actor, ward: Ward) -> None:
    accept(session, actor, ward, FIRST)
    accept(session, actor, ward, SECOND)
    gone = session.scalars(select(Stay).where(Stay.gone_from_list_on.is_not(None))).all()
    assert {stay.patient.surname for stay in gone} == {"Okonkwo", "Singh"}
    assert all(stay.discharged_on is None for stay in gone)
    accept(session, actor, ward, "A2,K622089,999 735 4680,Okonkwo,Chidi,14/05/1947,26/09/2026")
    okonkwo = session.scalar(select(Stay).join(Patient).where(Patient.surname == "Okonkwo"))
    assert okonkwo is not None and okonkwo.gone_from_list_on is None


def test_the_same_list_twice_changes_nothing(session: Session, actor: Actor, ward: Ward) -> None:
    accept(session, actor, ward, FIRST)
    accept(session, actor, ward, SECOND)
    before = session.scalars(select(Stay.version).order_by(Stay.id)).all()
    lines = session.scalar(select(func.count()).select_from(AuditLine)) or 0
    again = accept(session, actor, ward, SECOND)
    assert again.sentence == "Nothing has changed. 1 held back."
    session.expire_all()
    assert session.scalars(select(Stay.version).order_by(Stay.id)).all() == before
    assert session.scalar(select(func.count()).select_from(AuditLine)) == lines + 1, "only that a list was taken in"
    assert broken_at(session) is None


def test_two_clean_rows_of_one_patient_are_both_unclear(session: Session, actor: Actor, ward: Ward) -> None:
    seen = look(session, actor, ward, "A1,K1,,Singh,H,,\nA2,K1,,Singh,H,,")
    assert [item.kind for item in seen.items] == [RowKind.UNCLEAR, RowKind.UNCLEAR]


def test_numbers_of_two_people(session: Session, actor: Actor, ward: Ward) -> None:
    with atomic(session):
        make_patient(session, "Singh", hospital_number="K1")
        make_patient(session, "Osei", hospital_number="K2", nhs_number="9992284641")
    item = only(look(session, actor, ward, "A1,K1,9992284641,Singh,Harpreet,,"))
    assert (item.kind, item.says) == (RowKind.UNCLEAR, ("Its numbers belong to different people on record.",))


def test_a_number_of_somebody_with_another_name_and_birth(session: Session, actor: Actor, ward: Ward) -> None:
    make_stay(session, ward, patient=make_patient(session, "Singh", hospital_number="K1", born_on=date(1961, 2, 3)))
    assert only(look(session, actor, ward, "A1,K1,,Osei,Kwame,1/1/1950,")).kind is RowKind.UNCLEAR
    assert only(look(session, actor, ward, "A1,K1,,Singh,Harpreet,1/1/1950,")).kind is RowKind.UPDATED


def test_another_nhs_number_than_on_record(session: Session, actor: Actor, ward: Ward) -> None:
    make_stay(session, ward, patient=make_patient(session, "Singh", hospital_number="K1", nhs_number="9992284641"))
    item = only(look(session, actor, ward, "A1,K1,9996900606,Singh,Harpreet,,"))
    assert item.kind is RowKind.UNCLEAR and "the NHS number is another" in item.says[0]


def test_somebody_added_at_the_bedside_is_not_made_twice(session: Session, actor: Actor, ward: Ward) -> None:
    known = make_stay(
        session, ward, patient=make_patient(session, "Singh", hospital_number=None, born_on=None), admitted=None
    )
    line = "A1,K1,,SINGH,Harpreet,03/02/1961,17/09/2026"
    item = only(look(session, actor, ward, line))
    assert item.kind is RowKind.UNCLEAR and [one.id for one in item.people] == [known.patient_id]
    assert look(session, actor, ward, line).gone == (), "somebody unclear is not gone"
    assert only(look(session, actor, ward, line, {"2:decision": "new"})).kind is RowKind.NEW
    accept(session, actor, ward, line, {"2:decision": f"same:{known.patient_id}"})
    session.refresh(known)
    assert (known.patient.hospital_number, known.bed, known.admitted_on) == ("K1", "A1", date(2026, 9, 17))
    assert session.scalar(select(func.count()).select_from(Patient)) == 1


def test_a_decision_cannot_name_just_anybody(session: Session, actor: Actor, ward: Ward, other_ward: Ward) -> None:
    stranger = make_stay(session, other_ward, surname="Osei", given_names="Kwame")
    line = "A1,K1,,SINGH,Harpreet,,"
    assert only(look(session, actor, ward, line, {"2:decision": f"same:{stranger.patient_id}"})).kind is RowKind.NEW


def test_somebody_on_a_ward_out_of_reach_stays_there(
    session: Session, actor: Actor, ward: Ward, other_ward: Ward, cli_actor: Actor
) -> None:
    elsewhere = make_stay(session, other_ward, patient=make_patient(session, "Singh", hospital_number="K1"), bed="Z9")
    item = only(look(session, actor, ward, "A1,K1,,Singh,Harpreet,,"))
    assert item.kind is RowKind.UNCLEAR
    assert "held elsewhere" in item.says[0] and other_ward.name not in str(item.says)
    assert accept(session, actor, ward, "A1,K1,,Singh,Harpreet,,").moved == 0
    moved = only(look(session, cli_actor, ward, "A1,K1,,Singh,Harpreet,,"))
    assert moved.says[0] == "From Ward 12 to Bosworth, bed A1."
    accept(session, cli_actor, ward, "A1,K1,,Singh,Harpreet,,")
    session.refresh(elsewhere)
    assert (elsewhere.ward_id, elsewhere.bed, elsewhere.setting) == (ward.id, "A1", "mental health")


def test_somebody_back_after_a_discharge(session: Session, officer: User, ward: Ward) -> None:
    by = actor_of(officer, "test PC")
    patient = make_patient(session, "Singh", hospital_number="K1")
    make_stay(session, ward, patient=patient, admitted=date(2026, 8, 1), left=date(2026, 9, 1), case=None)
    assert only(look(session, by, ward, "A1,K1,,Singh,Harpreet,,17/09/2026")).kind is RowKind.NEW
    old_news = only(look(session, by, ward, "A1,K1,,Singh,Harpreet,,17/08/2026"))
    assert old_news.kind is RowKind.UNCLEAR and "left on 1 September 2026" in old_news.says[0]
    accept(session, by, ward, "A1,K1,,Singh,Harpreet,,17/09/2026")
    assert session.scalar(select(func.count()).select_from(Stay)) == 2
    assert session.scalar(select(func.count()).select_from(Patient)) == 1


def test_a_row_of_another_ward_is_held_back(session: Session, actor: Actor, ward: Ward) -> None:
    text = b"Bed,Hosp No,Patient,Ward\nA1,K1,SINGH H,BOSWORTH WARD\nA2,K2,OSEI K,Bos\nA3,K3,BEGUM R,Ashby ward"
    seen = preview(session, by=actor, ward=ward, ward_list=read_ward_list(read_grid(text), TODAY))
    assert [item.kind for item in seen.items] == [RowKind.NEW, RowKind.NEW, RowKind.ELSEWHERE]


def test_the_wrong_ward_is_noticed(session: Session, actor: Actor, ward: Ward, other_ward: Ward) -> None:
    seen = look(session, command_line("test"), other_ward, FIRST)
    assert "names Bosworth, not Ward 12" in seen.whose_list


def test_an_older_list_after_a_newer_one_is_noticed(session: Session, actor: Actor, ward: Ward) -> None:
    accept(session, actor, ward, SECOND)
    assert any("A newer list of Bosworth" in warning for warning in look(session, actor, ward, FIRST).warnings)


def test_a_row_that_the_record_refuses_does_not_hold_up_the_rest(session: Session, actor: Actor, ward: Ward) -> None:
    """Two lines that only together are wrong: the second would be a second patient with one NHS number."""
    with atomic(session):
        ward.retired_on = TODAY
    done = accept(session, actor, ward, "A1,K1,,Singh,H,,\nA2,K2,,Osei,K,,")
    assert (done.new, len(done.held_back)) == (0, 2)
    assert session.scalar(select(func.count()).select_from(Patient)) == 0, (
        "a patient without the stay would be half done"
    )


@pytest.mark.slow_on_postgres
def test_two_hundred_rows(session: Session, actor: Actor, ward: Ward) -> None:
    names = ["".join("abcdefghij"[int(digit)] for digit in f"{n:03}") for n in range(200)]
    lines = "\n".join(f"B{n},K{n:05},,Person{name},Given,1/2/1960,1/11/2026" for n, name in enumerate(names))
    assert accept(session, actor, ward, lines).new == 200
    assert counts(look(session, actor, ward, lines)) == {"unchanged": 200, "gone": 0}


def test_a_birth_of_which_the_year_is_known_is_marked_until_a_list_has_the_day(
    session: Session, actor: Actor, ward: Ward
) -> None:
    def recorded() -> tuple[str, str | None]:
        patient = session.scalars(select(Patient)).one()
        session.refresh(patient)
        return str(patient.born_on), patient.birth_is

    accept(session, actor, ward, "A1,K1,,Singh,Harpreet,c.1961,")
    assert recorded() == ("1961-07-01", "estimated")
    accept(session, actor, ward, "A1,K1,,Singh,Harpreet,3/2/1971,")
    assert recorded() == ("1961-07-01", "estimated"), "ten years off is somebody to ask about"
    accept(session, actor, ward, "A1,K1,,Singh,Harpreet,3/2/1962,")
    assert recorded() == ("1962-02-03", None)
