"""Names as hospital lists write them: each becomes a person, or is asked about."""

from datetime import date
from pathlib import Path

import pytest

from enabler.exchange.ward_list.columns import ListColumn
from enabler.exchange.ward_list.reading import ListRow, read_ward_list, ward_list_grid

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
