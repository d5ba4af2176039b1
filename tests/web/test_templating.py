"""The known traps of the NHS macros, and strictness about our own names."""

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from enabler.web.templating import set_up_templating

MARKUP = "<script>alert('Ng')</script>"
SELECT = '{% from "nhsuk/components/select/macro.jinja" import select %}{{ select(params) }}'


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    set_up_templating(app)
    return app


def shown(app: Flask, source: str, **context: object) -> str:
    with app.test_request_context():
        return render_template_string(source, **context)


def test_markup_in_a_name_is_text_also_inside_a_macro(app: Flask) -> None:
    options = [{"value": MARKUP, "text": MARKUP}]
    params = {"name": "x", "label": {"text": MARKUP}, "items": options, "errorMessage": {"text": MARKUP}}
    page = shown(app, SELECT, params=params)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 4


def test_markup_is_text_inside_a_called_macro(app: Flask) -> None:
    source = (
        '{% from "nhsuk/components/details/macro.jinja" import details %}'
        '{% call details({"summaryText": name}) %}{{ name }}{% endcall %}'
    )
    page = shown(app, source, name=MARKUP)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 2


@pytest.mark.parametrize("source", ["{{ surnme }}", "{{ patient.surnme }}", "{% if surnme %}{% endif %}"])
def test_a_typing_error_of_ours_is_an_error(app: Flask, source: str) -> None:
    with pytest.raises(UndefinedError):
        shown(app, source, patient={"surname": "Ng"})


def test_a_macro_may_leave_out_what_it_does_not_need(app: Flask) -> None:
    assert 'id="x"' in shown(app, SELECT, params={"name": "x", "label": {"text": "Ward"}, "items": []})


def test_house_templates_are_tidy(app: Flask) -> None:
    assert shown(app, "{% if true %}\n  a\n{% endif %}\nb") == "  a\nb"
