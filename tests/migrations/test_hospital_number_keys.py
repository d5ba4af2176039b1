"""Before 0013 a hospital number was found only as it was written: those on record get the key they would get now."""

from pathlib import Path

from enabler.migrations import upgrade
from enabler.rules.identity.number_key import number_key
from tests.migrations.earlier import revisions_up_to, run

THIS = "0013"
NUMBERS = ("0012345", "a-12 3.4", "RX\u200b001", "000", "12/3", "\uff11\uff12")


def test_numbers_on_record_get_their_key(empty_database_url: str, tmp_path: Path) -> None:
    url = empty_database_url
    upgrade(url, revisions_up_to(tmp_path, THIS, without=True))
    no = "false" if url.startswith("postgres") else 0
    columns = "id, ref, surname, surname_key, hospital_number, address_protected, version, recorded_at, recorded_by"
    stamp = f"{no}, 1, '2026-06-05 10:00:00', 'Sam Okafor'"
    run(url, *(
        f"INSERT INTO patients ({columns}) VALUES ({key}, 'P-{key}', 'Singh', 'singh', '{number}', {stamp})"
        for key, number in enumerate(NUMBERS, 1)
    ), f"INSERT INTO patients ({columns}) VALUES (99, 'P-99', 'Singh', 'singh', NULL, {stamp})")  # fmt: skip
    upgrade(url, revisions_up_to(tmp_path, THIS))
    (keys,) = run(url, "SELECT hospital_number_key FROM patients ORDER BY id")
    assert keys == [*map(number_key, NUMBERS), None]
