"""Two people who only look alike leave the list, for good."""

from sqlalchemy.orm import Session

from enabler.models import Stay, Ward
from tests import makers
from tests.browser import Browser


def test_one_button_takes_them_off_the_list(as_officer: Browser, twice: tuple[Stay, Stay]) -> None:
    page = as_officer.get("/duplicates").form("Not the same person").submit()
    assert "Remembered: they are two people." in page.main
    assert "Nobody within your reach looks like somebody else" in page.main
    assert "Not the same person: 1 pair" in page.main
    assert "Likely duplicates" not in as_officer.get("/today").text


def test_it_has_a_page_of_its_own(as_officer: Browser, twice: tuple[Stay, Stay]) -> None:
    page = as_officer.get(f"/patients/{twice[1].patient_id}/apart/{twice[0].patient_id}")
    assert "Remembered" in page.form("Not the same person").submit().main


def test_out_of_reach_is_not_there(
    as_officer: Browser, session: Session, other_ward: Ward, twice: tuple[Stay, Stay]
) -> None:
    hidden = makers.make_stay(session, other_ward, surname="Hidden").patient_id
    assert as_officer.get(f"/patients/{twice[0].patient_id}/apart/{hidden}").status == 404
    assert as_officer.get(f"/patients/{twice[0].patient_id}/apart/{twice[0].patient_id}").status == 404
