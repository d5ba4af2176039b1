"""A folder to bring in."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.exchange.folder import Folder


@pytest.fixture
def folder(tmp_path: Path, session: Session) -> Folder:
    path = tmp_path / "caseload"
    path.mkdir()
    return Folder(path, session)
