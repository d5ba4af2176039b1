"""An update is judged as the stay would stand: what the file says over what is on record, refused where it changes it."""

import pytest

from tests.exchange.folder import STAYS, Folder

BASE = {
    "patients": "patient_ref,born_on\nP1,1960-05-04\n",
    "stays": STAYS + "S1,P1,B,acute,2026-05-01,2026-05-02,2026-05-20,discharged\n",
    "ready_periods": "stay_ref,ready_on,ended_on\nS1,2026-05-10,2026-05-20\n",
    "leave": "stay_ref,from_on,to_on\nS1,2026-05-05,2026-05-08\n",
    "ward_moves": "stay_ref,ward,from_on\nS1,B,2026-05-01\nS1,B,2026-05-07\n",
    "barriers": "barrier_ref,stay_ref,kind,began_on,resolved_on\nB1,S1,no_home,2026-05-02,2026-05-09\n",
    "actions": "action_ref,stay_ref,what,done_on,outcome\nA1,S1,Ring,2026-05-06,Rang\n",
}
ADMITTED, LEFT = (
    "stay_ref,patient_ref,admitted_on\nS1,P1,{}\n",
    "stay_ref,patient_ref,discharged_on,admitted_on\nS1,P1,{},2026-05-01\n",
)


@pytest.fixture
def on_record(folder: Folder) -> Folder:
    folder.has(**BASE).accept()
    for name in BASE:
        (folder.path / f"{name}.csv").unlink()
    return folder


@pytest.mark.parametrize(
    ("table", "text", "column", "why"),
    [
        ("stays", ADMITTED.format("2026-05-03"), "admitted_on", "The case was opened before the admission on 3 May"),
        ("stays", ADMITTED.format("1950-01-01"), "admitted_on", "Admitted before the date of birth"),
        ("stays", LEFT.format("2026-05-19"), "discharged_on", "ready period from 10 May 2026. Ended after"),
        ("stays", LEFT.format("2026-05-06"), "discharged_on", "Back after the discharge on 6 May"),
        ("stays", LEFT.format(""), "discharged_on", "an outcome but no date of discharge"),
        ("stays", ADMITTED.replace("admitted_on", "admitted_on,case_opened_on").format("2026-05-06,"), "admitted_on", "Leave before"),
        ("patients", "patient_ref,born_on\nP1,2026-05-02\n", "born_on", "Born after the admission on 1 May"),
        ("ready_periods", "stay_ref,ready_on,end_reason\nS1,2026-05-10,discharged\n", "", ""),
        ("barriers", "barrier_ref,stay_ref,kind,began_on\nB1,S1,no_home,2026-05-05\n", "began_on", "Re-opened before it was resolved"),
        ("actions", "action_ref,stay_ref,what,done_on\nA1,S1,Ring,\n", "outcome", "an outcome but not the day"),
        ("actions", "action_ref,stay_ref,what,outcome\nA1,S1,Ring,Wrote\n", "", ""),
    ],
)  # fmt: skip
def test_an_update_over_what_is_on_record(on_record: Folder, table: str, text: str, column: str, why: str) -> None:
    on_record.has(**{table: text})
    assert on_record.bad[:1] == ([(f"{table}.csv", 2, column)] if column else [])
    assert why in on_record.why()
    if not column:
        on_record.accept()


def test_an_admission_put_right_takes_its_move_along(on_record: Folder) -> None:
    on_record.has(stays=ADMITTED.format("2026-05-02"))
    assert on_record.bad == []
