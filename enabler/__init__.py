"""Enabler: the caseload tool of a housing specialist on a hospital ward."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from enabler.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Plug the parts together. Whatever it needs is imported here: a part alone starts without the rest."""
    from flask_wtf import CSRFProtect

    from enabler import pages
    from enabler.config import ROOT, read_settings
    from enabler.faults import set_up_log
    from enabler.web.access import guard
    from enabler.web.compression import compress
    from enabler.web.context import set_up_context
    from enabler.web.db import db
    from enabler.web.errors import App, set_up_errors
    from enabler.web.headers import put_headers
    from enabler.web.numbers_asked import set_up_numbers
    from enabler.web.proxies import set_up_proxies
    from enabler.web.sessions import TokenSessions, keep_session
    from enabler.web.templating import set_up_templating

    settings = settings or read_settings()
    set_up_log(settings.instance)
    app = App(
        "enabler",
        root_path=str(ROOT),
        template_folder="templates",
        static_folder="static",
        instance_path=str(settings.instance),
    )
    app.config.update(_configuration(settings))
    app.session_interface = TokenSessions()
    db.init_app(app)
    set_up_templating(app)
    app.before_request(lambda: guard(app))
    CSRFProtect(app)
    app.after_request(compress)
    app.after_request(put_headers)
    app.after_request(keep_session)
    set_up_context(app)
    set_up_errors(app)
    set_up_numbers(app)
    set_up_proxies(app)
    pages.register(app)
    return app


def _configuration(settings: "Settings") -> dict[str, Any]:
    """What Flask and its extensions are told."""
    from enabler.database import engine_options

    return {
        "ENABLER": settings,
        "SECRET_KEY": settings.secret,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_CHECK_DEFAULT": True,
        "MAX_CONTENT_LENGTH": 20 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    }
