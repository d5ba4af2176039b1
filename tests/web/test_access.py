"""Who may go where: a rule for every route, the table of roles, and records out of reach that look as if they were
not."""

import re
from collections.abc import Iterable

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from enabler.models import AuditLine
from enabler.vocabulary import Role
from enabler.web.access import rule_of
from enabler.web.db import db
from tests.web.house import NOBODY, House, routes
from tests.web.tour import Tours

# Officer, Coordinator, Evaluator, Administrator; "*" is for everybody, signed in or not.
TABLE = """
accounts.change_password                    O C E A
accounts.change_user                        . . . A
accounts.create_user                        . . . A
accounts.disable_user                       . . . A
accounts.enable_user                        . . . A
accounts.forget_draft                       O C E A
accounts.home                               O C E A
accounts.keep_draft                         O C E A
accounts.lock                               O C E A
accounts.reset_password                     . . . A
accounts.sign_in                            *
accounts.sign_out                           O C E A
accounts.unlock                             O C E A
accounts.users                              . . . A
after_discharge.change_discharge            O . . .
after_discharge.checklist                   O . . .
after_discharge.discharge                   O . . .
after_discharge.finish_follow_up            O . . .
after_discharge.follow_ups                  O C . .
after_discharge.log_try                     O . . .
after_discharge.stay_follow_ups             O C . .
after_discharge.undo_discharge              O . . .
after_discharge.record_wellbeing            O . . .
directory.add_agency                        O . . A
directory.agencies                          O C . A
directory.change_agency                     O . . A
duplicates.duplicates                       O . . .
duplicates.merge_patients                   O . . .
duplicates.set_apart                        O . . .
duplicates.undo_merge                       O . . .
duplicates.undo_set_apart                   O . . .
evidence.check_comparison                   . . E A
evidence.comparison                         . . E A
evidence.comparisons                        . . E A
evidence.import_comparison                  . . E A
evidence.retire_comparison                  . . E A
evidence.add_cited_value                    . . E A
evidence.add_published_unit_costs           . . . A
evidence.add_service_cost                   . . . A
evidence.add_unit_cost                      . . . A
evidence.change_report_settings             . . . A
evidence.change_service_cost                . . . A
evidence.cited_values                       . . E A
evidence.report_settings                    O C E A
evidence.retire_cited_value                 . . E A
evidence.retire_unit_cost                   . . . A
evidence.service_costs                      . . E A
evidence.unit_costs                         . . E A
exchange.check_ward_list                    O . . .
exchange.ward_list_in                       O . . .
exchange.export                             . . E .
indicators.add_trial                        . . E A
indicators.change_indicator                 . . E A
indicators.change_trial                     . . E A
indicators.indicator                        O C E A
indicators.indicators                       O C E A
indicators.trial                            O C E A
indicators.trials                           O C E A
patient.add_action                          O . . .
patient.add_barrier                         O . . .
patient.add_contact                         O . . .
patient.add_delay_reason                    O . . .
patient.add_leave                           O . . .
patient.add_pack                            O . . .
patient.add_ready_period                    O . . .
patient.add_stay                            O . . .
patient.agree_estimate                      O C . .
patient.change_action                       O . . .
patient.change_barrier                      O . . .
patient.change_contact                      O . . .
patient.change_delay_reason                 O . . .
patient.change_expected_discharge           O . . .
patient.change_leave                        O . . .
patient.change_patient                      O . . .
patient.change_ready_period                 O . . .
patient.change_stay                         O . . .
patient.confirm_stay                        O . . .
patient.end_delay_reason                    O . . .
patient.end_ready_period                    O . . .
patient.finish_action                       O . . .
patient.history                             O C . .
patient.judge                               O . . .
patient.move_ward                           O . . .
patient.open_case                           O . . .
patient.pass_on_action                      O . . .
patient.quick_add                           O . . .
patient.reopen_action                       O . . .
patient.reopen_barrier                      O . . .
patient.resolve_barrier                     O . . .
patient.save_adaptation                     O . . .
patient.record_benefits                     O . . .
patient.save_arrears                        O . . .
patient.save_benefit                        O . . .
patient.save_hazard                         O . . .
patient.save_homelessness                   O . . .
patient.seal_estimate                       O . . .
patient.snooze_action                       O . . .
patient.stay_page                           O C . .
patient.set_waiting_on                      O . . .
patient.what_next                           O . . .
reports.case_summary                        O C . .
reports.confirm_row                         O C . .
reports.days_avoided                        O C E A
reports.days_avoided_json                   O C E A
reports.days_avoided_pdf                    O C E A
reports.national                            O C E A
reports.stays_behind                        O C E A
reports.estimates                           O C E A
reports.publish_report                      O C E A
reports.published_stays_behind              O C E A
reports.published_report                    O C E A
reports.published_report_board_pdf          O C E A
reports.published_report_json               O C E A
reports.published_report_pdf                O C E A
reports.published_reports                   O C E A
reports.verify_report                       O C E A
reports.ward_list                           O C . .
setup.alive                                 *
setup.change_ward                           . . . A
setup.create_first_administrator            *
setup.create_ward                           . . . A
setup.health                                . . . A
setup.wards                                 . . . A
worklists.caseload                          O C . .
worklists.confirm_ward                      O . . .
worklists.leave_list                        O . . .
worklists.record_screening                  O . . .
worklists.search                            O C . .
worklists.still_here                        O . . .
worklists.today                             O C . .
worklists.ward_list                         O C . .
"""
LETTERS = dict(zip("OCEA", Role, strict=True))
MAY = {
    endpoint: {LETTERS[letter] for letter in letters if letter in LETTERS} if "*" not in letters else {*Role, NOBODY}
    for endpoint, *letters in map(str.split, TABLE.strip().splitlines())
}


