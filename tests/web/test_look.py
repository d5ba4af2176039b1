"""The frame of every page and sheet: what it says, what it never does, and how little it weighs."""

import gzip
import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, flash, render_template, render_template_string
from flask_wtf import CSRFProtect, FlaskForm
from html5lib import HTMLParser
from jinja2 import UndefinedError
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from enabler.web.templating import set_up_templating

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
MARKUP = "<script>alert('Ng')</script>"
SIGNED_IN = {
    "current_user": {"name": "Sam Okafor", "role": "officer"},
    "ward_name": "Bosworth",
    "last_change_at": datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    "navigation": [("Today", "/", True), ("Caseload", "/caseload", False)],
    "lock_url": "/lock",
    "sign_out_url": "/sign-out",
}
STAMP = {
    "printed_by": "Sam Okafor",
    "printed_at": datetime(2026, 12, 4, 8, 45, tzinfo=UTC),
    "redaction": "Initials only",
}
PAGE = '{% extends "base.html" %}{% block title %}Caseload{% endblock %}{% block content %}<p>Words</p>{% endblock %}'


class Landlord(FlaskForm):
    class Meta:
        csrf = False

    token = HiddenField()
    landlord = StringField("Landlord", [InputRequired("Enter the landlord")])


@pytest.fixture
def app() -> Flask:
    app = Flask("look", template_folder=str(ROOT / "templates"), static_folder=str(STATIC))
    app.secret_key = "for this test only"
    set_up_templating(app)
    CSRFProtect(app)
    return app


def page(app: Flask, source: str = PAGE, **context: Any) -> str:
    with app.test_request_context():
        return render_template_string(source, **context)


def form_page(app: Flask, **context: Any) -> str:
    with app.test_request_context(method="POST", data={"landlord": "", "token": "t"}):
        form = Landlord()
        form.validate()
        form.conflict = [("Landlord", MARKUP, "mine")]  # type: ignore[attr-defined]
        return render_template("form_page.html", form=form, heading="Add arrears", **context)


def stay(**patient: Any) -> SimpleNamespace:
    who = {"surname": "Okafor", "given_names": "Grace", "born_on": date(1961, 2, 3), "nhs_number": "9994765919",
           "hospital_number": "S123", "safety_alert": None, "known_as": None, "birth_is": None, "pronouns": None} | patient  # fmt: skip
    return SimpleNamespace(
        patient=SimpleNamespace(**who), ward=SimpleNamespace(name="Bosworth"), bed="4", discharged_on=None
    )


def valid(html: str) -> None:
    HTMLParser(strict=True).parse(html)


def test_the_header_says_who_is_signed_in_where_and_when(app: Flask) -> None:
    html = page(app, **SIGNED_IN)
    valid(html)
    assert "<strong>Sam Okafor</strong>" in html
    assert "Officer" in html
    assert "Bosworth" in html
    assert "Last change 00:30" in html
    assert '<a href="/" aria-current="page">Today</a>' in html
    assert html.count("<h1") == 1


def test_lock_and_sign_out_are_guarded_posts(app: Flask) -> None:
    html = page(app, **SIGNED_IN)
    assert html.count('<form method="post"') == html.count('name="csrf_token"') == 2


def test_before_anybody_signed_in_the_page_stands_alone(app: Flask) -> None:
    html = page(app)
    valid(html)
    assert "<form" not in html
    assert "Signed in" not in html


