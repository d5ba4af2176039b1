"""A hospital's list of a ward: pasted or uploaded, looked at, put right, accepted."""

from collections.abc import Mapping, Sequence
from functools import partial

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.exchange import pending as waiting
from enabler.exchange.opening import kept_grid
from enabler.exchange.ward_list.accepting import accept_ward_list
from enabler.exchange.ward_list.columns import LABELS, ListColumn
from enabler.exchange.ward_list.headings import NoHeadings
from enabler.exchange.ward_list.items import Item, RowKind
from enabler.exchange.ward_list.list_dates import DATES, ORDER, ListDates
from enabler.exchange.ward_list.preview import Preview, preview
from enabler.exchange.ward_list.reading import (
    ASIDE,
    LETTERS,
    PATIENT,
    BadListCell,
    ReadWardList,
    read_ward_list,
)
from enabler.exchange.wrong_letters import Letters
from enabler.models import PendingImport, Ward
from enabler.pages.exchange import forms, list_questions
from enabler.pages.exchange.blueprint import blueprint
from enabler.pages.exchange.both_sides import both_sides, input_id, who_is_it
from enabler.record.directory.list_words import heading_meanings
from enabler.record.directory.wards import wards_of
from enabler.vocabulary import Role
from enabler.web.access import access, note, refuse
from enabler.web.brought_in import brought_in
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving
from enabler.web.messages import named
from enabler.web.nhs_forms import Params
from enabler.web.sessions import actor

LONGEST_CELL = 200


@blueprint.route("/ward-list/in", methods=["GET", "POST"])
@access(Role.OFFICER)
def ward_list_in() -> ResponseReturnValue:
    wards = [ward for ward in wards_of(the_session(), actor()) if ward.retired_on is None]
    form = forms.WardListIn()
    form.ward.choices = [(ward.id, ward.name) for ward in wards]
    content = None
    if wards and form.validate_on_submit():
        names = {ward.id: ward.name for ward in wards}
        content = brought_in(
            form,
            both="Paste a list or choose a file, not both.",
            neither="Paste the list here, or choose its file below.",
            opened=partial(list_questions.opened, names[form.ward.data]),
        )
    if content:
        with saving(form) as session:
            kept = waiting.keep_pending(session, by=actor(), ward_id=form.ward.data, content=content)
            form.done("", url_for("exchange.check_ward_list", pending_id=kept.id))
        if form.saved:
            return redirect(form.location or request.path)
    return page("exchange/ward_list_in.html", form=form, wards=wards)


