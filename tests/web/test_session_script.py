"""session.js in Chromium: blank, lock, other tabs, Back after sign-out, typed text on the server."""

import re
from collections.abc import Callable
from time import monotonic

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from enabler import clock
from enabler.database import atomic
from enabler.models import DischargeCheckAnswer, Draft, SignInSession, Stay, User, Ward
from enabler.web.db import db
from tests.cases import make_case
from tests.conftest import PASSWORD
from tests.fixtures_browser import axe

pytestmark = pytest.mark.browser
COVER = ".screen-cover"


@pytest.fixture
def stay(session: Session, ward: Ward) -> Stay:
    return make_case(session, ward, ready_on=None)


@pytest.fixture
def at_work(page: Page, officer: User, stay: Stay) -> Page:
    """Signed in, at the checklist, with a clock that the test moves."""
    page.clock.install()
    sign_in(page, officer)
    page.goto(f"/stays/{stay.id}/checklist")
    return page


def sign_in(page: Page, officer: User) -> None:
    page.goto("/sign-in")
    page.get_by_label("Your name").fill(officer.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def wait_for(page: Page, holds: Callable[[], bool]) -> None:
    """Waits in Playwright's own way: its requests go through the test, so a plain sleep would hold them up."""
    end = monotonic() + 10
    while not holds():
        assert monotonic() < end, "it did not come about"
        page.wait_for_timeout(50)


def drafts(app: Flask) -> list[str]:
    with app.app_context():
        return [draft.fields for draft in db.session.query(Draft)]


def test_blank_when_nobody_is_there_and_back_by_any_key(at_work: Page) -> None:
    note = at_work.locator("[name=keys_note]")
    note.fill("With the sister")
    expect(at_work.locator(COVER)).to_be_hidden()
    at_work.clock.run_for("05:10")
    expect(at_work.locator(COVER)).to_contain_text("Press any key")
    expect(at_work.locator("main")).to_be_hidden()
    assert axe(at_work) == []
    at_work.keyboard.press("Enter")  # brings the screen back, and does not send the form
    expect(at_work.locator("main")).to_be_visible()
    expect(note).to_have_value("With the sister")


def test_locks_by_itself_and_the_text_is_there_after(app: Flask, at_work: Page, stay: Stay) -> None:
    at_work.locator("[name=keys_note]").fill("With the sister")
    at_work.clock.run_for(3_500)
    wait_for(at_work, lambda: bool(drafts(app)))
    at_work.clock.run_for("10:10")
    at_work.wait_for_url(re.compile(r"/unlock\?to="))
    expect(at_work.get_by_role("heading", name="Locked")).to_be_visible()
    at_work.get_by_label("Password").fill(PASSWORD)
    at_work.get_by_role("button", name="Unlock").click()
    expect(at_work.locator("[name=keys_note]")).to_have_value("With the sister")
    expect(at_work.get_by_text("It is not saved yet")).to_be_visible()
    assert axe(at_work) == []


def test_lock_by_key(at_work: Page) -> None:
    expect(at_work.get_by_role("button", name="Lock Ctrl+Alt+L")).to_be_visible()
    at_work.keyboard.press("Control+Alt+KeyL")
    expect(at_work.get_by_role("heading", name="Locked")).to_be_visible()


def test_lock_by_key_in_the_middle_of_a_word_keeps_it_first(at_work: Page) -> None:
    at_work.locator("[name=keys_note]").press_sequentially("With the sis")
    with at_work.expect_request("**/lock"):
        with at_work.expect_response("**/draft") as kept:
            at_work.keyboard.press("Control+Alt+KeyL")
        assert kept.value.status == 204
    at_work.get_by_label("Password").fill(PASSWORD)
    at_work.get_by_role("button", name="Unlock").click()
    expect(at_work.locator("[name=keys_note]")).to_have_value("With the sis")


def test_a_server_that_keeps_nothing_does_not_hold_up_the_lock(at_work: Page) -> None:
    at_work.route("**/draft", lambda route: None)
    at_work.locator("[name=keys_note]").press_sequentially("With the sister")
    at_work.keyboard.press("Control+Alt+KeyL")
    expect(at_work.get_by_role("heading", name="Locked")).to_be_visible()
    at_work.unroute_all(behavior="ignoreErrors")


def test_a_form_sent_after_the_sign_in_ended_is_back_without_scripts_too(
    chromium: Browser, live_server: str, session: Session, officer: User, stay: Stay
) -> None:
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, officer)
    page.goto(f"/stays/{stay.id}/checklist")
    page.locator("[name=keys_note]").fill("With the sister")
    session.rollback()
    with atomic(session):
        session.execute(update(SignInSession).values(ended_at=clock.now()))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your sign-in has ended")).to_be_visible()
    assert "With the sister" not in page.content()
    page.get_by_label("Your name").fill(officer.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("[name=keys_note]")).to_have_value("With the sister")
    context.close()


