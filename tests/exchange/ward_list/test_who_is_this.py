"""Who a row means: nobody doubled, nobody taken for another, nobody gone who is there; each question answered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.exchange.caseload.accepting import accept_caseload
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.planning import make_plan
from enabler.exchange.caseload.reading import read_caseload
from enabler.exchange.ward_list.accepting import Accepted, accept_ward_list
from enabler.exchange.ward_list.items import RowKind
from enabler.exchange.ward_list.matching import ELSEWHERE, MAY_BE_ELSEWHERE
from enabler.exchange.ward_list.preview import THIS_WARD, WHOSE_LIST, Preview, preview
from enabler.exchange.ward_list.reading import ReadWardList, read_ward_list, ward_list_grid
from enabler.models import Patient, Ward
from enabler.record.directory.wards import ward_named
from enabler.record.stay.duplicates import SAME_HOSPITAL_NUMBER, likely_duplicates
from enabler.rules.refusal import Refused
from tests.makers import make_patient, make_stay

EXAMPLES = Path(__file__).parents[2] / "examples" / "lists"
TODAY = date(2026, 11, 28)
HEADINGS = "Bed,Hosp No,NHS No,Surname,Forename,DOB,Admitted"
BORN = date(1960, 5, 4)
NEW, MOVED, UPDATED, UNCHANGED, UNCLEAR, *_ = RowKind


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


class Desk:
    """Somebody in front of lists of one ward."""

    def __init__(self, session: Session, by: Actor, ward: Ward) -> None:
        self.session, self.by, self.ward = session, by, ward

    def caseload(self, name: str) -> "Desk":
        with atomic(self.session):
            plan = make_plan(self.session, read_caseload(read_source(EXAMPLES / name), TODAY))
            accept_caseload(self.session, by=self.by, plan=plan)
        return self

    def look(self, rows: str | Path, **decisions: str) -> Preview:
        corrections = {f"{row.removeprefix('row')}:decision": said for row, said in decisions.items()}
        return preview(
            self.session, by=self.by, ward=self.ward, ward_list=self._read(rows, corrections), corrections=corrections
        )

    def accept(self, rows: str | Path, **decisions: str) -> Accepted:
        corrections = {f"{row.removeprefix('row')}:decision": said for row, said in decisions.items()}
        with atomic(self.session):
            return accept_ward_list(
                self.session,
                by=self.by,
                ward=self.ward,
                ward_list=self._read(rows, corrections),
                corrections=corrections,
            )

    def kinds(self, rows: str | Path, **decisions: str) -> list[RowKind]:
        return [item.kind for item in self.look(rows, **decisions).items]

    def lies_here(self, surname: str, given_names: str, bed: str | None = None, **facts: object) -> Patient:
        who = {"hospital_number": None, "born_on": BORN} | facts
        stay = make_stay(
            self.session, self.ward, patient=make_patient(self.session, surname, given_names, **who), bed=bed
        )
        return stay.patient

    @property
    def people(self) -> int:
        return self.session.scalar(select(func.count()).select_from(Patient)) or 0

    def _read(self, rows: str | Path, corrections: dict[str, str]) -> ReadWardList:
        text = (
            rows if isinstance(rows, Path) else rows if rows.startswith(("Bed\t", "Ward 12")) else f"{HEADINGS}\n{rows}"
        )
        content = text.read_bytes() if isinstance(text, Path) else text.encode()
        return read_ward_list(ward_list_grid(content), TODAY, corrections)


@pytest.fixture
def desk(session: Session, cli_actor: Actor, ward: Ward) -> Desk:
    return Desk(session, cli_actor, ward)


EXAMPLE_ANSWERS = {
    "01_leading_zeros_lost.tsv": ([UPDATED], "Null Na"),
    "16a_hospital_number_case.csv": ([UPDATED], "Null O'Brien"),
    "16c_hospital_number_typo.csv": ([UNCLEAR], "Null O'Brien"),
    "16d_same_person_twice_two_numbers.csv": ([UNCLEAR, UNCLEAR], "Null O'Brien"),
    "34_twins.csv": ([UNCLEAR, NEW], "Na Null"),
}


@pytest.mark.parametrize("name", EXAMPLE_ANSWERS)
def test_examples_with_three_people_on_record(desk: Desk, name: str) -> None:
    kinds, gone = EXAMPLE_ANSWERS[name]
    desk.caseload("00_base_three_patients")
    seen = desk.look(EXAMPLES / name)
    assert [item.kind for item in seen.items] == kinds
    assert sorted(one.stay.patient.surname for one in seen.gone) == sorted(gone.split())
    desk.accept(EXAMPLES / name)
    assert desk.kinds(EXAMPLES / name) == [UNCHANGED if kind in (UPDATED, NEW) else kind for kind in kinds]
    assert desk.people == 3 + kinds.count(NEW)


def test_two_namesakes_without_numbers_one_on_record(desk: Desk) -> None:
    desk.caseload("40_base_one_twinname")
    desk.ward = ward_named(desk.session, "Ward 12") or desk.ward
    seen = desk.look(EXAMPLES / "40_namesakes_without_numbers.tsv")
    assert [(item.kind, item.says) for item in seen.items] == [
        (UNCLEAR, ("Row 3 (bed Y2) fits the same person on record.",)),
        (UNCLEAR, ("Row 2 (bed Y1) fits the same person on record.",)),
    ]
    assert not seen.gone and seen.changes_nothing
    (known,) = seen.items[0].people
    done = desk.accept(EXAMPLES / "40_namesakes_without_numbers.tsv", row2=f"same:{known.id}", row3="new")
    assert (done.new, done.updated, desk.people) == (1, 1, 2)
    assert desk.kinds(EXAMPLES / "40_namesakes_without_numbers.tsv") == [UNCHANGED, UNCHANGED]


MARY = ("O’Brien", "Mary")
ON_RECORD = {"hospital_number": "A123456", "nhs_number": "9434765919"}
ROWS = [
    ("A9,a-123456,,OBRIEN,Mary,04/05/1960,", MOVED),
    ("A1,A123457,,O'Brien,Mary,04/05/1960,", UNCLEAR),
    ("A1,,999 228 4641,O'Brien,Mary,04/05/1960,", UNCLEAR),
    ("A9,Z9,,O'Brien,Mary,,", NEW),
    ("A1,Z9,,O'Brien,Tom,01/01/1990,", UNCLEAR),  # the bed and the surname
    ("bed a1,Z9,,O'Brien,,,", UNCLEAR),
    ("A9,Z9,,Mary,O'Brien,04/05/1960,", UNCLEAR),
    ("A9,Z9,,O'Brien,Mary,05/04/1960,", UNCLEAR),
    ("A9,,,O'Brien,Mary,,", MOVED),
    ("A1,,,O'Brien,,,", UNCHANGED),
    ("A9,,,O'Brien,,,", UNCLEAR),
    ("A9,,,O'Brien,Tom,,", NEW),
    ("A9,A123456,,O'Brien,Baby of Mary,,", UNCLEAR),
    ("A9,B1,,O'Brien,Baby of Mary,,", NEW),
    ("A9,,,O'Brien,Baby of Mary,,", NEW),
    ("A9,A123456,,Unknown male,,,", MOVED),
    ("A9,A123457,,O'Brian,Mary,04/05/1960,", UNCLEAR),
    ("A9,,,Murphy,Mary,04/05/1960,", UNCLEAR),
    ("A9,Z9,,Murphy,Mary,04/05/1960,", NEW),
    ("A1,Z9,,O'Brian,Tom,01/01/1990,", UNCLEAR),
]


@pytest.mark.parametrize(("row", "kind"), ROWS)
def test_one_row_and_one_person_on_record(desk: Desk, row: str, kind: RowKind) -> None:
    mary = desk.lies_here(*MARY, "A1", **ON_RECORD)
    (item,) = desk.look(row).items
    assert item.kind is kind
    if kind is UNCLEAR:
        assert item.people == (mary,) and item.asks
        assert desk.look(row).gone == (), "whoever is asked about is not gone"


def test_the_same_although_a_number_differs(desk: Desk) -> None:
    mary = desk.lies_here(*MARY, "A1", **ON_RECORD)
    row = "A2,A123457,,O'Brien,Mary,04/05/1960,"
    (item,) = desk.look(row, row2=f"same:{mary.id}").items
    assert (item.kind, item.notes) == (
        MOVED,
        ("The list has hospital number A123457; recorded is A123456.",),
    )
    desk.accept(row, row2=f"same:{mary.id}")
    assert (mary.hospital_number, mary.stays[0].bed, desk.people) == ("A123456", "A2", 1)


def test_somebody_else_although_name_and_birth_fit(desk: Desk) -> None:
    desk.lies_here(*MARY, "A1", **ON_RECORD)
    row = "A2,A123457,,O'Brien,Mary,04/05/1960,"
    assert desk.kinds(row, row2="new") == [NEW]
    assert desk.accept(row, row2="new").new == 1
    assert desk.kinds(row) == [UNCHANGED], "by its number from now on"


def test_a_number_of_somebody_else_makes_nobody_new(desk: Desk) -> None:
    mary = desk.lies_here(*MARY, "A1", **ON_RECORD)
    row = "A2,A123456,,Twin,Ann,01/02/1950,"
    assert desk.kinds(row) == desk.kinds(row, row2="new") == [UNCLEAR]
    assert desk.kinds(row, row2=f"same:{mary.id}") == [MOVED], "somebody may know better"


def test_the_number_of_a_record_that_was_merged_finds_the_one_that_stands(desk: Desk) -> None:
    mary = desk.lies_here(*MARY, "A1", **ON_RECORD)
    with atomic(desk.session):
        second, third = (make_patient(desk.session, *MARY, hospital_number=number) for number in ("B200", "C300"))
        desk.session.flush()
        third.merged_into_id, second.merged_into_id = second.id, mary.id
    for number in ("0b-200", "C300"):
        (item,) = desk.look(f"A1,{number},,O'Brien,Mary,04/05/1960,").items
        assert (item.kind, item.patient) == (UNCHANGED, mary)
    (like,) = likely_duplicates(desk.session, by=desk.by, hospital_number="c300")
    assert like.because == SAME_HOSPITAL_NUMBER


def test_people_of_whom_nothing_is_known_do_not_match_by_name(desk: Desk) -> None:
    desk.lies_here("Unknown male", "", born_on=None)
    rows = "A1,M1,,Unknown male,,,\nA2,M2,,Unknown male,,,"
    assert desk.kinds(rows) == [NEW, NEW]
    desk.lies_here("Unknown", "", "A1", born_on=None)
    assert desk.kinds("A1,M1,,Unknown,,,") == [UNCLEAR], "the bed tells"


def test_one_person_in_two_rows_is_settled_row_by_row(desk: Desk) -> None:
    rows = "A1,A123456,,Na,Li,03/02/1980,\nA2,A123457,,Na,Li,03/02/1980,"
    assert desk.kinds(rows) == [UNCLEAR, UNCLEAR]
    assert desk.kinds(rows, row2="new") == [NEW, UNCLEAR]
    assert desk.kinds(rows, row2="new", row3="new") == [NEW, NEW]
    desk.accept(rows, row2="new", row3="new")
    assert desk.kinds(rows) == [UNCHANGED, UNCHANGED], "two people on record under two numbers are two"


def test_one_number_in_two_rows_is_settled_row_by_row(desk: Desk) -> None:
    rows = "A1,K100,,Na,Li,,\nA2,0k-100,,Na,Li,,"
    assert desk.kinds(rows) == [UNCLEAR, UNCLEAR]
    assert desk.kinds(rows, row3="new") == [UNCLEAR, NEW]


def test_a_list_pasted_twice_says_nothing_twice(desk: Desk) -> None:
    rows = "A1,K1,,Osei,Kwame,01/02/1950,\nA2,K2,,Begum,Rukhsana,03/02/1961,\n"
    assert desk.kinds(rows + rows) == [NEW, NEW, UNCHANGED, UNCHANGED]
    assert desk.look(rows + rows).items[2].says == ("The same as row 2.",)
    assert desk.accept(rows + rows).new == 2
    assert desk.kinds("A1,,,Smith,,,\nA1,,,Smith,,,") == [UNCLEAR, UNCLEAR], "two of a name in one bed"


def test_somebody_unknown_without_number_and_bed_is_not_doubled_by_the_next_list(desk: Desk) -> None:
    rows = ",,,Unknown male,,,"
    assert desk.accept(rows).new == 1
    assert desk.kinds(rows) == [UNCLEAR] and desk.kinds("A7,,,Unidentified man,,,") == [UNCLEAR]
    (item,) = desk.look(rows).items
    assert desk.kinds(rows, row2=f"same:{item.match.candidates[0].id}") == [UNCHANGED]
    assert desk.kinds(rows, row2="new") == [NEW] and desk.kinds("A8,M8,,Unknown male,,,") == [NEW]


def test_zeros_are_nobodys_number(desk: Desk) -> None:
    desk.accept("A1,0000,,Osei,Kwame,01/02/1950,\nA2,0000,,Begum,Rukhsana,03/02/1961,")
    assert desk.people == 2
    assert set(desk.session.scalars(select(Patient.hospital_number))) == {None}


BEDS = [
    ("A1,K1,,Osei,Kwame,,\nA1,K2,,Begum,Rukhsana,,", [UNCLEAR, UNCLEAR]),
    ("A1,K1,,Osei,Kwame,,\nBed a-1,K2,,Begum,Rukhsana,,", [UNCLEAR, UNCLEAR]),
    ("A,K1,,Osei,K,,\nA,K2,,Begum,R,,\nA,K3,,Abara,N,,", [NEW, NEW, NEW]),  # a bay
    ("A1,K1,,Osei,Kwame,,", [NEW]),  # whoever lay there has gone
    ("A2,A123456,,O'Brien,Mary,,\nA1,K1,,Osei,Kwame,,", [MOVED, NEW]),
    ("A1,A123456,,O'Brien,Mary,,\nA1,K1,,Osei,Kwame,,", [UNCHANGED, UNCLEAR]),
    ("A1,K1,,Osei,Kwame,,\nA7,Z9,,O'Brien,Mary,04/05/1960,", [UNCLEAR, UNCLEAR]),
]


@pytest.mark.parametrize(("rows", "kinds"), BEDS)
def test_two_people_share_no_bed_unasked(desk: Desk, rows: str, kinds: list[RowKind]) -> None:
    desk.lies_here(*MARY, "A1", **ON_RECORD)
    assert desk.kinds(rows) == kinds


def test_two_in_one_bed_when_somebody_says_so(desk: Desk) -> None:
    mary = desk.lies_here(*MARY, "A1", **ON_RECORD)
    kwame = desk.lies_here("Osei", "Kwame", "A2", hospital_number="K1")
    rows = "A1,A123456,,O'Brien,Mary,,\nA1,K1,,Osei,Kwame,,"
    (_, item) = desk.look(rows).items
    assert (item.kind, item.says) == (UNCLEAR, ("Bed A1 is also in row 2: O'BRIEN, Mary.",))
    assert desk.kinds(rows, row3=f"same:{kwame.id}") == [UNCHANGED, MOVED]
    swapped = "A2,A123456,,O'Brien,Mary,,\nA1,K1,,Osei,Kwame,,"
    assert desk.kinds(swapped) == [MOVED, MOVED]
    desk.accept(swapped)
    assert (mary.stays[0].bed, kwame.stays[0].bed) == ("A2", "A1")


def test_a_list_of_names_alone_declares_nobody_gone(desk: Desk) -> None:
    desk.lies_here(*MARY, "A1", **ON_RECORD)
    desk.lies_here("Osei", "Kwame", "A2", hospital_number="K1")
    seen = desk.look("Bed\tPatient\nA1\tO’BRIEN, Mary\nA3\tABARA, Ngozi")
    assert [item.kind for item in seen.items] == [UNCHANGED, NEW]
    assert (seen.gone, [stay.patient.surname for stay in seen.not_listed]) == ((), ["Osei"])
    assert any("nobody is taken to have gone" in warning for warning in seen.warnings)
    assert desk.accept("Bed\tPatient\nA1\tO’BRIEN, Mary\nA3\tABARA, Ngozi").gone == 0
    assert desk.kinds("Bed\tPatient\nA2\tABARA, Ngozi") == [UNCLEAR], "nobody has left the bed"


def test_the_list_of_another_ward_is_taken_in_only_when_somebody_says_so(desk: Desk, other_ward: Ward) -> None:
    stays = [make_stay(desk.session, other_ward, surname=name, bed=f"B{name}") for name in ("One", "Two", "Three")]
    rows = "\n".join(f"C{n},{stay.patient.hospital_number},,{stay.patient.surname},,," for n, stay in enumerate(stays))
    with pytest.raises(Refused, match="3 of 3 people on this list lie on Ward 12"):
        desk.accept(rows)
    assert all(stay.ward_id == other_ward.id for stay in stays)
    assert desk.accept(rows, **{WHOSE_LIST.partition(":")[0]: THIS_WARD}).moved == 3
    with pytest.raises(Refused, match="names Ward 12"):
        desk.accept(f"Ward 12 list,,,,,,\n{HEADINGS}\nA1,K1,,Osei,Kwame,,")


def test_nothing_of_a_record_out_of_reach_is_told(desk: Desk, actor: Actor, other_ward: Ward) -> None:
    desk.by = actor
    make_stay(desk.session, other_ward, patient=make_patient(desk.session, *MARY, born_on=BORN, **ON_RECORD), bed="Z1")
    for row, says in (
        ("A1,A123456,,O'Brien,Mary,04/05/1960,", ELSEWHERE),
        ("A1,K9,,O'Brien,Mary,04/05/1960,", MAY_BE_ELSEWHERE),
    ):
        (item,) = desk.look(row).items
        assert (item.kind, item.says, item.people) == (UNCLEAR, (says,), ())
    assert desk.kinds("A1,K9,,O'Brien,Mary,04/05/1960,", row2="new") == [NEW]


def test_an_old_record_that_cannot_be_marked_gone_does_not_stop_the_list(desk: Desk) -> None:
    mary = desk.lies_here(*MARY, "A1", **ON_RECORD)
    with atomic(desk.session):
        mary.stays[0].case_opened_on = date(2020, 1, 1)  # before the admission, as an older import may have left it
    done = desk.accept("A2,K1,,Osei,Kwame,,")
    assert (done.new, done.gone) == (1, 0)
    assert "O’BRIEN, Mary is not on the list, but is not marked as gone" in done.sentence
