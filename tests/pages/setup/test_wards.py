"""The wards of the installation, each leading to where it is changed."""

from sqlalchemy.orm import Session

from enabler.models import Ward
from tests.browser import Browser


def test_each_with_its_setting_and_phone(as_administrator: Browser, ward: Ward, other_ward: Ward) -> None:
    page = as_administrator.get("/wards")
    assert "Bosworth Bradgate Unit Mental health 0116 496 0100 not recorded" in page.main
    assert "Ward 12 Royal Infirmary Acute not recorded not recorded" in page.main
    assert page.follow("Bosworth").url.endswith(f"/wards/{ward.id}")


def test_without_a_ward_it_says_what_to_do(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get("/wards")
    assert "There is no ward yet. Add the wards where your officers work" in page.main
    assert page.follow("make their accounts").url.endswith("/users/new")


def test_for_administrators_only(as_officer: Browser) -> None:
    assert as_officer.get("/wards").status == 403