def test_every_route_has_a_rule(open_house: Flask) -> None:
    without = [rule.rule for rule in open_house.url_map.iter_rules() if rule_of(open_house, rule.endpoint) is None]
    assert without == []


def test_every_route_is_in_the_table(open_house: Flask) -> None:
    known = {rule.endpoint for rule in open_house.url_map.iter_rules()} - {"static"}
    assert sorted(known - MAY.keys()) == [], "add them to the table, after asking who should go there"
    assert sorted(MAY.keys() - known) == [], "these are gone"


@pytest.mark.parametrize("role", [*Role, NOBODY])
def test_role_by_page(tours: Tours, role: str) -> None:
    assert _wrong(role, ((one.rule, one.answer) for one in tours(role).visits)) == []


@pytest.mark.parametrize("role", [*Role, NOBODY])
def test_role_by_form(open_house: Flask, house: House, role: str) -> None:
    """A POST without its CSRF token gets past the rule of access, and no further than that."""
    visitor = house.visitor(open_house, role)
    forms = ((rule, visitor.send("POST", house.address(open_house, rule))) for rule in routes(open_house, "POST"))
    assert _wrong(role, forms) == []


def _wrong(role: str, answers: Iterable[tuple[Rule, TestResponse]]) -> list[tuple[str, int, str | None]]:
    return [
        (rule.endpoint, answer.status_code, answer.headers.get("Location"))
        for rule, answer in answers
        if _let_in(answer, rule) != (role in MAY.get(rule.endpoint, ()))
    ]


def _let_in(answer: TestResponse, rule: Rule) -> bool:
    if answer.status_code == 403 or "/sign-in?to=" in answer.headers.get("Location", ""):
        return False
    assert answer.status_code in (200, 302, 400), f"{answer.status_code} at {rule.rule}"
    return True


def test_a_route_without_a_rule_answers_nobody(open_house: Flask, house: House) -> None:
    open_house._got_first_request = False
    open_house.add_url_rule("/forgotten", "forgotten", lambda: "hello")
    for role in (*Role, NOBODY):
        assert house.visitor(open_house, role).send("GET", "/forgotten").status_code == 403


def _of_a_stay(app: Flask) -> list[Rule]:
    return [rule for rule in routes(app, "GET") if "stay_id" in rule.arguments]


def _bare(answer: TestResponse, address: str) -> str:
    body = answer.get_data(as_text=True).replace(address, "ADDRESS")
    return re.sub(r'(name="csrf_token" value=)"[^"]*"', r"\1TOKEN", body)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_out_of_reach_is_the_same_as_not_there(open_house: Flask, house: House, role: Role) -> None:
    visitor = house.visitor(open_house, role)
    for rule in _of_a_stay(open_house):
        if role not in MAY[rule.endpoint]:
            continue
        hidden = house.address(open_house, rule, **house.out_of_reach)
        absent = house.address(open_house, rule, stay_id=987654321)
        answers = [(visitor.send("GET", address), address) for address in (hidden, absent)]
        assert {answer.status_code for answer, _ in answers} == {404}, rule.rule
        assert len({_bare(*one) for one in answers}) == 1, rule.rule
        assert len({tuple(sorted(answer.headers.keys())) for answer, _ in answers}) == 1, rule.rule


def test_another_stays_parts_are_not_there(open_house: Flask, house: House) -> None:
    """A barrier, action or check of one stay is never reached through another, not even one within reach."""
    visitor = house.visitor(open_house, Role.OFFICER)
    mine, gone = house.places["stay_id"], house.exceptions["after_discharge.log_try"]["stay_id"]
    for rule in _of_a_stay(open_house):
        if len(rule.arguments) > 1 and "occasion" not in rule.arguments:
            own = (house.places | house.exceptions.get(rule.endpoint, {}))["stay_id"]
            through = house.address(open_house, rule, stay_id=mine if own == gone else gone)
            assert visitor.send("GET", through).status_code == 404, rule.rule


def test_a_refused_record_is_audited(open_house: Flask, house: House) -> None:
    hidden = house.out_of_reach["stay_id"]
    house.visitor(open_house, Role.OFFICER).send("GET", f"/stays/{hidden}")
    house.visitor(open_house, Role.EVALUATOR).send("GET", f"/stays/{hidden}")
    lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(2)).all()
    assert [(line.by, line.action) for line in lines] == [
        ("Evan Lloyd", "refused page"),
        ("Sam Okafor", "refused stay"),
    ]
    assert lines[1].subject_id == str(hidden)