@blueprint.route("/ward-list/in/<int:pending_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def check_ward_list(pending_id: int) -> ResponseReturnValue:
    pending = _pending(pending_id)
    ward = the_session().get_one(Ward, pending.ward_id)
    form = forms.CheckWardList()
    corrections = waiting.corrections_of(pending) | _typed(request.form)
    if form.validate_on_submit():
        with saving(form) as session:
            list_questions.take_answers(session, pending, ward, request.form)
            waiting.correct(session, pending_id=pending_id, corrections=corrections)
            if request.form.get("do") == "accept":
                _accept(form, pending, ward, corrections)
            else:
                form.done("", request.path)
        if form.saved:
            return saved(form) if form.message else redirect(request.path)
    try:
        ward_list = _ward_list(pending, corrections)
    except NoHeadings:
        asked = list_questions.columns_to_choose(pending, corrections)
        return page("exchange/choose_columns.html", form=form, ward=ward, **asked)
    seen = preview(the_session(), by=actor(), ward=ward, ward_list=ward_list, corrections=corrections)
    note("preview ward list", subject=ward, rows=len(seen.items))
    asked = {"columns": list_questions.column_choices(ward_list), "wards": list_questions.wards_asked(seen)}
    return page("exchange/check_ward_list.html", form=form, ward=ward, seen=seen, **asked, **_words(seen, corrections))


def _accept(form: forms.CheckWardList, pending: PendingImport, ward: Ward, corrections: dict[str, str]) -> None:
    session = the_session()
    accepted = accept_ward_list(
        session, by=actor(), ward=ward, ward_list=_ward_list(pending, corrections), corrections=corrections
    )
    if accepted.held_back:
        form.done(f"{named(ward)}: {accepted.sentence} They are below, to put right or to leave.", request.path)
        return
    waiting.forget_pending(session, pending_id=pending.id)
    form.done(f"{named(ward)}: {accepted.sentence}", url_for("accounts.home"))


def _pending(pending_id: int) -> PendingImport:
    found = waiting.pending_of(the_session(), by=actor(), pending_id=pending_id)
    if found is None:
        refuse("refused import", ("pending_imports", pending_id))
        abort(404)
    return found


def _ward_list(pending: PendingImport, corrections: Mapping[str, str]) -> ReadWardList:
    grid, meanings = kept_grid(pending.content), heading_meanings(the_session())
    return read_ward_list(grid, clock.today(), corrections, meanings)


def _typed(sent: Mapping[str, str]) -> dict[str, str]:
    """Cells and decisions, named row:column, and the order of the dates; one of them by its button."""
    known = {*(column.value for column in ListColumn), "decision", "line"}
    found = {}
    if sent.get(LETTERS) in [*Letters]:
        found[LETTERS] = sent[LETTERS]
    row, _, what = sent.get("line", "").partition(":")  # a button beside a line
    if row.isdecimal() and what in (PATIENT, ASIDE):
        found[f"{row}:line"] = what
    chosen, _, choice = sent.get("choose", "").partition("=")
    for name, value in {**sent, chosen: choice}.items():
        row, _, column = name.partition(":")
        is_an_order = row == ORDER and column in ("", *DATES)
        if is_an_order or (row.isdecimal() and column in known) or list_questions.is_about_columns(name, value):
            found[name] = value.replace("\x00", "").strip()[:LONGEST_CELL]
    return found


def _words(seen: Preview, typed: Mapping[str, str]) -> dict[str, object]:
    dates = seen.ward_list.dates
    waiting = [item for item in seen.of(RowKind.BAD) if all(dates.waits(cell.column) for cell in item.row.bad)]
    held_back = [
        {
            "item": item,
            "cells": _cells(item, dates, typed),
            "people": who_is_it(item, typed),
            "sides": both_sides(item, seen),
        }
        for item in seen.of(RowKind.UNCLEAR, RowKind.BAD)
        if item not in waiting
    ]
    return {
        "held_back": held_back,
        "waiting": waiting,
        "groups": [
            ("New", "They become patients on the ward, without a case until you take one on.", seen.of(RowKind.NEW)),
            ("Moved", "", seen.of(RowKind.MOVED)),
            ("Something new", "", seen.of(RowKind.UPDATED)),
        ],
        "unchanged": seen.of(RowKind.UNCHANGED),
        "elsewhere": seen.of(RowKind.ELSEWHERE),
    }


def _cells(item: Item, dates: ListDates, typed: Mapping[str, str]) -> list[tuple[Params, Sequence[str]]]:
    """What can be put right in a row, as inputs with what they may mean: its bad cells, and the numbers of one that is
    unclear."""
    row = item.row
    cells = {cell.column: (_label(cell), cell.typed, cell.why) for cell in row.bad if not dates.waits(cell.column)}
    if item.kind is RowKind.UNCLEAR:
        for column in (ListColumn.HOSPITAL_NUMBER, ListColumn.NHS_NUMBER, ListColumn.BORN_ON):
            if column in row.typed and not dates.waits(column):
                cells.setdefault(column, (LABELS[column], row.typed[column], ""))
    found: list[tuple[Params, Sequence[str]]] = []
    for column, (label, as_listed, why) in cells.items():
        name = f"{row.number}:{column}"
        params: Params = {
            "id": input_id(name),
            "name": name,
            "label": {"text": label},
            "value": typed.get(name, as_listed),
        }
        params |= {"autocomplete": "off", "width": 20} | ({"errorMessage": {"text": why}} if why else {})
        found.append((params, row.choices.get(column, ())))
    return found


def _label(cell: BadListCell) -> str:
    return f"{cell.heading}, column {cell.place}" if cell.place else cell.heading
