"""What README.md lists is what there is: commands, settings, rooms, scripts."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from enabler.cli import FAMILIES
from enabler.config import KINDS, Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
NOT_FOR_PEOPLE = {"data-dictionary"}  # writes a file of this repository


def section(heading: str) -> str:
    return re.split(r"^## ", README.split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_command_is_listed_and_no_other() -> None:
    cells = re.findall(r"^\| (`.*) \| ", section("The command line"), re.MULTILINE)
    listed = {name for cell in cells for name in re.findall(r"`([a-z][a-z-]+)", cell)}
    assert listed == set(FAMILIES) - NOT_FOR_PEOPLE


def first_cells(heading: str) -> set[str]:
    cells = re.findall(r"^\| (`[^|]*) \|", section(heading), re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)}


def test_every_setting_is_listed_and_no_other() -> None:
    assert first_cells("Settings") == {field.name for field in fields(Settings)}


def test_what_a_setting_may_be_is_said() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ", section("Settings"), re.MULTILINE)
    assert dict(rows) == {"instance": "a folder"} | {name: kind.allowed for name, kind in KINDS.items()}


def test_every_room_is_on_the_map_and_no_other() -> None:
    there = {path.stem for path in (ROOT / "enabler").iterdir() if not path.name.startswith("_")}
    assert first_cells("The map of the house") == there


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/accessibility.md"])
def test_what_a_front_page_names_is_there(file: str) -> None:
    named = re.findall(
        r"(?<![\w/-])((?:script|docs|tests|enabler|templates|static)/[\w./-]*\w)", (ROOT / file).read_text()
    )
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
