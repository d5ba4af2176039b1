"""What holds for every form about a stay: reach, role, double clicks, other patients, stale saves, any text at all."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import AuditLine, Stay, User, Ward
from tests.browser import Browser, Form, Page
from tests.cases import make_case
from tests.pages.patient.forms_of_stay import FORMS, StayForm, changes_made, furnish
from tests.pages.patient.forms_of_work import WORK, WorkForm, furnish_work

MARKUP = "<script>alert('Ng')</script><b>&amp;"
HUGE = "x" * 100_000

EVERY = [*FORMS, *WORK]
every_form = pytest.mark.parametrize("which", EVERY, ids=lambda form: form.name)


@pytest.fixture
def which_form(request: pytest.FixtureRequest) -> StayForm:
    form: StayForm = request.node.callspec.params["which"]
    return form


def furnished(session: Session, case: Stay, which: StayForm) -> Stay:
    """A case with what the form is about."""
    if isinstance(which, WorkForm):
        return furnish_work(session, case)
    return furnish(session, case, ended=which.name == "add_ready_period")


@pytest.fixture
def stay(session: Session, ward: Ward, which_form: StayForm) -> Stay:
    return furnished(session, make_case(session, ward), which_form)


@pytest.fixture
def other(session: Session, ward: Ward, which_form: StayForm) -> Stay:
    return furnished(session, make_case(session, ward, surname="Brown", given_names="Dave"), which_form)


@pytest.fixture
def elsewhere(session: Session, other_ward: Ward, which_form: StayForm) -> Stay:
    return furnished(session, make_case(session, other_ward, surname="Khan", given_names="Amir"), which_form)


def written(form: Form) -> list[str]:
    """The fields in which anything may be written."""
    skipped = {"csrf_token", "token", "version", "for_stay"}
    fields = [*form.element.iter("textarea"), *form.element.iter("input")]
    return [one.get("name") for one in fields if one.get("type", "text") == "text" and one.get("name") not in skipped]


def is_kept(page: Page, typed: str) -> bool:
    values = [one.get("value") or one.text or "" for one in page.tree.iter("input", "textarea")]
    return any(value.strip() == typed for value in values)


@every_form
def test_a_save_is_made_once_however_often_it_is_sent(
    which: StayForm, as_officer: Browser, session: Session, stay: Stay
) -> None:
    before = changes_made(session)
    form = as_officer.get(which.at(stay)).form().fill(**which.good)
    page = form.submit()
    assert page.status == 200, page.errors
    assert ("SINGH, Harpreet" if "surname" not in which.good else "KAUR, Harpreet") in page.main
    assert changes_made(session) == before + which.changes
    again = form.submit()
    assert again.status == 200
    assert changes_made(session) == before + which.changes


@every_form
def test_what_is_refused_changes_nothing(
    which: StayForm, as_officer: Browser, session: Session, coordinator: User, stay: Stay, other: Stay, elsewhere: Stay
) -> None:
    """One form, sent in every way that is wrong."""
    page = as_officer.get(which.at(stay))
    before = changes_made(session)
    for_another_patient_it_comes_back_with_its_text(which, page.form(), which.at(other))
    what_lies_out_of_reach_is_not_there(which, page.form(), which.at(elsewhere), session)
    a_huge_text_is_refused_at_its_field_and_kept(which, page.form())
    choices_that_are_in_no_list_are_refused(which, page.form())
    assert Browser(as_officer.app).sign_in(coordinator).get(which.at(stay)).status == 403, "only officers change"
    assert changes_made(session) == before


def for_another_patient_it_comes_back_with_its_text(which: StayForm, form: Form, others: str) -> None:
    page = form.page.browser.post(others, form.fill(**which.good).values)
    assert page.status == 422
    assert "made for another patient" in page.errors[0]
    assert "BROWN, Dave" in page.text
    typed = [value for name, value in which.good.items() if name in written(form)]
    assert all(is_kept(page, value) for value in typed)


def what_lies_out_of_reach_is_not_there(which: StayForm, form: Form, out_of_reach: str, session: Session) -> None:
    officer = form.page.browser
    hidden, nowhere = officer.get(out_of_reach), officer.get("/stays/999999/change")
    assert (hidden.status, hidden.text) == (nowhere.status, nowhere.text) == (404, nowhere.text)
    assert officer.post(out_of_reach, form.fill(**which.good).values).status == 404
    assert session.scalar(select(func.count()).where(AuditLine.action == "refused stay")) == 3


def a_huge_text_is_refused_at_its_field_and_kept(which: StayForm, form: Form) -> None:
    fields = written(form)
    if fields:
        page = form.submit(**{**which.good, **dict.fromkeys(fields, HUGE)})
        assert page.status == 422
        assert len(page.errors) >= len(fields)
        assert is_kept(page, HUGE)


def choices_that_are_in_no_list_are_refused(which: StayForm, form: Form) -> None:
    chosen = {one.get("name") for one in form.element.iter("select")}
    chosen |= {one.get("name") for one in form.element.iter("input") if one.get("type") == "radio"}
    if chosen:
        page = form.submit(**{**which.good, **dict.fromkeys(chosen, "made up")})
        assert page.status == 422
        assert len(page.errors) == len(chosen)


@every_form
def test_markup_is_printed_as_text(which: StayForm, as_officer: Browser, stay: Stay) -> None:
    form = as_officer.get(which.at(stay)).form()
    texts = {name: MARKUP for name in written(form) if not name.endswith("_on") and name not in which.good}
    page = form.fill(**{**which.good, **texts}).submit()
    for shown in (page, as_officer.get(which.at(stay)), as_officer.get(f"/stays/{stay.id}"), history(as_officer, stay)):
        assert shown.status in (200, 422)
        assert "<script>alert" not in shown.html


def history(browser: Browser, stay: Stay) -> Page:
    return browser.get(f"/stays/{stay.id}/history")


@every_form
def test_an_empty_form_never_breaks(which: StayForm, as_officer: Browser, stay: Stay) -> None:
    form = as_officer.get(which.at(stay)).form()
    hidden = {"csrf_token", "token", "version", "for_stay"}
    form.values = [(name, value) for name, value in form.values if name in hidden]
    assert form.submit().status in (200, 422)


@pytest.mark.parametrize("which", [one for one in EVERY if one.theirs], ids=lambda form: form.name)
def test_a_stale_save_shows_both_texts(
    which: StayForm, app: Flask, as_officer: Browser, session: Session, officer: User, stay: Stay
) -> None:
    mine = as_officer.get(which.at(stay)).form().fill(**which.good)
    theirs = Browser(app).sign_in(officer).get(which.at(stay)).form().submit(**(which.theirs or {}))
    assert theirs.status == 200
    before = changes_made(session)
    page = mine.submit()
    assert page.status == 422
    assert "Somebody else saved this" in page.errors[0]
    assert changes_made(session) == before
    table = next(page.tree.iter("table"))
    assert len(list(table.iter("tr"))) >= 2
    again = page.form().submit()
    if again.status == 422:
        assert "already" in again.errors[0]  # what they did cannot be done twice
    else:
        assert changes_made(session) == before + which.changes
