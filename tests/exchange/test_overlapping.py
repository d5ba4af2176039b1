"""A caseload whose stays would overlap is refused at the later stay, in the file or with what is on record."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from enabler.figures.report.days_avoided import days_avoided
from enabler.models import Ward
from enabler.record.stay.stays_apart import overlapping_stays
from enabler.rules.method.periods import Period
from tests.exchange.folder import STAYS, Folder
from tests.makers import make_stay

EXAMPLES = Path(__file__).parents[1] / "examples/lists"
FIRST, SECOND = "S1,P1,B,acute,2026-05-01,,2026-05-09,\n", "S2,P1,B,acute,2026-05-12,,2026-05-20,\n"


def test_closed_stays_of_one_person_that_overlap(session: Session) -> None:
    folder = Folder(EXAMPLES / "18_same_person_overlapping_stays", session)
    assert folder.bad == [("stays.csv", 3, "admitted_on")]
    assert "overlaps the stay S1, from 1 April 2026 to 1 May 2026" in folder.why()


@pytest.mark.parametrize(
    ("again", "bad"),
    [
        (SECOND.replace("05-12", "05-08"), [("stays.csv", 2, "admitted_on")]),
        (FIRST.replace("05-09", "05-13"), [("stays.csv", 2, "discharged_on")]),
        (FIRST.replace("2026-05-09", ""), [("stays.csv", 2, "discharged_on")]),  # re-opened under a later one
        (FIRST.replace("05-09", "05-13") + SECOND, [("stays.csv", 3, "admitted_on")]),
        (FIRST.replace("05-09", "05-12") + SECOND.replace("2026-05-20", ""), []),
        ("S3,P1,B,acute,2026-04-20,,2026-05-02,\n", [("stays.csv", 2, "discharged_on")]),
        ("S3,P1,B,acute,2026-04-20,,,\n", [("stays.csv", 2, "discharged_on")] * 2),
        ("S3,P1,B,acute,2026-05-09,,2026-05-12,\n", []),
        ("S3,P1,B,acute,,2026-05-10,2026-05-14,\n", [("stays.csv", 2, "discharged_on")]),
        ("S3,P2,B,acute,2026-05-02,,2026-05-14,\n", []),
    ],
)
def test_sent_again_or_beside_what_is_on_record(
    session: Session, folder: Folder, again: str, bad: list[tuple[str, int, str]]
) -> None:
    folder.has(stays=STAYS + FIRST + SECOND).accept()
    assert folder.has(stays=STAYS + again).bad == bad
    if not bad:
        folder.accept()
        assert overlapping_stays(session) == []


def test_an_overlap_on_record_travels_as_it_is_and_grows_no_larger(
    session: Session, folder: Folder, ward: Ward
) -> None:
    first = make_stay(session, ward, admitted=60, case=None, left=40)
    second = make_stay(session, ward, patient=first.patient, admitted=45, case=None, left=35)
    patient, began = first.patient.ref, second.admitted_on
    same = f"{second.ref},{patient},{ward.name},{ward.setting},{began},,{{}},\n"
    assert folder.has(stays=STAYS + same.format(second.discharged_on)).bad == []
    assert folder.has(stays=STAYS + same.format(first.discharged_on)).bad == []
    earlier = f"{first.ref},{patient},{ward.name},{ward.setting},{first.admitted_on},,{second.discharged_on},\n"
    assert folder.has(stays=STAYS + earlier).bad == [("stays.csv", 2, "discharged_on")]


def test_a_ready_date_is_within_a_stay_whose_admission_is_not_known(folder: Folder) -> None:
    folder.has(stays=STAYS + FIRST + "S2,P1,B,acute,,,2026-05-20,\n").accept()
    (folder.path / "stays.csv").unlink()
    folder.has(ready_periods="stay_ref,ready_on\nS2,2026-05-09\n").accept()
    folder.has(ready_periods="stay_ref,ready_on\nS2,2026-05-08\n")
    assert folder.bad == [("ready_periods.csv", 2, "ready_on")]


def test_two_ready_periods_of_one_stay_are_fifteen_nights(session: Session) -> None:
    Folder(EXAMPLES / "24_two_ready_periods", session).accept()
    period = Period(date(2026, 4, 1), date(2026, 5, 31))
    assert days_avoided(session, period=period, as_at=date(2026, 6, 1)).as_json()["nights"]["delay"] == 15
