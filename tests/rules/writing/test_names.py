"""Names as written on wards and lists: one table that a nurse can read."""

import pytest

from enabler.rules.refusal import Refused
from enabler.rules.writing.names import read_name, read_name_in_two, surname_key, tidy_case

NOTHING: tuple[str, ...] = ()
READ = [  # as written; surname; given names; what is set aside
    # With a comma the surname is in front
    ("SINGH, Harpreet", "Singh", "Harpreet", NOTHING),
    ("singh, harpreet", "Singh", "Harpreet", NOTHING),
    ("McDonald, Ann", "McDonald", "Ann", NOTHING),
    ("Singh,", "Singh", None, NOTHING),
    ("Smith, John, Paul", "Smith", "John Paul", NOTHING),
    ("E, Wei", "E", "Wei", NOTHING),
    ("LORD, Peter", "Lord", "Peter", NOTHING),
    # Without one, what is in capitals is, else the last word
    ("SINGH Harpreet", "Singh", "Harpreet", NOTHING),
    ("Harpreet SINGH", "Singh", "Harpreet", NOTHING),
    ("MCDONALD Ian", "McDonald", "Ian", NOTHING),
    ("COX Tom", "Cox", "Tom", NOTHING),
    ("Harpreet Singh", "Singh", "Harpreet", NOTHING),
    ("harpreet kaur singh", "Singh", "Harpreet Kaur", NOTHING),
    ("HARPREET SINGH", "Singh", "Harpreet", NOTHING),
    ("  Łukasz   Żak ", "Żak", "Łukasz", NOTHING),
    # One name
    ("SINGH", "Singh", None, NOTHING),
    ("Suharto", "Suharto", None, NOTHING),
    ("Null", "Null", None, NOTHING),
    ("NULL, Amy", "Null", "Amy", NOTHING),
    ("NA, Li", "Na", "Li", NOTHING),
    ("NA, Na", "Na", "Na", NOTHING),
    # Surnames of several words
    ("VAN DYKE Jo", "Van Dyke", "Jo", NOTHING),
    ("Jan van der Berg", "van der Berg", "Jan", NOTHING),
    ("Jan van der BERG", "van der Berg", "Jan", NOTHING),
    ("DE LA CRUZ, Ana", "De La Cruz", "Ana", NOTHING),
    ("DE LA CRUZ Ana", "De La Cruz", "Ana", NOTHING),
    ("de Souza", "de Souza", None, NOTHING),
    ("David St. John", "St. John", "David", NOTHING),
    ("ST JOHN", "St John", None, NOTHING),
    ("Ms Ada Smith-Jones", "Smith-Jones", "Ada", ("Ms",)),
    ("Ada Smith- Jones", "Smith-Jones", "Ada", NOTHING),
    ("Ada SMITH JONES", "Smith Jones", "Ada", NOTHING),
    ("O' BRIEN, Mary", "O'Brien", "Mary", NOTHING),
    ("O`BRIEN, Mary", "O'Brien", "Mary", NOTHING),
    ("Mary O’Brien", "O’Brien", "Mary", NOTHING),
    # Initials
    ("A.J. Smith", "Smith", "A.J.", NOTHING),
    ("A J Smith", "Smith", "A J", NOTHING),
    ("AJ SMITH", "Smith", "AJ", NOTHING),
    ("Smith J", "Smith", "J", NOTHING),
    ("SINGH, HK", "Singh", "HK", NOTHING),
    ("Smith, AJ", "Smith", "AJ", NOTHING),
    # A title is one in front or in brackets; it is a name where one word would remain
    ("SINGH, Harpreet (Ms)", "Singh", "Harpreet", ("Ms",)),
    ("O'BRIEN, Mary Kate (Mrs.)", "O'Brien", "Mary Kate", ("Mrs.",)),
    ("Mr Brown, Dave", "Brown", "Dave", ("Mr",)),
    ("BROWN, Master Dave", "Brown", "Dave", ("Master",)),
    ("BROWN, Master", "Brown", "Master", NOTHING),
    ("Lord Peter Smith", "Smith", "Peter", ("Lord",)),
    ("LORD Peter", "Lord", "Peter", NOTHING),
    ("Peter Lord", "Lord", "Peter", NOTHING),
    ("Dean Master", "Master", "Dean", NOTHING),
    ("Master", "Master", None, NOTHING),
    ("Nina Doctor", "Doctor", "Nina", NOTHING),
    ("Sister Mary Flynn", "Flynn", "Mary", ("Sister",)),
    ("Rev Dr John Smith", "Smith", "John", ("Rev", "Dr")),
    # Mr, Mrs, Ms, Miss, Mx, Dr, Prof and Rev are nobody's name
    ("Mr Singh", "Singh", None, ("Mr",)),
    ("SMITH, John Mr", "Smith", "John", ("Mr",)),
    # Honours go, suffixes tell the father from the son
    ("PC Kelly Brown MBE", "Brown", "Kelly", ("MBE", "PC")),
    ("John Smith, OBE", "Smith", "John", ("OBE",)),
    ("SMITH MBE, John", "Smith", "John", ("MBE",)),
    ("John Obe", "Obe", "John", NOTHING),
    ("John Smith Jr", "Smith", "John Jr", NOTHING),
    ("JOHN SMITH III", "Smith", "John III", NOTHING),
    ("SMITH Jr, John", "Smith", "John Jr", NOTHING),
    ("John Smith, Jr.", "Smith", "John Jr", NOTHING),
    ("Singh ii Singh ii,", "Singh", "Singh II II", NOTHING),
    ("Naomi Ii", "Ii", "Naomi", NOTHING),
    ("Ann Senior", "Senior", "Ann", NOTHING),
    # Marks, numbers and clinical words are no name
    ("*SMITH, John*", "Smith", "John", ("*", "*")),
    ("SMITH, John # NOF", "Smith", "John", ("# NOF",)),
    ("SMITH?, John", "Smith", "John", ("?",)),
    ("SMITH, John -", "Smith", "John", ("-",)),
    ("SMITH, John '", "Smith", "John", ("'",)),
    ("SMITH, NIL", "Smith", None, ("NIL",)),
    ("SMITH, John DNAR", "Smith", "John", ("DNAR",)),
    ("Nil Kaur", "Kaur", "Nil", NOTHING),
    ("SMITH, John 72y (M)", "Smith", "John", ("M",)),
    ("Old Baby, born 12/3/25", "Baby", "Old", NOTHING),
    # Babies, by whose they are
    ("Baby Smith", "Smith", "Baby", NOTHING),
    ("Baby of Smith", "Smith", "Baby", NOTHING),
    ("Baby of Sarah Smith", "Smith", "Baby of Sarah", NOTHING),
    ("B/O SMITH, SARAH", "Smith", "Baby of Sarah", NOTHING),
    ("SMITH, Baby of Sarah", "Smith", "Baby of Sarah", NOTHING),
]


