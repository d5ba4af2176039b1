"""Two records put together, with a look at what changes first; and taken apart again."""

from flask import abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from enabler import clock
from enabler.figures.merge_effect import MergeEffect, merge_effect
from enabler.pages.duplicates.blueprint import blueprint
from enabler.pages.duplicates.forms import MergePatients, UndoMerge, merge_form
from enabler.pages.duplicates.questions import detail_questions, overlap_questions
from enabler.pages.duplicates.words import TABLES, column_label, said, stay_line
from enabler.record.merging import merging, undoing
from enabler.record.merging.details import compared_columns, value_of
from enabler.record.merging.rehearsal import Rehearsal, rehearse
from enabler.record.merging.two_records import TwoRecords, two_records
from enabler.record.publishing.published import reports_with
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.access import access, note, refuse
from enabler.web.db import the_session
from enabler.web.forms import page, saved, saving, was_saved_before
from enabler.web.messages import named
from enabler.web.sessions import actor

LOOK_FIRST = "This is what your answers change. Look at it, then merge."


@blueprint.route("/patients/<int:kept_id>/merge/<int:merged_id>", methods=["GET", "POST"])
@access(Role.OFFICER)
def merge_patients(kept_id: int, merged_id: int) -> ResponseReturnValue:
    try:
        records = two_records(the_session(), actor(), kept_id, merged_id)
    except Refused as refused:
        return _cannot(kept_id, merged_id, refused)
    form = merge_form(detail_questions(records), overlap_questions(records))()
    if form.validate_on_submit() and _was_looked_at(form, records):
        with saving(form) as session:
            merging.merge_patients(
                session,
                by=actor(),
                kept_id=kept_id,
                merged_id=merged_id,
                seen=form.seen.data or "",
                details=form.details(),
                overlaps=form.overlaps(),
            )
            words = f"Merged into one record: {named(records.kept, 'surname')}. You can take it back below."
            form.done(words, url_for("duplicates.duplicates"))
        if form.saved:
            return saved(form)
    return _preview(form, kept_id, merged_id)


def _cannot(kept_id: int, merged_id: int, refused: Refused) -> ResponseReturnValue:
    form = MergePatients()
    if form.is_submitted() and was_saved_before(form):
        return saved(form)
    refuse("refused merge", ("patients", kept_id))
    sentence = undoing.why_one_already(the_session(), actor(), kept_id, merged_id) or refused.sentence
    answer = make_response(page("duplicates/merge_patients.html", records=None, sentence=sentence))
    answer.status_code = 404
    return answer


def _was_looked_at(form: MergePatients, records: TwoRecords) -> bool:
    """Merged only with what the page showed: the same records, the same answers."""
    if "merge" not in request.form:
        return False
    same = form.seen.data == records.seen and form.shown.data == form.look()
    if not same:
        form.problem = merging.CHANGED if form.seen.data != records.seen else LOOK_FIRST
    return same


def _preview(form: MergePatients, kept_id: int, merged_id: int) -> ResponseReturnValue:
    records = two_records(the_session(), actor(), kept_id, merged_id)
    note("view merge", subject=records.kept, other=records.merged.ref)
    rehearsal, effect = _effect(form, records)
    records = two_records(the_session(), actor(), kept_id, merged_id)
    form.seen.data = records.seen
    form.shown.data = form.look() if effect else ""
    return page(
        "duplicates/merge_patients.html",
        form=form,
        records=records,
        rows=[(column_label(name), *_both(records, name)) for name in compared_columns() if _is_said(records, name)],
        rehearsal=rehearsal,
        effect=effect,
        published=reports_with(the_session(), [one.facts.ref for one in effect.stays if one.changes]) if effect else [],
        stay_line=stay_line,
        kinds=TABLES,
    )


def _effect(form: MergePatients, records: TwoRecords) -> tuple[Rehearsal | None, MergeEffect | None]:
    """Nothing while a question is open or its answer is none; a refusal stands at its question."""
    if form.errors or len(form.overlaps()) < len(records.overlaps):
        return None, None
    try:
        rehearsal = rehearse(
            the_session(), by=actor(), records=records, details=form.details(), overlaps=form.overlaps()
        )
    except Refused as refused:
        form.put_error(refused)
        return None, None
    return rehearsal, merge_effect(the_session(), rehearsal, clock.today())


def _is_said(records: TwoRecords, name: str) -> bool:
    return bool(value_of(records.kept, name) or value_of(records.merged, name))


def _both(records: TwoRecords, name: str) -> tuple[str, str, str]:
    kept, merged = value_of(records.kept, name), value_of(records.merged, name)
    differs = "" if kept == merged else "differ" if kept and merged else "only one says it"
    return said(name, kept), said(name, merged), differs


@blueprint.route("/merges/<int:merge_id>/undo", methods=["GET", "POST"])
@access(Role.OFFICER)
def undo_merge(merge_id: int) -> ResponseReturnValue:
    merge = undoing.merge_by_id(the_session(), merge_id)
    if merge is None or not undoing.is_within_reach(the_session(), actor(), merge):
        refuse("refused merge", ("merges", merge_id))
        abort(404)
    note("view merge", subject=merge)
    form = UndoMerge()
    if form.validate_on_submit():
        with saving(form) as session:
            undoing.undo_merge(session, by=actor(), merge_id=merge_id)
            form.done("Taken back. They are two records again.", url_for("duplicates.duplicates"))
        if form.saved:
            return saved(form)
    merge = undoing.merge_by_id(the_session(), merge_id)
    refused = undoing.why_not(the_session(), actor(), merge) if merge else ""
    return page("duplicates/undo_merge.html", form=form, merge=merge, refused=refused)
