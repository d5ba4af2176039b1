"""A ward under another name or phone; its stays stay with it."""

from sqlalchemy.orm import Session

from enabler.models import Ward
from tests.browser import Browser


def test_changed(as_administrator: Browser, session: Session, ward: Ward) -> None:
    page = as_administrator.get(f"/wards/{ward.id}").form().submit(name=" Bosworth  House ", phone="0116 496 0199")
    assert page.heading == "Wards" and "Saved for Bosworth House." in page.text
    session.expire_all()
    assert (ward.name, ward.phone, ward.hospital) == ("Bosworth House", "0116 496 0199", "Bradgate Unit")


def test_not_the_name_of_another(as_administrator: Browser, session: Session, ward: Ward, other_ward: Ward) -> None:
    page = as_administrator.get(f"/wards/{ward.id}").form().submit(name="ward 12")
    assert page.status == 422 and page.errors == ["There is already a ward Ward 12."]
    session.expire_all()
    assert ward.name == "Bosworth"


def test_a_stale_change_shows_both(as_administrator: Browser, ward: Ward) -> None:
    form = as_administrator.get(f"/wards/{ward.id}").form()
    as_administrator.get(f"/wards/{ward.id}").form().submit(phone="1111")
    page = form.submit(phone="2222")
    assert page.status == 422 and "1111" in page.main and "2222" in page.main


def test_what_lists_call_it(as_administrator: Browser, session: Session, ward: Ward, other_ward: Ward) -> None:
    page = as_administrator.get(f"/wards/{ward.id}").form().submit(called_on_lists=" RT5-B3W,  B3 ")
    assert page.heading == "Wards"
    again = as_administrator.get(f"/wards/{ward.id}").form()
    assert dict(again.values)["called_on_lists"] == "B3, RT5-B3W"
    taken = as_administrator.get(f"/wards/{other_ward.id}").form().submit(called_on_lists="rt5 b3w")
    assert taken.errors == ["Lists that say rt5 b3w mean Bosworth."]
    again.submit(called_on_lists="")
    session.expire_all()
    assert ward.called_on_lists == ""
