"""Names as hospital lists write them: each becomes a person, or is asked about."""

from datetime import date
from pathlib import Path

import pytest

from enabler.exchange.ward_list.columns import ListColumn
from enabler.exchange.ward_list.reading import ListRow, read_ward_list, ward_list_grid
from enabler.rules.writing.births import Birth

EXAMPLES = Path(__file__).parents[2] / "examples" / "lists"
RIGHT = {
    "05_names.csv": [
        "SMITH, John Jr", "SMITH, John III", "LORD, Peter", None, "BROWN, Kelly", "FLYNN, Mary", "DE LA CRUZ, Ana",
        "VAN DER BERG, Vincent", "MCDONALD, Ian", "SUHARTO", "E, Wei", "SMITH, John", "MASTER, Dean", "LORD, Peter",
        "PAGE, Anna",
    ],
    "02_null_na_surnames.csv": ["O'BRIEN, Mary", "NULL, Amy", "NA, Li", "NA, Na"],
    "33_unknown_people.csv": ["Unknown male", "Unknown male", "Trauma Zulu"],
}  # fmt: skip


def rows_of(text: bytes) -> tuple[ListRow, ...]:
    return read_ward_list(ward_list_grid(text), date(2026, 11, 28)).rows


@pytest.mark.parametrize("file", RIGHT)
def test_the_examples(file: str) -> None:
    rows = rows_of((EXAMPLES / file).read_bytes())
    assert [row.name if row.surname else None for row in rows] == RIGHT[file]
    asked = [cell.why for row in rows for cell in row.bad if cell.column is ListColumn.NAME and not row.surname]
    assert all(why.startswith("Is AJ the surname or initials?") for why in asked)
    assert len(asked) == RIGHT[file].count(None)


def test_the_name_somebody_goes_by() -> None:
    bracket, column, none = rows_of(
        b'Bed,Patient,Preferred name,Hosp No\n1,"SINGH, Harpreet (Harry)",,A1\n2,"SINGH, Amrit",MITI,A2\n3,"KAUR, Jo",,A3\n'
    )
    assert (bracket.name, column.name) == ("SINGH, Harpreet (known as Harry)", "SINGH, Amrit (known as Miti)")
    assert none.known_as is None


def test_a_birth_and_an_nhs_number_that_stand_with_the_name_are_not_lost() -> None:
    day, age, both, admitted, asked = rows_of(
        b"Hosp No,Patient,DOB\nA1,SORREL Bea b. 3/4/50,\nA2,ASH Will 76y NHS 9990000018,\nA3,FERN Ivy b. 3/4/50,3/4/51\n"
        b"A4,OAK Jo 20/11/2026,\nA5,ELM Jo b. 3/4/25,\n"
    )
    assert day.birth == Birth(date(1950, 4, 3)) and not day.says
    assert age.birth and age.birth.year == "about 1950" and age.nhs_number == "9990000018"
    assert both.birth == Birth(date(1951, 4, 3)) and "b. 3/4/50" in both.says[0]
    assert admitted.birth is None and "20/11/2026" in admitted.says[0]
    assert [cell.column for cell in asked.bad] == [ListColumn.BORN_ON] and len(asked.choices[ListColumn.BORN_ON]) == 2


@pytest.mark.parametrize(
    "text",
    [
        b"Name\nASH, Ann\nOAK, Ben\n",
        b"Patient name\nAnn Ash\nBen Oak\n",
        b"Bed,Surname,Name,MRN\n1,ASH,Ann,A1\n2,OAK,Ben,A2\n",
        b"MRN,Surname,Patient\nA1,ASH,ASH Ann\nA2,OAK,OAK Ben\n",
        "Bed,Name\n1,\u202eASH Ann\u202c\n2,\u2067OAK Ben\u2069\n".encode(),
    ],
)
def test_a_name_is_whole_under_whatever_heading(text: bytes) -> None:
    assert [row.name for row in rows_of(text)] == ["ASH, Ann", "OAK, Ben"]
