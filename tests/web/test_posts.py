"""What holds for every form: nothing goes in without its CSRF token, and sent twice it goes in once."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from enabler.vocabulary import Role
from tests.browser import PASSWORD, Form
from tests.web.house import COHORT, LIST, NAMES, NOBODY, House, business, differences, routes, whoever_may
from tests.web.test_access import MAY

Answers = dict[str, str | list[str]]
KINDS = ("audit", "sessions", "submissions", "drafts")
KEEP_NO_WORDS = ("audit", "sessions", "submissions")
WORDS = "zyxword"

# What a person would type where "today", the first choice, or "Words" will not do.
TYPED: dict[str, Answers] = {
    "accounts.change_password": {
        "old_password": PASSWORD,
        "password": "seven loud kettles by night",
        "password_again": "seven loud kettles by night",
    },
    "duplicates.merge_patients": {"merge": "yes"},
    "evidence.check_comparison": {"measure": "housing-nights", "delayed_share": "", "delayed_source": ""},
    "evidence.import_comparison": {"pasted": COHORT},
    "evidence.add_cited_value": {"nights": "14", "low": "", "high": "", "n": "30"},
    "evidence.add_service_cost": {"pence": "12,500"},
    "evidence.add_unit_cost": {"pounds": "410", "low": "", "high": "", "price_year": "2026"},
    "evidence.change_report_settings": {"horizon": "60", "optimism_source": "A list"},
    "exchange.ward_list_in": {"pasted": LIST},
    "indicators.change_indicator": {"numerator": "Other words"},
    "patient.add_barrier": {"waiting_since": "today"},
    "patient.save_hazard": {"landlord_told_time": "2pm"},
    "patient.set_waiting_on": {"waiting_since": "today"},
    "patient.add_stay": {"admitted_on": "today"},
    "patient.judge": {"low": "7", "likely": "2 weeks", "high": "30 nights"},
    "patient.change_patient": {"postcode": "LE1 1AA"},
    "patient.change_expected_discharge": {"expected_on": "+30"},
    "patient.quick_add": {"name": "MARSH, Iris", "nhs_number": "", "born_on": "3/2/61", "admitted_on": "today"},
    "patient.seal_estimate": {"low": "7", "likely": "2 weeks", "high": "30 nights"},
    "patient.snooze_action": {"snoozed_until": "+3"},
}
# Forms that are not saved through a form of ours, each with the reason why sending one twice is harmless.
NOT_FORMS = {
    "accounts.sign_in": "a second sign-in is a second session, as it should be",
    "accounts.unlock": "ends what it unlocks",
    "accounts.lock": "already locked",
    "accounts.sign_out": "already out",
    "accounts.keep_draft": "one draft for each form and author",
    "accounts.forget_draft": "already forgotten",
    "exchange.export": "a file to take away",
    "reports.publish_report": "asks for a period first; its own tests send it twice",
    "reports.verify_report": "changes nothing",
    "setup.create_first_administrator": "only while there is no account at all",
    "setup.health": "one check at a time",
    "worklists.search": "changes nothing",
}


@pytest.mark.parametrize("token", [None, "forged"])
def test_no_post_without_its_token(open_house: Flask, house: House, tmp_path: Path, token: str | None) -> None:
    file = tmp_path / "enabler.sqlite3"
    before = business(file, but=KINDS)
    for rule in routes(open_house, "POST"):
        role = whoever_may(open_house, rule)
        visitor = house.visitor(open_house, role)
        data = {"csrf_token": token} if token else {}
        answer = visitor.send("POST", house.address(open_house, rule), data=data)
        assert answer.status_code == 400, rule.rule
        assert "Nothing was saved" in answer.get_data(as_text=True)
        assert _last_line(file) == (NAMES.get(role, NOBODY), "refused form", f'{{"endpoint":"{rule.endpoint}"}}')
    assert differences(before, business(file, but=KINDS)) == {}


def _last_line(file: Path) -> tuple[str, str, str]:
    with closing(sqlite3.connect(file)) as connection:
        return tuple(connection.execute("SELECT by, action, detail FROM audit ORDER BY id DESC LIMIT 1").fetchone())


def test_a_token_of_another_session_is_no_good(open_house: Flask, house: House) -> None:
    page = house.visitor(open_house, Role.OFFICER).get("/add")
    stolen = dict(page.form().values)["csrf_token"]
    administrator = house.visitor(open_house, Role.ADMINISTRATOR)
    assert administrator.send("POST", "/wards/new", data={"csrf_token": stolen, "name": "Ward 9"}).status_code == 400


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "endpoint" in metafunc.fixturenames:
        metafunc.parametrize("endpoint", sorted(MAY.keys() - NOT_FORMS.keys()))


SHOWN_ONCE = ("accounts.create_user", "accounts.reset_password")  # the answer holds a password that is kept nowhere


def test_sent_twice_it_goes_in_once(open_house: Flask, house: House, tmp_path: Path, endpoint: str) -> None:
    """Each form that changes something, at every endpoint of the table: the second time leads where the first one
    did."""
    rule = next((rule for rule in routes(open_house, "POST") if rule.endpoint == endpoint), None)
    if rule is None:
        return  # a page without a form
    file, address = tmp_path / "enabler.sqlite3", house.address(open_house, rule)
    visitor = house.visitor(open_house, whoever_may(open_house, rule))
    form = fill(visitor.get(address).form(), TYPED.get(endpoint, {}))
    first = form.submit_raw()
    shown = endpoint in SHOWN_ONCE
    assert first.status_code == (200 if shown else 302), visitor.post(address, form.values).errors
    once = business(file)
    assert words_kept(file) == []
    second = form.submit_raw()
    assert second.status_code == 302
    assert shown or second.headers["Location"] == first.headers["Location"]
    assert differences(once, business(file)) == {}


def words_kept(file: Path) -> list[tuple[str, ...]]:
    """What was typed stands in the records and in no table that outlives them: the trail, what was sent, sessions."""
    with closing(sqlite3.connect(file)) as connection:
        rows = [row for kind in KEEP_NO_WORDS for row in connection.execute(f"SELECT * FROM {kind}")]
    return [row for row in rows if WORDS in " ".join(map(str, row)).casefold()]


def fill(form: Form, typed: Answers) -> Form:
    """What was not said is answered by the kind of its field; a choice, a date or a number that is there already
    stays."""
    values: dict[str, Any] = {}
    have = {name for name, value in form.values if value}
    for field in form.element.iter("input", "select", "textarea"):
        name, kind = field.get("name") or "", field.get("type", "text")
        if not name or kind in ("hidden", "checkbox", "submit", "file"):
            continue
        if name not in have | values.keys() or _answer(field, name, kind) == WORDS:
            values[name] = _answer(field, name, kind)
    return form.fill(**{name: value for name, value in (values | typed).items() if value is not None})


def _answer(field: Any, name: str, kind: str) -> str | None:
    if field.tag == "select":
        return next((option.get("value") for option in field.iter("option") if option.get("value")), None)
    if kind == "radio":
        return str(field.get("value")) or None
    if name == "on" or name.endswith(("_on", "_until")) or "_on_" in name:
        return "today"
    return "10" if field.get("inputmode") in ("numeric", "decimal") else WORDS
