"""From a form's field to the NHS macro that shows it and that macro's parameters."""

# Pure: a field in, dictionaries out.

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    FileField,
    Form,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields import DateField, DecimalField, FloatField
from wtforms.widgets import HiddenInput, PasswordInput

from enabler.wording.formatting import clock_time, read_back

Params = dict[str, Any]
OWN_KEYS = {
    "class",
    "rows",
    "width",
    "prefix",
    "suffix",
    "autocomplete",
    "inputmode",
    "type",
    "small",
    "inline",
    "hints",
}
EXPIRED = "This page was open for a long time. Nothing is lost: check what you typed and send it again."


def macro_for(field: Field, today: date) -> tuple[str, Params]:
    """The macro's name and parameters; "hidden" is an input without a label.

    `render_kw` of the field may give width, rows, prefix, suffix, autocomplete, inputmode, small, inline and
    hints (value to hint, for radios and checkboxes); anything else in it becomes an attribute.
    """
    for kinds, shape in SHAPES:
        if isinstance(field, kinds):
            name, params = shape(field)
            break
    else:
        name, params = text_input(field)
    if isinstance(field.widget, HiddenInput):
        return "hidden", {"name": field.name, "id": field.id, "value": text_value(field)}
    if name == "input" and (words := _read_back(field, today)):
        params["formGroup"] = {"classes": "with-read-back", "afterInput": {"html": f'<p class="read-back">{words}</p>'}}
    return name, params


def _read_back(field: Field, today: date) -> str:
    """A date in full, or what a field of our own says it understood."""
    data = getattr(field, "data", None)
    if isinstance(data, date):
        return read_back(data, today)
    return str(field.read_back()) if hasattr(field, "read_back") else ""


def errors_of(form: Form) -> list[Params]:
    """What the error summary lists, in the order of the page: each sentence with a link to its field."""
    problem = getattr(form, "problem", None)
    listed: list[Params] = [{"text": message} for message in [problem, *form.form_errors] if message]
    first = getattr(form, "first_saved", None)
    if first is not None and first.location:
        listed.append({"text": f"Look at what was saved at {clock_time(first.at)}.", "href": first.location})
    for field in form:
        for message in flat(field.errors):
            if field.name == "csrf_token":
                listed.append({"text": EXPIRED})
            elif isinstance(field.widget, HiddenInput):
                listed.append({"text": message})
            else:
                listed.append({"text": message, "href": f"#{field.id}"})
    return listed


def fields_of(form: Form) -> list[Field]:
    """The fields a person answers, in order; what is asked only sometimes when it was."""
    asked = [field for field in form if getattr(field, "is_asked", True) and not isinstance(field, SubmitField)]
    return [field for field in asked if not isinstance(field.widget, HiddenInput)]


def hidden_fields_of(form: Form) -> list[Field]:
    return [field for field in form if isinstance(field.widget, HiddenInput)]


def has_file(form: Form) -> bool:
    return any(isinstance(field, FileField | MultipleFileField) for field in form)


def text_input(field: Field) -> tuple[str, Params]:
    kw = keywords(field)
    params = labelled(field) | {"value": text_value(field), "type": kw.get("type") or input_type(field)}
    for key in ("width", "autocomplete", "inputmode"):
        if kw.get(key):
            params[key] = kw[key]
    for key in ("prefix", "suffix"):
        if kw.get(key):
            params[key] = {"text": kw[key]}
    if isinstance(field.widget, PasswordInput):
        params |= {"value": "", "autocapitalize": "none", "spellcheck": False}
        params.setdefault("autocomplete", "current-password")
    else:
        params.setdefault("autocomplete", "off")
    return "input", params


def number_input(field: Field) -> tuple[str, Params]:
    name, params = text_input(field)
    whole = isinstance(field, IntegerField)
    return name, {"width": 5, "inputmode": "numeric" if whole else "decimal"} | params


def date_input(field: Field) -> tuple[str, Params]:
    name, params = text_input(field)
    return name, {"width": 10} | params