@pytest.mark.parametrize(("written", "surname", "given", "aside"), READ)
def test_a_line_becomes_surname_and_given_names(
    written: str, surname: str, given: str | None, aside: tuple[str, ...]
) -> None:
    found = read_name(written)
    assert (found.surname, found.given_names, found.set_aside, found.is_known) == (surname, given, aside, True)


@pytest.mark.parametrize(("written", "surname", "given", "aside"), READ)
def test_what_was_written_back_is_read_the_same(
    written: str, surname: str, given: str | None, aside: tuple[str, ...]
) -> None:
    again = read_name(f"{surname}, {given or ''}")
    assert (again.surname, again.given_names, again.set_aside) == (surname, given, NOTHING)


@pytest.mark.parametrize(
    ("written", "given", "known_as"),
    [
        ("Singh, Harpreet (Harry)", "Harpreet", "Harry"),
        ("Harpreet Singh (Harry)", "Harpreet", "Harry"),
        ("SINGH, HARPREET (HARRY)", "Harpreet", "Harry"),
        ("Harpreet Singh known as Harry", "Harpreet", "Harry"),
        ("SINGH, Harpreet aka Harry", "Harpreet", "Harry"),
        ("Harpreet Singh prefers Harry", "Harpreet", "Harry"),
        ("Harpreet Singh (known as Harry)", "Harpreet", "Harry"),
        ('Harpreet "Harry" Singh', "Harpreet", "Harry"),
        ("Singh, Harpreet (Harry", "Harpreet", "Harry"),
        ("Singh (Harry)", None, "Harry"),
        ("Harpreet (HK) Singh", "Harpreet", "HK"),
        ("SINGH, Harpreet (Ms) (Harry)", "Harpreet", "Harry"),
    ],
)
def test_the_name_somebody_goes_by_stands_apart(written: str, given: str | None, known_as: str) -> None:
    found = read_name(written)
    assert (found.surname, found.given_names, found.known_as) == ("Singh", given, known_as)


@pytest.mark.parametrize("mark", ["deceased", "They/Them", "she/her", "on leave", "deaf"])
def test_how_somebody_is_is_not_what_they_are_called(mark: str) -> None:
    found = read_name(f"SINGH, Harpreet (Harry) ({mark})")
    assert (found.given_names, found.known_as, found.set_aside) == ("Harpreet", "Harry", (mark,))


