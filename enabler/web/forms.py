"""What every form of ours carries, and the one way a view saves: refusals, stale forms and double clicks included."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectFieldBase
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from enabler import clock
from enabler.database import atomic, lock_for_append
from enabler.models import Stay, Submission
from enabler.record.people import drafts
from enabler.rules.refusal import Refused, Stale
from enabler.rules.writing.dates_as_written import in_full, read_date
from enabler.web.access import note_look
from enabler.web.db import the_session
from enabler.web.form_tokens import made_at, new_token
from enabler.web.sessions import actor, signed_in
from enabler.web.typed_text import fingerprint_of_typed

LINE = 200
TEXT = 20_000
NOT_ANSWERS = frozenset({"csrf_token", "token", "version", "for_stay", "again", "sure"})


class DateAsWritten(StringField):
    """A date typed as people write it. `data` is None while it is wrong, the date once it is read."""

    data: Any
    raw_data: Any

    def __init__(self, label: str, *args: Any, born: bool = False, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"width": 20} | kwargs.get("render_kw", {})
        super().__init__(label, *args, **kwargs)
        self.born = born

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not self.typed:
            self.raw_data = []
            return
        try:
            self.data = read_date(self.typed, clock.today(), born=self.born)
        except Refused as refusal:
            raise ValueError(refusal.sentence) from refusal

    def _value(self) -> str:
        if self.raw_data and isinstance(self.raw_data[0], str):
            return self.raw_data[0]
        return self.data.strftime("%-d/%-m/%Y") if self.data else ""


class WhenAsked(BooleanField):
    """An answer to a question that a command asks: it stands on the page once it was asked."""

    @property
    def is_asked(self) -> bool:
        return bool(self.errors or self.data)


class Line(StringField):
    """One line of text; empty is not recorded."""

    def __init__(self, label: str, validators: Any = (), longest: int = LINE, **kwargs: Any) -> None:
        super().__init__(label, [*validators, Optional(), _no_longer_than(longest)], filters=[_tidy], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        _blank_is_nothing(self)


class Text(TextAreaField):
    def __init__(self, label: str, validators: Any = (), longest: int = TEXT, **kwargs: Any) -> None:
        super().__init__(label, [*validators, Optional(), _no_longer_than(longest)], filters=[_tidy], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        _blank_is_nothing(self)


def _blank_is_nothing(field: Field) -> None:
    """Blanks alone are no answer where one is needed."""
    if _tidy(field.data) is None:
        field.raw_data = []


def _no_longer_than(longest: int) -> Length:
    return Length(max=longest, message=f"This is too long: at most {longest:,} characters.")


def _tidy(value: str | None) -> str | None:
    if value is None:
        return None
    return value.replace("\x00", "").strip() or None


class EnablerForm(FlaskForm):
    """CSRF, a token that makes a double click harmless, and the version of the row the form was made from."""

    token = HiddenField()
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    for_stay = HiddenField()
    again = HiddenField()  # the first of two forms that say the same, once its author was asked

    submit_label = "Save"
    asks_when_alike = True  # whether another form that says the same as one just saved asks first

    def __init__(self, *args: Any, stay: Stay | None = None, **kwargs: Any) -> None:
        if request.method == "GET" and "formdata" not in kwargs:
            kwargs["formdata"] = self._kept_draft()
        super().__init__(*args, **kwargs)
        self.was_kept = kwargs.get("formdata") is not None
        if not self.is_submitted():
            self.token.data = new_token()
            self.for_stay.data = str(stay.id) if stay else ""
            row = kwargs.get("obj") or (args[1] if len(args) > 1 else None)
            if not self.was_kept or self.version.data is None:
                self.version.data = getattr(row, "version", None) if row is not None else kwargs.get("version")
        self.stay = stay
        self.saved = False
        self.location: str | None = None
        self.message: str | None = None
        self.conflict: list[tuple[str, object, object]] = []
        self.problem: str | None = None
        self.first_saved: Submission | None = None

    @staticmethod
    def _kept_draft() -> MultiDict[str, str] | None:
        held = signed_in()
        if held is None:
            return None
        fields = drafts.draft_of(the_session(), user_id=held.user_id, path=request.path)
        return MultiDict(fields) if fields else None

    def answers(self) -> dict[str, Any]:
        """What was answered, by the names under which the form's command takes it."""
        return {name: field.data for name, field in self._fields.items() if name not in NOT_ANSWERS}

    def done(self, message: str, location: str) -> None:
        """What to say and where to go once this is saved; called inside `saving`."""
        self.message, self.location = message, location

    def validate(self, extra_validators: Any = None) -> bool:
        if self.stay is not None and self.for_stay.data != str(self.stay.id):
            self.problem = (
                "This form was made for another patient. Nothing was saved. Check the name above and send it again."
            )
            self.for_stay.data = str(self.stay.id)
            super().validate(extra_validators)
            return False
        if made_at(self.token.data or "") is None:
            self.token.data = new_token()
            self.problem = "This form has expired. What you typed is still here: save again."
            super().validate(extra_validators)
            return False
        return bool(super().validate(extra_validators))

    def put_error(self, refusal: Refused) -> None:
        """The sentence at its field, or on top when the form has no such field."""
        field: Field | None = self._fields.get(refusal.field or "")
        if field is None:
            self.problem = refusal.sentence
        else:
            field.errors = [*field.errors, refusal.sentence]

    def ask_again(self, first: Submission) -> None:
        """This was saved before, perhaps by the same hand that went back: show the first, and save only when asked
        again."""
        self.first_saved = first
        self.problem = "You have saved this before. Nothing was saved now. If it is a second one, save it again."
        self.token.data, self.again.data = new_token(), first.token

    def put_conflict(self, stale: Stale) -> None:
        """Show what now stands beside what was typed; sending again then saves over it, knowingly."""
        self.problem = (
            "Somebody else saved this while you were typing. Nothing was lost: their text and yours are below. "
            "Change yours if you need to, then save again."
        )
        self.version.data = self.version.raw_data = None
        for name, field in self._fields.items():
            if name in stale.theirs and name != "version" and stale.theirs[name] != field.data:
                self.conflict.append(
                    (field.label.text, in_words(field, stale.theirs[name]), in_words(field, field.data))
                )
        self.version.data = stale.theirs.get("version")