def test_training_is_striped(app: Flask) -> None:
    assert 'class="training"' in page(app, training=True)
    assert 'class="training"' not in page(app)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(app: Flask) -> None:
    html = page(app, **SIGNED_IN, stay=stay()) + form_page(app)
    assert not re.findall(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|javascript:", html)
    assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", html)


def test_a_page_without_a_title_is_a_fault(app: Flask) -> None:
    with pytest.raises(Exception, match="title"):
        page(app, '{% extends "base.html" %}')


def test_the_banner_has_three_identifiers_and_no_markup_of_others(app: Flask) -> None:
    html = page(app, stay=stay(given_names=MARKUP, safety_alert=MARKUP))
    valid(html)
    assert "OKAFOR, &lt;script&gt;" in html
    assert "03-Feb-1961 (" in html
    assert "999 476 5919" in html
    assert "Bosworth, bed 4" in html
    assert "Safety alert" in html
    assert "<script>alert" not in html


def test_unknown_identifiers_are_said_to_be_unknown(app: Flask) -> None:
    html = page(app, stay=stay(nhs_number=None, hospital_number=None, born_on=None))
    assert html.count("not recorded") == 3
    assert "Safety alert" not in html


def test_names_stay_out_of_the_title(app: Flask) -> None:
    html = page(app, stay=stay())
    title = html.split("<title>")[1].split("</title>")[0]
    assert title == "Caseload · Enabler"


def test_a_refused_form_says_so_three_times_over(app: Flask) -> None:
    html = form_page(app, stay=stay(), cancel_url="/back")
    valid(html)
    assert "<title>Error: Add arrears" in html
    assert '<a href="#landlord">' in html
    assert 'id="landlord-error"' in html
    assert '<input type="hidden" name="token" id="token" value="t">' in html
    assert "OKAFOR, Grace" in html


def test_a_stale_form_shows_both_texts(app: Flask) -> None:
    html = form_page(app)
    assert "Their text and yours" in html
    assert "&lt;script&gt;" in html
    assert "mine" in html
    assert "<script>alert" not in html


def test_what_was_saved_is_said_on_the_next_page(app: Flask) -> None:
    with app.test_request_context():
        flash(f"Arrears resolved for {MARKUP}", "saved")
        html = render_template_string(PAGE)
    assert 'class="notice notice-saved" role="status"' in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("code", [400, 403, 404, 405, 413, 418, 429, 500, 503])
def test_faults_are_plain_words(app: Flask, code: int) -> None:
    with app.test_request_context():
        html = render_template("error.html", code=code, typed=[("note", MARKUP)])
    valid(html)
    assert f"Error {code}" in html
    assert "<script>alert" not in html


def test_a_side_column_only_where_a_page_has_one(app: Flask) -> None:
    assert "<aside" not in page(app)
    assert "<aside" in page(app, PAGE + "{% block side %}<p>9</p>{% endblock %}")


def test_a_name_that_the_page_was_not_given_is_a_fault(app: Flask) -> None:
    with pytest.raises(UndefinedError):
        page(app, PAGE.replace("Words", "{{ wrods }}"))


def test_paper_carries_its_stamp(app: Flask) -> None:
    source = '{% extends "paper_base.html" %}{% block title %}Ward list{% endblock %}'
    html = page(app, source, **STAMP, copy_number=3, orientation="landscape")
    valid(html)
    assert re.search(r"Printed by Sam Okafor, Fri 4 Dec 2026, 08:45 · Copy 3 · Initials only", html)
    assert 'class="paper landscape"' in html
    assert "paper.css" not in html
    assert "paper.css" in page(app, source, **STAMP, on_screen=True)


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.css")), ids=lambda file: file.name)
def test_style_sheets_bring_no_fonts_and_nothing_from_elsewhere(file: Path) -> None:
    css = file.read_text()
    for forbidden in ("@font-face", "@import", "url(", "http:", "https:", "frutiger"):
        assert forbidden not in css.lower()


def test_the_built_style_sheet_is_the_one_that_was_written_down() -> None:
    built = hashlib.sha256((STATIC / "nhsuk" / "nhsuk.css").read_bytes()).hexdigest()
    assert built in (STATIC / "nhsuk" / "README.md").read_text()


def test_the_frame_is_light(app: Flask) -> None:
    html = page(app, **SIGNED_IN)
    parts = [STATIC / path for path in re.findall(r'/static/([^?"]+)', html)]
    weight = sum(len(gzip.compress(part.read_bytes())) for part in parts)
    assert weight < 30_000


def test_an_address_in_static_changes_with_its_file(app: Flask) -> None:
    assert re.search(r"/static/enabler\.css\?v=[0-9a-f]{10}", page(app))
