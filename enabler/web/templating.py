"""The template environment: everything escaped, our own names strict, the NHS macros next door in a lenient one."""

from typing import Any

from flask import Flask
from flask.templating import Environment as FlaskEnvironment
from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined, Template

from enabler import clock
from enabler.web import formatting

NHS_PREFIX = "nhsuk/"
TIDY: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True}
PLAIN_FILTERS = (
    formatting.long_date, formatting.plain_date, formatting.short_date, formatting.year_date,
    formatting.weekday_date, formatting.banner_date, formatting.clock_time, formatting.moment,
    formatting.nhs_number, formatting.nights, formatting.figure, formatting.whole, formatting.percent,
    formatting.patient_name, formatting.initials, formatting.possessive,
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
    app.jinja_environment = HouseEnvironment
    app.jinja_options = {**TIDY, "autoescape": True, "undefined": StrictUndefined}
    for plain in PLAIN_FILTERS:
        app.add_template_filter(plain)
    app.add_template_filter(lambda on: formatting.born(on, clock.today()), "born")
    app.add_template_filter(lambda on: formatting.how_far(on, clock.today()), "how_far")
    app.add_template_filter(lambda on: formatting.read_back(on, clock.today()), "read_back")
    app.add_template_global(formatting.plural)