def in_words(field: Field, value: Any) -> object:
    """A field's value as people read it: the label of a choice, a date in full, a sum in pounds."""
    if value in (None, ""):
        return None
    if hasattr(field, "in_words"):
        return field.in_words(value)
    if isinstance(field, SelectFieldBase):
        return dict(field.choices or ()).get(value, value)
    return in_full(value) if isinstance(value, date) else value


@contextmanager
def saving(form: EnablerForm) -> Iterator[Session]:
    """One transaction for a form. Inside, call commands and `form.done(…)`; afterwards `form.saved` says whether it
    went in.

    A form that was saved before runs the body once more only to roll it back: nothing happens twice. The very same
    form is answered like the first; one that came back by Back, or says the same as another just now, asks first.
    """
    content = fingerprint_of_typed()
    try:
        with atomic(the_session()) as session:
            earlier = _submission(session, form.token.data or "")
            is_the_same = earlier is not None and _says(earlier, content)
            try:
                yield session
            except Refused as refusal:
                raise (_AlreadySaved(earlier) if earlier and is_the_same else refusal) from None
            if earlier and is_the_same:
                raise _AlreadySaved(earlier)
            first = earlier or _like(session, form, content)
            if first and form.again.data != first.token:
                raise _SavedBefore(first)
            _keep(session, form, content)
        form.saved = True
    except _SavedBefore as before:
        form.ask_again(before.earlier)
    except _AlreadySaved as twice:
        form.done(twice.earlier.message or "Saved.", twice.earlier.location or request.path)
        form.saved = True
    except Stale as stale:
        form.put_conflict(stale)
    except Refused as refusal:
        form.put_error(refusal)


class _AlreadySaved(Exception):
    """This form was saved before."""

    def __init__(self, earlier: Submission) -> None:
        super().__init__()
        self.earlier = earlier


class _SavedBefore(_AlreadySaved):
    """Another form said the same, or this one something else."""


def _like(session: Session, form: EnablerForm, content: str | None) -> Submission | None:
    """A row that is changed has its version, which says whether it was changed already."""
    if content is None or form.version.data is not None or not form.asks_when_alike:
        return None
    return drafts.submission_like(session, user_id=actor().user_id or 0, content=content)


def _says(earlier: Submission, content: str | None) -> bool:
    """What was saved before fingerprints were kept is taken for the same."""
    return earlier.content in (None, content)


def _submission(session: Session, token: str) -> Submission | None:
    lock_for_append(session, int.from_bytes(token.encode()[:7]))
    return drafts.earlier_submission(session, token)


def _keep(session: Session, form: EnablerForm, content: str | None) -> None:
    user_id = actor().user_id or 0
    drafts.keep_submission(
        session,
        token=form.token.data or "",
        user_id=user_id,
        location=form.location,
        message=form.message,
        content=content,
    )
    drafts.forget_draft(session, user_id=user_id, path=request.path)


def saved(form: EnablerForm) -> ResponseReturnValue:
    """Say what was saved, for whom, and go on."""
    flash(form.message or "Saved.", "saved")
    return redirect(form.location or request.path)


def page(template: str, **context: Any) -> ResponseReturnValue:
    """A page; one with a form in error says so in its status, so that nothing mistakes it for saved."""
    form = context.get("form")
    wrong = isinstance(form, FlaskForm) and (form.errors or getattr(form, "problem", None))
    if wrong and isinstance(form, EnablerForm) and was_saved_before(form):
        return saved(form)
    note_look(template, context)
    return render_template(template, **context), 422 if wrong else 200


def was_saved_before(form: EnablerForm) -> bool:
    """Whether this form went in already; sent again, it may be wrong only because of what it did then."""
    held = signed_in() if form.is_submitted() else None
    earlier = drafts.earlier_submission(the_session(), form.token.data or "") if held else None
    if held is None or earlier is None or earlier.user_id != held.user_id:
        return False
    if not _says(earlier, fingerprint_of_typed()):
        return False
    form.done(earlier.message or "Saved.", earlier.location or request.path)
    return True
