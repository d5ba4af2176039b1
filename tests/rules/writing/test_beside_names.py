"""What stands in the line of a name without being one: a birth, a number, a bed, somebody else."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.writing.names import read_name


@pytest.mark.parametrize(
    ("written", "births"),
    [
        ("Old Baby, born 12/3/25", ("born 12/3/25",)),
        ("SMITH, John (DOB 1/2/1950)", ("DOB 1/2/1950",)),
        ("John Smith DOB: 1 Feb 1950", ("DOB: 1 Feb 1950",)),
        ("SMITH, John 72y (M)", ("72y",)),
        ("John Smith aged 72", ("aged 72",)),
        ("Unknown male, approx 40y", ("approx 40y",)),
        ("Unknown male, approx 40", ("approx 40",)),
        ("Mahmood, Emma, b. 22/3/1948", ("b. 22/3/1948",)),
        ("Okafor, Grace (03/02/1950)", ("03/02/1950",)),
        ("Okafor, Grace 03/02/1950 76y", ("03/02/1950", "76y")),
        ("Grace Okafor 3 Feb 1950", ("3 Feb 1950",)),
        ("Emma Mahmood b 1948", ("b 1948",)),
        ("John Smith circa 1950", ("circa 1950",)),
        ("John Smith", ()),
        ("Max Born", ()),
    ],
)
def test_a_birth_in_the_line_is_handed_on(written: str, births: tuple[str, ...]) -> None:
    assert read_name(written).births == births


@pytest.mark.parametrize(
    ("written", "surname", "given_names"),
    [
        ("Old Baby, born 12/3/25", "Baby", "Old"),
        ("Grace Okafor, age 76", "Okafor", "Grace"),
        ("John Smith, 999 000 0018", "Smith", "John"),
        ("Smith, born 3/4/61", "Smith", None),
        ("Unknown male, approx 40", "Unknown male", None),
        ("Grace Okafor 3 Feb 1950", "Okafor", "Grace"),
        ("Emma Mahmood b 1948", "Mahmood", "Emma"),
        ("John Smith DOB", "Smith", "John"),
        ("John Smith DOB unknown", "Smith", "John"),
        ("Smith, John, 3/4/61, she/her", "Smith", "John"),
        ("Dieter Schmidt né Weber", "Schmidt", "Dieter"),
    ],
)
def test_what_says_a_birth_or_a_number_is_no_part_of_the_name(
    written: str, surname: str, given_names: str | None
) -> None:
    found = read_name(written)
    assert (found.surname, found.given_names) == (surname, given_names)


@pytest.mark.parametrize(
    ("written", "asks"),
    [
        ("John Smith bed 4", "bed"),
        ("O NEILL Jo", "O'Neill"),
        ("Jo O NEILL", "O'Neill"),
        ("Smith, Mary / Jones, Tom", "two"),
        ("Mr & Mrs Smith", "two"),
        ("OAKES, Rose   MARSH, Lily", "two"),
    ],
)
def test_a_bed_a_second_person_and_a_lone_o_are_asked_about(written: str, asks: str) -> None:
    with pytest.raises(Refused, match=asks):
        read_name(written)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("Emma Mahmood 999 000 0018", ("999 000 0018",)),
        ("MAHMOOD, Emma (NHS no: 9990000018)", ("9990000018",)),
        ("Emma Mahmood 999 000 0019", ()),
    ],
)
def test_an_nhs_number_in_the_line_is_handed_on(written: str, numbers: tuple[str, ...]) -> None:
    found = read_name(written)
    assert (found.surname, found.given_names, found.nhs_numbers) == ("Mahmood", "Emma", numbers)
