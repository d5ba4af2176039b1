"""From field to macro, as dictionaries; and the form page they make."""

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DecimalField,
    FieldList,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields import DateField
from wtforms.validators import InputRequired

from enabler.web.nhs_forms import EXPIRED, errors_of, fields_of, has_file, hidden_fields_of, macro_for

TODAY = date(2026, 11, 22)


class Sample(Form):
    token = HiddenField()
    landlord = StringField("Landlord", [InputRequired("Enter the landlord")], description="Who the rent is owed to")
    note = TextAreaField("What was said", render_kw={"rows": 8})
    kind = SelectField("What blocks", choices={"a": "Arrears", "b": "No home"})
    grouped = SelectField("By group", choices={"": "Not recorded", "Money": {"a": "Arrears"}, "Home": {"b": "No home"}})
    blocks = RadioField("Does it block?", choices={"yes": "Yes", "no": "No"})
    share = RadioField("Share", choices={"sole": "Sole: housing alone holds the patient", "joint": "Joint"},
                       render_kw={"hints": {"sole": "Would go home today"}})  # fmt: skip
    there = SelectMultipleField(
        "Who was there?", choices={"p": "Patient", "f": "Family", "l": "Landlord", "o": "Other"}
    )
    agreed = BooleanField("The patient agreed", description="Spoken is enough")
    balance = DecimalField("Balance", render_kw={"prefix": "£", "data-live": "yes"})
    nights = IntegerField("Nights")
    began_on = DateField("When did it begin?", format=["%d/%m/%Y"])
    letter = FileField("Letter")
    password = PasswordField("Password")
    send = SubmitField("Send")


def made(
    name: str, data: dict[str, Any] | None = None, typed: dict[str, str] | None = None
) -> tuple[str, dict[str, Any]]:
    form = Sample(MultiDict(typed) if typed is not None else None, data=data)
    if typed is not None:
        form.validate()
    return macro_for(form[name], TODAY)


def test_a_line_of_text() -> None:
    assert made("landlord", {"landlord": "Riverside"}) == (
        "input",
        {
            "id": "landlord",
            "name": "landlord",
            "label": {"text": "Landlord"},
            "hint": {"text": "Who the rent is owed to"},
            "value": "Riverside",
            "type": "text",
            "autocomplete": "off",
        },
    )


def test_an_error_stands_at_its_field() -> None:
    _, params = made("landlord", typed={"landlord": ""})
    assert params["errorMessage"] == {"text": "Enter the landlord"}


def test_what_was_typed_is_kept_also_when_it_was_refused() -> None:
    assert made("balance", typed={"balance": "12,x"})[1]["value"] == "12,x"
    assert made("began_on", typed={"began_on": "31/2/26"})[1]["value"] == "31/2/26"


def test_longer_text() -> None:
    name, params = made("note", {"note": "a\nb"})
    assert (name, params["rows"], params["value"]) == ("textarea", 8, "a\nb")


def test_nothing_recorded_is_an_empty_box() -> None:
    assert made("note", {"note": None})[1]["value"] == ""
    assert made("nights")[1]["value"] == ""


def test_a_select_marks_the_chosen_answer() -> None:
    name, params = made("kind", {"kind": "b"})
    assert name == "select"
    assert params["items"] == [
        {"value": "a", "text": "Arrears", "selected": False},
        {"value": "b", "text": "No home", "selected": True},
    ]


def test_groups_in_a_select_are_headings_nobody_can_choose() -> None:
    items = made("grouped")[1]["items"]
    assert [(item["text"], item.get("disabled", False)) for item in items] == [
        ("Not recorded", False), ("— Money —", True), ("Arrears", False), ("— Home —", True), ("No home", False),
    ]  # fmt: skip


def test_radios_have_a_legend_and_stand_side_by_side_when_short() -> None:
    name, params = made("blocks", {"blocks": "no"})
    assert name == "radios"
    assert params["fieldset"] == {"legend": {"text": "Does it block?"}}
    assert params["idPrefix"] == "blocks"
    assert params["inline"] is True
    assert [item["checked"] for item in params["items"]] == [False, True]


