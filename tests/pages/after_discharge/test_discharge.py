"""Recording that somebody left: what is asked, what is refused, what is kept."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from enabler.models import FollowUp, Stay, Ward
from enabler.vocabulary import Milestone
from enabler.wording.formatting import checks_planned
from tests.browser import Browser
from tests.cases import make_case

GOOD = {
    "discharged_on": "4/6/26",
    "discharge_outcome": "discharged",
    "discharge_destination": "19",
    "home_after": "02",
    "discharge_note": "Keys with the sister.",
}


def address(stay: Stay) -> str:
    return f"/stays/{stay.id}/discharge"


def test_left(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(address(stay)).form()
    assert "Ready since Tue 5 May 2026" in form.page.main
    page = form.submit(**GOOD)
    assert f"SINGH, Harpreet: discharged on Thu 4 June 2026. Planned: {checks_planned()}." in page.main
    assert "48 hours Sat 6 June 2026" in page.main
    assert session.get_one(Stay, stay.id, populate_existing=True).discharged_on == date(2026, 6, 4)


def test_a_barrier_that_was_resolved_by_then(as_officer: Browser, session: Session, stay: Stay) -> None:
    barrier = stay.barriers[0]
    form = as_officer.get(address(stay)).form()
    assert "Rent or mortgage arrears, since 1 April 2026" in form.page.main
    form.submit(**GOOD, resolved=str(barrier.id))
    session.expire_all()
    assert barrier.intervals[0].resolved_on == date(2026, 6, 4)


@pytest.mark.parametrize(
    ("home_after", "says"),
    [("12", "without a settled home"), ("not known", "nobody counts as housed until somebody has asked")],
)
def test_code_19_never_means_housed(as_officer: Browser, stay: Stay, home_after: str, says: str) -> None:
    page = as_officer.get(address(stay)).form().submit(**GOOD | {"home_after": home_after})
    assert says in page.main


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"discharged_on": ""}, "Enter the day they left."),
        ({"discharged_on": "31/2/26"}, "31/2/26 is not a date: February 2026 has 28 days."),
        ({"discharged_on": "whenever"}, "is not a date"),
        ({"discharged_on": "31/3/26"}, "Left before admitted"),
        ({"discharged_on": "4/5/26"}, "Left before ready: the ready date is 5 May 2026."),
        ({"discharged_on": "tomorrow"}, "in the future"),
        ({"discharge_destination": ""}, "Choose where they went."),
        ({"discharge_destination": "79"}, "only for a patient who died"),
        ({"home_after": ""}, "includes no fixed abode: choose what kind of home it is"),
        ({"discharge_outcome": "died"}, "has no other destination"),
        ({"discharge_note": "x" * 20_001}, "too long"),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(
    as_officer: Browser, session: Session, stay: Stay, said: dict[str, str], sentence: str
) -> None:
    page = as_officer.get(address(stay)).form().submit(**GOOD | said)
    assert page.status == 422
    assert any(sentence in error for error in page.errors), page.errors
    kept = dict(page.form().values)
    assert {name: kept.get(name) for name in GOOD} == GOOD | said
    assert session.get_one(Stay, stay.id, populate_existing=True).discharged_on is None
    assert session.query(FollowUp).count() == 0


@pytest.mark.parametrize("name", ["discharge_outcome", "discharge_destination", "home_after"])
def test_unknown_codes(as_officer: Browser, session: Session, stay: Stay, name: str) -> None:
    form = as_officer.get(address(stay)).form()
    form.values = [(key, value) for key, value in form.values if key != name] + [(name, "<b>x")]
    page = form.submit(**{key: value for key, value in GOOD.items() if key != name})
    assert page.status == 422 and len(page.errors) == 1
    assert "<b>x" not in page.html


def test_markup_is_text(as_officer: Browser, stay: Stay) -> None:
    markup = "<script>alert(1)</script>"
    page = as_officer.get(address(stay)).form().submit(**GOOD | {"discharge_note": markup})
    assert markup in page.main and markup not in page.html


def test_no_outcome_chosen(as_officer: Browser, stay: Stay) -> None:
    page = as_officer.get(address(stay)).form().submit(discharged_on="4/6/26")
    assert page.errors == ["Choose how the stay ended."]


def test_a_form_for_another_patient(as_officer: Browser, session: Session, ward: Ward, stay: Stay) -> None:
    other = make_case(session, ward, surname="Novak")
    form = as_officer.get(address(stay)).form()
    form.element.set("action", address(other))
    page = form.submit(**GOOD)
    assert "made for another patient" in page.errors[0]
    assert session.get_one(Stay, other.id, populate_existing=True).discharged_on is None


def test_twice_makes_one(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(address(stay)).form()
    form.submit(**GOOD)
    again = form.submit(**GOOD)
    assert again.status == 200 and checks_planned() in again.main
    assert session.query(FollowUp).count() == len(Milestone)


def test_an_old_form_shows_both(as_officer: Browser, session: Session, stay: Stay) -> None:
    form = as_officer.get(address(stay)).form()
    stay.bed = "12"
    session.commit()
    page = form.submit(**GOOD)
    assert page.status == 422 and "Somebody else saved this" in page.errors[0]
    assert page.form().submit().status == 200
    assert session.get_one(Stay, stay.id, populate_existing=True).discharged_on == date(2026, 6, 4)


def test_somebody_who_has_left_is_sent_to_the_change(as_officer: Browser, home: Stay) -> None:
    assert as_officer.get(address(home)).heading == "Change the discharge"