@pytest.mark.parametrize("written", ["Mary Smith née Jones", "SMITH, Mary (née Jones)", "Smith, Mary (formerly Jones)"])
def test_an_earlier_name_is_neither_surname_nor_what_somebody_is_called(written: str) -> None:
    found = read_name(written)
    assert (found.surname, found.given_names, found.known_as) == ("Smith", "Mary", None)
    assert "Jones" in found.says[0]


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("AJ Smith", "Is AJ the surname or initials?"),
        ("NG Wei", "Is NG the surname or initials?"),
        ("SINGH HK", "Is HK the surname or initials?"),
        ("LORD Peter James", "Is LORD the surname or a title?"),
        ("JOHN OBE", "Is OBE the surname or an honour?"),
        ("Mary Ann Senior", "Is Senior the surname?"),
        ("aka Harry Singh", "Where does the surname begin?"),
        ("Harpreet aka Harry Singh", "Where does the surname begin?"),
        ("Ada Smith - Jones", "Is what follows “-” part of the name?"),
        ("Sm1th, John", "“Sm1th” has a digit or a mark inside."),
        ("M?ller, Jörg", "“M?ller” has a digit or a mark inside."),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked(written: str, question: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_name(written)
    assert refusal.value.sentence.startswith(question) and refusal.value.field == "name"


@pytest.mark.parametrize("written", ["", "  ", ",", "12", ", Harpreet", "(Mr)", "Mr", "-", "NIL", "*", "Mr, John"])
def test_a_line_without_a_surname_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="Enter a name") as refusal:
        read_name(written)
    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    ("written", "surname"),
    [
        ("UNKNOWN MALE", "Unknown male"),
        ("Male, Unknown", "Unknown male"),
        ("Unidentified woman", "Unidentified woman"),
        ("Unknown", "Unknown"),
        ("Unknown Unknown", "Unknown unknown"),
        ("Unidentified patient", "Unidentified patient"),
        ("TRAUMA, Zulu", "Trauma Zulu"),
        ("Trauma Female Zulu", "Trauma Zulu female"),
    ],
)
def test_somebody_whom_nobody_knows_has_no_given_name(written: str, surname: str) -> None:
    found = read_name(written)
    assert (found.surname, found.given_names, found.is_known) == (surname, None, False)
    assert found.says == ("It is not known who this is.",)
    assert read_name(f"{surname},") == found


@pytest.mark.parametrize(
    ("written", "is_said"),
    [
        ("JOHN SMITH", True),
        ("MR JOHN SMITH", True),
        ("SMITH, JOHN", False),
        ("John SMITH", False),
        ("SMITH", False),
        ("UNKNOWN MALE", False),
        ("ST JOHN", False),
    ],
)
def test_a_line_all_in_capitals_says_how_it_was_read(written: str, is_said: bool) -> None:
    assert ("All in capitals: the last word is taken as the surname." in read_name(written).says) == is_said


def test_what_is_set_aside_is_said_and_where_it_is_kept_without_numbers() -> None:
    found = read_name("Mr *John Smith* born 1/2/50")
    assert found.says == ("Set aside from the name: born 1/2/50, *, Mr.",)
    assert found.says_of_nobody == ("Set aside from the name: *, Mr.",)
    assert read_name("Smith, John").says == ()


@pytest.mark.parametrize(
    ("columns", "surname", "given"),
    [
        (("O'BRIEN", "MARY"), "O'Brien", "Mary"),
        (("NULL", "AMY"), "Null", "Amy"),
        (("SMITH JONES JR", ""), "Smith Jones", "Jr"),
        (("St. John", "Mr David (Dai)"), "St. John", "David"),
        (("", "Suharto"), "Suharto", None),
        (("UNKNOWN", "MALE"), "Unknown male", None),
        (("LORD", "PETER"), "Lord", "Peter"),
    ],
)
def test_two_columns_are_one_name(columns: tuple[str, str], surname: str, given: str | None) -> None:
    found = read_name_in_two(*columns)
    assert (found.surname, found.given_names) == (surname, given)


@pytest.mark.parametrize(
    ("surname", "key"),
    [
        ("O’Brien", "obrien"),
        ("O'BRIEN", "obrien"),
        ("Smith-Jones", "smithjones"),
        ("Smith Jones", "smithjones"),
        ("Müller", "muller"),
        ("Øłdß", "oldss"),
        ("王", "王"),
        ("-", "-"),
    ],
)
def test_a_surname_folds(surname: str, key: str) -> None:
    assert surname_key(surname) == key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("o'brien", "O'Brien"),
        ("McKay", "McKay"),
        ("J", "J"),
        ("", ""),
        ("ŞAHİN", "Şahin"),
        ("ΓΙΩΡΓΟΣ", "Γιωργος"),
        ("STRAßE", "Straße"),
        ("mckay-reid", "McKay-Reid"),
        ("MCA", "Mca"),
        ("ÉVA", "Éva"),
    ],
)
def test_case_is_mended_only_where_there_is_none(typed: str, kept: str) -> None:
    assert tidy_case(typed) == kept
