"""Values pass once: what a form asks is what its command takes, no field for nobody and no keyword that nothing
gives."""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from flask import Flask
from wtforms.fields.choices import SelectFieldBase

from enabler.record.evidence import indicators, trials
from enabler.record.stay import barrier_facts, patients, stays
from enabler.vocabulary import BarrierFamily
from enabler.web import brought_in
from enabler.web.forms import EnablerForm

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef

# What a command takes by `**`, from the list that the record itself keeps.
BY_NAME: dict[str, frozenset[str]] = {
    "add_trial": frozenset(trials.FIELDS),
    "change_indicator": frozenset(indicators.TEXTS),
    "change_patient": patients.FIELDS,
    "change_stay": stays.DETAILS | {"ward_id", "admitted_on", "case_opened_on"},
    "change_trial": frozenset(trials.FIELDS),
    "quick_add": frozenset({"born_on", "birth_is", "nhs_number", "hospital_number"}),
} | {f"save_{family}": frozenset(barrier_facts.fact_names(family)) for family in BarrierFamily}
# What a command takes and its form does not ask, with the reason.
NOT_ASKED = {
    ("add_ready_period", "ended_on"): "a period that is added still holds",
    ("add_ready_period", "end_reason"): "a period that is added still holds",
    ("create_user", "display_name"): "the name itself, until somebody changes it",
    ("create_user", "must_change"): "always, of a password that somebody else was told",
    ("change_stay", "hospital_says_fit_on"): "a hospital's list says it",
    ("change_stay", "gone_from_list_on"): "a hospital's list says it",
    ("change_stay", "list_note"): "a hospital's list says it",
}
# Forms whose answers a view reads one by one, with the reason.
READ_BY_NAME = {
    "_change_password": "passwords are held against hashes outside the transaction",
    "add_cited_value": "the rules take a cited value as one thing",
    "add_stay": "a box to tick becomes a date and a holder",
    "add_unit_cost": "two commands: the cost, and the settings of the running year",
    "check_comparison": "the rules take a cohort as one thing, with its rows",
    "confirm_row": "the nights that were looked at are held against those that stand",
    "confirm_ward": "the rows that were looked at, each with its version",
    "log_try": "a day becomes a moment",
    "publish_report": "printed before anything is written",
    "record_screening": "the answer decides what is said",
    "ward_list_in": "pasted or a file",
    "import_comparison": "pasted or a file",
}
# Forms with a field for each line of a list, which are read by that list.
READ_BY_LIST = {
    "add_pack",
    "merge_patients",
    "change_report_settings",
    "checklist",
    "record_wellbeing",
    "seal_estimate",
}
ONLY_CHECKED = {"password_again"}


class Passed(NamedTuple):
    """One call that hands a form's answers on."""

    form: type[EnablerForm]
    command: Callable[..., Any]
    beside: frozenset[str]  # keywords that the view gives itself
    replaced: frozenset[str]  # answers that the view puts in other words


def passed() -> Iterator[Passed]:
    for path in sorted((ROOT / "enabler" / "pages").rglob("*.py")):
        if ".answers()" in path.read_text():
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield from passed_in(importlib.import_module(name), ast.parse(path.read_text()))


def passed_in(module: ModuleType, tree: ast.Module) -> Iterator[Passed]:
    functions = [node for node in tree.body if isinstance(node, Function)]
    for function in functions:
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            answers = [one.value for one in call.keywords if one.arg is None and ".answers()" in ast.unparse(one.value)]
            for arguments in arguments_of(function, functions) if answers else []:
                yield Passed(
                    form=form_of(function, answers_of(answers[0]), module, arguments),
                    command=resolved(call.func, module, arguments),
                    beside=frozenset(one.arg for one in call.keywords if one.arg),
                    replaced=frozenset(
                        key.value
                        for part in ast.walk(answers[0])
                        if isinstance(part, ast.Dict)
                        for key in part.keys
                        if isinstance(key, ast.Constant)
                    ),
                )


class Saved(NamedTuple):
    """A function that saves a form without handing its answers on at once."""

    name: str
    form: type[EnablerForm]
    module: ModuleType