def textarea(field: Field) -> tuple[str, Params]:
    return "textarea", labelled(field) | {"value": text_value(field), "rows": keywords(field).get("rows", 4)}


def select(field: SelectField) -> tuple[str, Params]:
    items: list[Params] = []
    if field.has_groups():
        for group, choices in field.iter_groups():
            if group:
                items.append(
                    {"value": "", "text": f"\N{EM DASH} {group} \N{EM DASH}", "disabled": True, "selected": False}
                )
            items.extend(options(choices))
    else:
        items = options(field.iter_choices())
    return "select", labelled(field) | {"items": items}


def radios(field: RadioField) -> tuple[str, Params]:
    return "radios", chosen(field)


def checkboxes(field: SelectMultipleField) -> tuple[str, Params]:
    return "checkboxes", chosen(field)


def checkbox(field: BooleanField) -> tuple[str, Params]:
    params = labelled(field)
    item = {"value": "y", "text": params.pop("label")["text"], "checked": bool(field.data)}
    if "hint" in params:
        item["hint"] = params.pop("hint")
    return "checkboxes", params | {"idPrefix": params.pop("id"), "items": [item], "small": True}


def file_upload(field: Field) -> tuple[str, Params]:
    return "fileUpload", labelled(field) | {"multiple": isinstance(field, MultipleFileField)}


SHAPES: tuple[tuple[Any, Any], ...] = (
    (RadioField, radios),
    (SelectMultipleField, checkboxes),
    (SelectField, select),
    (BooleanField, checkbox),
    (TextAreaField, textarea),
    ((FileField, MultipleFileField), file_upload),
    ((IntegerField, DecimalField, FloatField), number_input),
    (DateField, date_input),
)


def labelled(field: Field) -> Params:
    """What every macro takes: who the field is, what it is called, what helps, what is wrong."""
    kw = keywords(field)
    params: Params = {"id": field.id, "name": field.name, "label": {"text": field.label.text}}
    if field.description:
        params["hint"] = {"text": field.description}
    if message := next(iter(flat(field.errors)), None):
        params["errorMessage"] = {"text": message}
    if kw.get("class"):
        params["classes"] = kw["class"]
    if attributes := {key: value for key, value in kw.items() if key not in OWN_KEYS}:
        params["attributes"] = attributes
    return params


def chosen(field: SelectField) -> Params:
    """Radios or checkboxes under a legend; side by side when there are two or three short answers."""
    kw = keywords(field)
    params = labelled(field)
    items = options(field.iter_choices())
    for item in items:
        item["checked"] = item.pop("selected")
        if hint := kw.get("hints", {}).get(item["value"]):
            item["hint"] = {"text": hint}
    legend = params.pop("label")
    short = len(items) <= 3 and all(len(item["text"]) <= 20 and "hint" not in item for item in items)
    return params | {
        "idPrefix": params.pop("id"),
        "fieldset": {"legend": legend},
        "items": items,
        "inline": kw.get("inline", short),
        "small": kw.get("small", True),
    }


def options(choices: Iterable[Any]) -> list[Params]:
    """WTForms gives (value, label, selected) and sometimes what to put on the element as well."""
    return [
        {"value": str(value), "text": str(label), "selected": bool(selected)} for value, label, selected, *_ in choices
    ]


def keywords(field: Field) -> Params:
    return dict(field.render_kw or {})


def text_value(field: Field) -> str:
    """What was typed, also when it was refused."""
    value = field._value() if hasattr(field, "_value") else field.data
    return "" if value is None else str(value)


def input_type(field: Field) -> str:
    """Numbers and dates are typed as text: a browser's own number or date box loses what it does not like."""
    kind = getattr(field.widget, "input_type", "text")
    return kind if kind in {"password", "email", "tel", "search"} else "text"


def flat(errors: Any) -> list[str]:
    """Errors as sentences; fields inside fields give lists or dictionaries."""
    if isinstance(errors, dict):
        errors = errors.values()
    found: list[str] = []
    for error in errors:
        found.extend(flat(error) if isinstance(error, list | tuple | dict) else [str(error)])
    return found
