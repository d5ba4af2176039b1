"""Letters that were decoded wrongly are known again; names as they are written are left alone."""

import pytest

from enabler.rules.writing.letters import with_letters_repaired


def decoded_wrongly(text: str) -> str:
    """The text's UTF-8 read as Windows letters, as Excel does with a file that has no mark."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


@pytest.mark.parametrize("name", ["MÜLLER, Jörg", "O’Brien", "Łukasz", "Μαρία", "ŠIŠKOVÁ", "Nguyễn Thị", "Łódź–Ÿ"])
@pytest.mark.parametrize("times", [1, 2])
def test_repaired(name: str, times: int) -> None:
    written = name
    for _ in range(times):
        written = decoded_wrongly(written)
    assert with_letters_repaired(written) == name


@pytest.mark.parametrize(
    "name", ["MÜLLER, Jörg", "JOSÉ’S", "CAFÉ“", "ÂNGELA", "SÃO", "MÜßIG", "ÄÖÜ", "PÕÕSAS", "Μαρία", "Nguyễn", "Ærø", ""]
)
def test_left_alone(name: str) -> None:
    assert with_letters_repaired(name) == name