def saved_by_name() -> Iterator[Saved]:
    for path in sorted((ROOT / "enabler" / "pages").rglob("*.py")):
        for function in ast.parse(path.read_text()).body:
            words = ast.unparse(function)
            if not isinstance(function, Function) or "with saving(" not in words or ".answers()" in words:
                continue
            if function.name not in READ_BY_LIST:
                module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                yield Saved(function.name, form_of(function, "form", module, {}), module)


def arguments_of(function: Function, functions: list[Function]) -> list[dict[str, ast.expr]]:
    """What its callers hand to a function that several views share; once and nothing for a view itself."""
    names = [one.arg for one in function.args.args]
    calls = [node for one in functions for node in ast.walk(one) if isinstance(node, ast.Call)]
    of_it = [call for call in calls if ast.unparse(call.func) == function.name]
    return [dict(zip(names, call.args, strict=True)) for call in of_it] or [{}]


def answers_of(passed_on: ast.expr) -> str:
    """What the form is called in `**form.answers()`."""
    calls = (part for part in ast.walk(passed_on) if isinstance(part, ast.Attribute) and part.attr == "answers")
    return ast.unparse(next(calls).value)


def form_of(function: Function, name: str, module: ModuleType, arguments: dict[str, ast.expr]) -> Any:
    for argument in function.args.args:
        if argument.arg == name and argument.annotation:
            return resolved(argument.annotation, module, {})
    made = next(
        node.value.func
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name and isinstance(node.value, ast.Call)
    )
    return resolved(made, module, arguments)


def resolved(expression: ast.expr, module: ModuleType, arguments: dict[str, ast.expr]) -> Any:
    words = ast.unparse(arguments.get(ast.unparse(expression), expression))
    return eval(words, vars(module))


def empty(form: type[EnablerForm]) -> EnablerForm:
    """A form where each choice is made and nothing is typed."""
    made: EnablerForm = type(form.__name__, (form,), {"__init__": lambda self: EnablerForm.__init__(self)})()
    for field in made:
        if isinstance(field, SelectFieldBase) and field.choices:
            field.data = next(choice.value for choice in field.iter_choices() if choice.value)
    return made


def answered(form: type[EnablerForm]) -> set[str]:
    """The names under which a form gives its answers."""
    return set(empty(form).answers())


def taken(command: Callable[..., Any]) -> set[str]:
    parameters = inspect.signature(command).parameters.values()
    named = {one.name for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD} - {"session"}
    by_name = BY_NAME[command.__name__] if len(named) < len(parameters) - 1 else frozenset()
    return named | by_name


PASSED = list(passed())


@pytest.mark.parametrize("one", PASSED, ids=lambda one: one.command.__name__)
def test_a_form_and_its_command_agree(app: Flask, one: Passed) -> None:
    with app.test_request_context(method="POST"):
        answers = answered(one.form)
    name, takes = one.command.__name__, taken(one.command)
    assert not answers & one.beside, f"{name} is given twice: {answers & one.beside}"
    assert one.replaced <= takes
    assert answers <= takes, f"no command takes what {one.form.__name__} asks: {answers - takes}"
    missing = {word for word in takes - answers - one.beside - one.replaced if (name, word) not in NOT_ASKED}
    assert not missing, f"{name} takes what {one.form.__name__} does not ask: {missing}"


def test_the_list_of_what_is_not_asked_is_true(app: Flask) -> None:
    by_name = {one.command.__name__: one for one in PASSED}
    with app.test_request_context(method="POST"):
        for name, word in NOT_ASKED:
            assert word in taken(by_name[name].command) - answered(by_name[name].form)


def test_a_form_that_is_read_by_name_is_read_whole(app: Flask) -> None:
    """Each field is named where its form is saved, or in the form itself."""
    with app.test_request_context(method="POST"):
        asked = [(one, set(EnablerForm.answers(empty(one.form)))) for one in saved_by_name()]
    with_fields = [(one, fields) for one, fields in asked if fields]
    assert {one.name for one, _ in with_fields} == READ_BY_NAME.keys()
    for one, fields in with_fields:
        source = inspect.getsource(one.module) + inspect.getsource(brought_in) + inspect.getsource(one.form)
        unread = {
            name for name in fields - ONLY_CHECKED if not re.search(rf'\b(form|self)(\.{name}\b|\["{name}"\])', source)
        }
        assert not unread, f"nobody reads what {one.form.__name__} asks: {unread}"
