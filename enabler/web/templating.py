"""The template environment: everything escaped, our own names strict, the NHS macros next door in a lenient one."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for
from flask.templating import Environment as FlaskEnvironment
from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup
from wtforms import Field

from enabler import clock
from enabler.drawing import break_even, charts, night_strip, tornado, trend
from enabler.web import messages, nhs_forms, ways
from enabler.web.form_tokens import new_token
from enabler.wording import formatting, nights_in_words

NHS_PREFIX = "nhsuk/"
FOLDERS = {"fileUpload": "file-upload", "errorSummary": "error-summary"}
TIDY: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True}
PLAIN_FILTERS = (
    formatting.long_date, formatting.plain_date, formatting.day_month, formatting.short_date, formatting.year_date,
    formatting.weekday_date, formatting.banner_date, formatting.clock_time, formatting.moment,
    formatting.nhs_number, formatting.nights, formatting.figure, formatting.trimmed, formatting.whole,
    formatting.percent,
    formatting.patient_name, formatting.initials, formatting.possessive, formatting.pounds,
)  # fmt: skip


class HouseEnvironment(FlaskEnvironment):
    """Loads NHS macros from their own environment.

    Their macros end in .jinja (Flask would not escape them) and lean on undefined values that chain;
    with one environment for both, that leniency would hide our own typing errors.
    """

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        loader = PackageLoader("nhsuk_frontend_jinja")
        self.nhs = Environment(loader=loader, undefined=ChainableUndefined, autoescape=True, auto_reload=False, **TIDY)
        self.nhs.globals.update(classes="classes")  # select's template uses this word as a name

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        if isinstance(name, str) and name.startswith(NHS_PREFIX):
            return self.nhs.get_template(name)
        return super().get_template(name, parent, globals)


def set_up_templating(app: Flask) -> None:
    """Call before anything touches app.jinja_env."""
    app.jinja_environment = HouseEnvironment  # type: ignore[assignment]
    app.jinja_options = {**TIDY, "autoescape": True, "undefined": StrictUndefined}
    for plain in PLAIN_FILTERS:
        app.add_template_filter(plain)
    app.add_template_filter(lambda on, birth_is=None: formatting.born(on, clock.today(), birth_is), "born")
    app.add_template_filter(messages.with_names, "with_names")
    app.add_template_filter(lambda on: formatting.how_far(on, clock.today()), "how_far")
    app.add_template_filter(lambda on: formatting.read_back(on, clock.today()), "read_back")
    for shared in (
        formatting.plural,
        formatting.checks_planned,
        nhs_macro,
        show_field,
        asset,
        ways.way_to,
        new_token,
        *FORM_QUESTIONS,
        *DRAWINGS,
    ):
        app.add_template_global(shared)


FORM_QUESTIONS = (nhs_forms.errors_of, nhs_forms.fields_of, nhs_forms.hidden_fields_of, nhs_forms.has_file)
DRAWINGS = (
    night_strip.night_strip, night_strip.small_strip, night_strip.strip_image, nights_in_words.arithmetic,
    charts.nights_by_month, charts.gross_to_net, break_even.break_even_meter, tornado.tornado, trend.trend,
)  # fmt: skip


def nhs_macro(name: str, params: dict[str, Any]) -> Markup:
    """What an NHS macro makes of these parameters."""
    folder = FOLDERS.get(name, name)
    template = current_app.jinja_env.get_template(f"{NHS_PREFIX}components/{folder}/macro.jinja")
    return Markup(str(getattr(template.module, name)(params)).strip())  # noqa: S704  the macro has escaped it


def show_field(field: Field, **overrides: Any) -> Markup:
    """A field with its label, hint and error; `overrides` replaces parameters of its macro."""
    name, params = nhs_forms.macro_for(field, clock.today())
    if name == "hidden":
        return Markup('<input type="hidden" name="{name}" id="{id}" value="{value}">').format(**params)
    return nhs_macro(name, params | overrides)


def asset(path: str) -> str:
    """The address of a file in static/, changing when the file does, so that browsers may keep it for good."""
    file = Path(current_app.static_folder or "") / path
    return url_for("static", filename=path, v=fingerprint(file, file.stat().st_mtime_ns))


@lru_cache
def fingerprint(file: Path, changed_at: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