def test_typed_text_is_on_the_server_within_five_seconds(at_work: Page, app: Flask) -> None:
    note = at_work.locator("[name=keys_note]")
    note.press_sequentially("With the")
    at_work.clock.run_for(2_000)
    note.press_sequentially(" sister")  # going on does not put it off
    at_work.clock.run_for(1_500)
    wait_for(at_work, lambda: bool(drafts(app)))
    assert "With the sister" in drafts(app)[0]


def test_not_back_after_saving_or_cancelling(at_work: Page, app: Flask, stay: Stay) -> None:
    at_work.locator("[name=keys_note]").fill("With the sister")
    at_work.clock.run_for(3_500)
    wait_for(at_work, lambda: bool(drafts(app)))
    at_work.get_by_role("link", name="Cancel").click()
    wait_for(at_work, lambda: not drafts(app))
    at_work.goto(f"/stays/{stay.id}/checklist")
    at_work.locator("[name=keys_note]").fill("With the brother")
    at_work.get_by_role("button", name="Save").click()
    at_work.wait_for_url("**/follow-ups")
    at_work.clock.run_for(6_000)
    at_work.wait_for_timeout(300)
    assert drafts(app) == []


def test_a_second_tab_follows(at_work: Page, stay: Stay) -> None:
    other = at_work.context.new_page()
    other.goto(f"/stays/{stay.id}/follow-ups")
    at_work.keyboard.press("Control+Alt+KeyL")
    expect(other.locator("main")).to_be_hidden()
    expect(other.get_by_role("heading", name="Locked")).to_be_visible()


def test_a_second_tab_shows_nothing_while_a_slow_server_locks(at_work: Page, stay: Stay) -> None:
    other = at_work.context.new_page()
    other.goto(f"/stays/{stay.id}/follow-ups")
    held: list[Route] = []
    at_work.route("**/lock", lambda route: held.append(route))
    at_work.keyboard.press("Control+Alt+KeyL")
    other.wait_for_timeout(2_500)
    expect(other.locator("main")).to_be_hidden()
    held[0].continue_()
    expect(other.get_by_role("heading", name="Locked")).to_be_visible()


def test_back_after_signing_out_shows_nothing(at_work: Page) -> None:
    at_work.get_by_role("button", name="Sign out").click()
    expect(at_work.get_by_role("heading", name="Sign in")).to_be_visible()
    at_work.go_back()
    expect(at_work.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "SINGH" not in at_work.content()


def test_back_after_locking_shows_nothing_without_scripts_either(
    chromium: Browser, live_server: str, officer: User, stay: Stay
) -> None:
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, officer)
    page.goto(f"/stays/{stay.id}")
    assert "SINGH" in page.content()
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    assert "SINGH" not in page.content()
    context.close()


def test_a_form_does_not_leave_for_a_server_that_is_dead(at_work: Page, session: Session) -> None:
    at_work.locator("[name=keys_note]").fill("With the sister")
    dead = lambda route: route.abort("connectionrefused")  # noqa: E731
    at_work.context.route("**/*", dead)
    at_work.get_by_role("button", name="Save").click()
    expect(at_work.get_by_role("alert")).to_contain_text("The server does not answer. Nothing was sent")
    assert at_work.locator("[name=keys_note]").input_value() == "With the sister"
    at_work.context.unroute("**/*", dead)
    at_work.get_by_role("button", name="Save").dblclick()
    at_work.wait_for_url("**/follow-ups")
    session.rollback()
    assert session.query(DischargeCheckAnswer).filter_by(note="With the sister").count() == 1


def test_nothing_is_left_in_the_browser(at_work: Page) -> None:
    at_work.locator("[name=keys_note]").fill("With the sister")
    at_work.clock.run_for(3_500)
    left = at_work.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    )
    assert left == [0, 0, 0]
    assert clock.today()  # the server's clock is its own


def test_reading_without_typing_keeps_the_session(at_work: Page) -> None:
    with at_work.expect_request("**/draft") as told:
        at_work.clock.run_for("01:10")
        at_work.mouse.move(200, 300)
    assert told.value.post_data is not None and "_path" not in told.value.post_data
