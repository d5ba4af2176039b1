"""An arrears case like Mr J's: from the bedside to the follow-up."""

import pytest
from playwright.sync_api import Page

from enabler.models import User
from tests.journeys.conftest import Look, fill, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.slow_on_postgres]


def test_from_arrears_to_follow_up(page: Page, look: Look, officer: User) -> None:
    sign_in(page, officer)
    patient_page = add_patient(page)
    arrears_stand_in_the_way(page, look, patient_page)
    what_happened_what_next(page, look, patient_page)
    facts_of_the_arrears(page, look, patient_page)
    ready_and_judged(page, look, patient_page)
    goes_home(page, look, patient_page)
    is_still_at_home(page, look, patient_page)


def add_patient(page: Page) -> str:
    page.goto("/add")
    page.get_by_text("More, if you have it at hand").click()
    fill(page, name="JESSOP, Jonathan", what_is_wrong="Arrears of several thousand pounds", admitted_on="-30")
    press(page, "Add")
    page.get_by_role("link", name="JESSOP, Jonathan").first.click()
    page.get_by_role("heading", name="What happened, what next").wait_for()
    return page.url


def arrears_stand_in_the_way(page: Page, look: Look, patient_page: str) -> None:
    page.get_by_role("link", name="Add a barrier").first.click()
    look()
    fill(page, kind="rent_arrears", began_on="today", blocks_discharge="yes", waiting_on="Soar Valley Homes")
    press(page, "Add the barrier")
    page.goto(patient_page)
    assert "Rent or mortgage arrears" in page.locator("main").inner_text()
    look()


def what_happened_what_next(page: Page, look: Look, patient_page: str) -> None:
    fill(page, happened="Will hold if a plan is offered.", with_whom="Soar Valley Homes", next_step="Send the offer")
    fill(page, due_on="today")
    page.locator(".what-next button[type=submit]").press("Enter")
    page.get_by_role("status").first.wait_for()
    assert "Send the offer" in page.locator("main").inner_text()
    page.goto("/today")
    assert "Send the offer" in page.locator("main").inner_text()
    look()
    press(page, "Done")
    page.goto("/today")
    assert "Send the offer" not in page.locator("main").inner_text()


def facts_of_the_arrears(page: Page, look: Look, patient_page: str) -> None:
    page.goto(patient_page)
    page.locator(".barrier").get_by_role("link", name="Arrears facts").first.click()
    fill(page, balance_pence="3,412.18", weekly_rent_pence="136.40", plan_weekly_pence="abc")
    press(page, "Save")
    page.get_by_text("There is a problem").wait_for()
    assert page.locator("[name=balance_pence]").input_value() == "3,412.18"
    look()
    fill(page, plan_weekly_pence="20", balance_on="today")
    press(page, "Save")
    page.goto(patient_page)
    assert "3,412.18" in page.locator("main").inner_text()


def ready_and_judged(page: Page, look: Look, patient_page: str) -> None:
    page.goto(f"{patient_page}/ready/new")
    fill(page, ready_on="today", standard="clinically ready for discharge", said_by="Ward round")
    look()
    press(page, "Save")
    page.goto(f"{patient_page}/judge")
    fill(page, main_barrier="rent_arrears", share="sole")
    look()
    press(page, "Judge")
    page.goto(f"{patient_page}/estimate")
    fill(page, low="10", likely="20", high="40", reason="As long as the last three took")
    look()
    press(page, "Seal")
    page.goto(patient_page)
    look()


def goes_home(page: Page, look: Look, patient_page: str) -> None:
    page.goto(f"{patient_page}/checklist")
    look()
    page.goto(f"{patient_page}/discharge")
    fill(page, discharged_on="today", discharge_outcome="discharged", discharge_destination="19")
    press(page, "Record the discharge")
    # 19 includes no fixed abode and is never read as housed: it asks what kind of home
    page.get_by_text("There is a problem").wait_for()
    look()
    fill(page, home_after="02")
    press(page, "Record the discharge")
    page.goto(patient_page)
    assert "Left on" in page.locator("h1").inner_text()
    look()


def is_still_at_home(page: Page, look: Look, patient_page: str) -> None:
    page.goto(f"{patient_page}/follow-ups")
    assert page.locator("main").inner_text().count("hours") >= 1
    look()
    page.locator("main a", has_text="try").first.click()
    look()
    page.goto(f"{patient_page}/wellbeing/start")
    look()
