"""Two who were said to be two people come back to the list."""

from enabler.models import Stay
from tests.browser import Browser


def test_back_on_the_list(as_officer: Browser, twice: tuple[Stay, Stay]) -> None:
    apart = as_officer.get("/duplicates").form("Not the same person").submit()
    page = apart.form("They may be one person").submit()
    assert "They are on the list again." in page.main
    assert "Look and merge" in page.main


def test_nobody_said_so(as_officer: Browser, twice: tuple[Stay, Stay]) -> None:
    page = as_officer.get(f"/patients/{twice[0].patient_id}/apart/{twice[1].patient_id}/undo")
    assert page.form("They may be one person").submit().errors == ["Nobody has said that these are two people."]
