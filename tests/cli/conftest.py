"""The command line on an instance of its own, as `script/enabler` runs it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from enabler.cli import main
from enabler.migrations import upgrade

Enabler = Callable[..., Result]


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("upgraded") / "enabler.sqlite3"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def place(tmp_path: Path, upgraded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance with a database and nobody in it."""
    for name in [name for name in os.environ if name.startswith("ENABLER_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o700)
    shutil.copyfile(upgraded, folder / "enabler.sqlite3")
    monkeypatch.setenv("ENABLER_INSTANCE", str(folder))
    return folder


@pytest.fixture
def enabler(place: Path) -> Enabler:
    """Runs a command; `out` and `err` of what comes back are apart."""

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return run
