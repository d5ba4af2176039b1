"""Names that look alike have one key, names that differ to the eye have two."""

import pytest

from enabler.rules.writing.look_alikes import look_alike_key


@pytest.mark.parametrize(
    "other",
    [
        "pat o’brien", "PAT O`BRIEN", "Pat OBrien", "Pat  O'Brien", "PatO‘Brien", "Pat O\u200b'Brien", "Ｐａｔ Ｏ＇Ｂｒｉｅｎ",
        "Pát O'Brién", "Раt O'Brien", "Pat О'Вriеn", "Ρat Ο'Βrien", "Pat 0'Brien", "Pat-O'Brien", "Pat O'Brıen",
    ],
)  # fmt: skip
def test_alike(other: str) -> None:
    assert look_alike_key(other) == look_alike_key("Pat O'Brien")


@pytest.mark.parametrize("other", ["Pat O'Bryen", "Pat Brien", "Pat O'Brien 2", "Sam O'Brien", "Пат О'Браен"])
def test_apart(other: str) -> None:
    assert look_alike_key(other) != look_alike_key("Pat O'Brien")


def test_names_in_another_alphabet_keep_their_letters() -> None:
    assert look_alike_key("Юлия Жукова") != look_alike_key("Юлий Жуков")
    assert look_alike_key("李明") == "李明"