def test_long_radios_stand_below_each_other_with_their_hints() -> None:
    params = made("share")[1]
    assert params["inline"] is False
    assert params["items"][0]["hint"] == {"text": "Would go home today"}


def test_several_answers_are_checkboxes() -> None:
    name, params = made("there", {"there": ["p", "l"]})
    assert name == "checkboxes"
    assert [item["value"] for item in params["items"] if item["checked"]] == ["p", "l"]


def test_one_box_to_tick_carries_its_own_label() -> None:
    name, params = made("agreed", {"agreed": True})
    assert name == "checkboxes"
    assert "fieldset" not in params
    assert params["items"] == [
        {"value": "y", "text": "The patient agreed", "checked": True, "hint": {"text": "Spoken is enough"}}
    ]


def test_numbers_are_typed_as_text() -> None:
    name, params = made("balance")
    assert (name, params["type"], params["inputmode"], params["prefix"]) == ("input", "text", "decimal", {"text": "£"})
    assert params["attributes"] == {"data-live": "yes"}
    assert made("nights")[1]["inputmode"] == "numeric"


def test_a_date_is_read_back_in_full() -> None:
    params = made("began_on", {"began_on": date(2026, 12, 4)})[1]
    assert params["formGroup"]["afterInput"]["html"] == '<p class="read-back">Fri 4 December 2026, in 12 days</p>'
    assert "formGroup" not in made("began_on")[1]


def test_a_password_is_never_sent_back() -> None:
    params = made("password", typed={"password": "four quiet lamps"})[1]
    assert (params["type"], params["value"], params["autocomplete"]) == ("password", "", "current-password")


def test_files_and_hidden_fields() -> None:
    assert made("letter")[0] == "fileUpload"
    assert made("token", {"token": "t"}) == ("hidden", {"name": "token", "id": "token", "value": "t"})


def test_the_page_asks_only_what_a_person_answers() -> None:
    form = Sample()
    assert {"token", "send"}.isdisjoint(field.name for field in fields_of(form))
    assert [field.name for field in hidden_fields_of(form)] == ["token"]
    assert has_file(form)


def test_the_summary_links_each_sentence_to_its_field() -> None:
    form = Sample(
        MultiDict({"landlord": "", "nights": "x", "blocks": "no", "share": "sole", "kind": "a", "grouped": "a"})
    )
    form.validate()
    assert {"text": "Enter the landlord", "href": "#landlord"} in errors_of(form)
    assert errors_of(form)[0]["href"] == "#landlord"


def test_the_summary_begins_with_what_is_wrong_with_the_whole_form() -> None:
    form = Sample()
    form.problem = "This form was made for another patient."  # type: ignore[attr-defined]
    form.form_errors = ["Dates are not in order"]
    assert errors_of(form) == [{"text": "This form was made for another patient."}, {"text": "Dates are not in order"}]


def test_an_expired_form_is_said_in_plain_words() -> None:
    class Guarded(Form):
        csrf_token = HiddenField(validators=[InputRequired("The CSRF token has expired.")])

    form = Guarded(MultiDict({"csrf_token": ""}))
    form.validate()
    assert errors_of(form) == [{"text": EXPIRED}]


def test_errors_of_fields_within_fields_become_sentences() -> None:
    class Several(Form):
        names = FieldList(StringField("Name", [InputRequired("Enter a name")]), min_entries=2)

    form = Several(MultiDict({"names-0": "", "names-1": "Li"}))
    form.validate()
    assert [error["text"] for error in errors_of(form)] == ["Enter a name"]


@pytest.mark.parametrize("name", [name for name in Sample()._fields if name != "send"])
def test_every_kind_of_field_has_a_macro(name: str) -> None:
    assert made(name)[0] in {"input", "textarea", "select", "radios", "checkboxes", "fileUpload", "hidden"}
