"""Whoever was on record before 0015 is found by every word of their names, and the name in brackets stands apart."""

from pathlib import Path

from enabler.migrations import upgrade
from enabler.rules.writing.name_words import search_words
from tests.migrations.earlier import revisions_up_to, run

THIS = "0015"
PEOPLE = {
    1: ("O’Brien-Müller", "Harpreet (Harry)"),
    2: ("İNCİ", "Łukasz J."),
    3: ("van der Berg", None),
    4: ("Παπαδόπουλος", "Γιώργος"),
    5: ("शर्मा", "(née Lord) Ann"),
}


def test_names_part_and_words_are_filled(empty_database_url: str, tmp_path: Path) -> None:
    url = empty_database_url
    upgrade(url, revisions_up_to(tmp_path, THIS, without=True))
    no = "false" if url.startswith("postgres") else 0
    columns = "id, ref, surname, given_names, surname_key, address_protected, version, recorded_at, recorded_by"
    for key, (surname, given) in PEOPLE.items():
        names = f"'{surname}', " + (f"'{given}'" if given else "NULL")
        run(
            url,
            f"INSERT INTO patients ({columns})"
            f" VALUES ({key}, 'P-{key}', {names}, 'x', {no}, 1, '2026-06-05 10:00:00', 'Sam')",
        )
    upgrade(url, revisions_up_to(tmp_path, THIS))
    [kept] = run(url, "SELECT id, surname, given_names, known_as FROM patients ORDER BY id")
    assert [row[2:] for row in kept] == [
        ("Harpreet", "Harry"), ("Łukasz J.", None), (None, None), ("Γιώργος", None), ("(née Lord) Ann", None)
    ]  # fmt: skip
    [words] = run(url, "SELECT patient_id, word FROM patient_words")
    assert set(words) == {(row[0], word) for row in kept for word in search_words(*row[1:])}
    assert {"obrien", "muller", "mueller", "obrienmuller", "harry"} <= {word for key, word in words if key == 1}
