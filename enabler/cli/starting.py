"""From the settings to a database at this program's revision, or a sentence for whoever starts it. Loads little."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from enabler.config import Settings


class CannotStart(Exception):
    """Why it does not start, in a sentence for the person at the terminal."""


def the_settings() -> "Settings":
    from enabler.config import BadSettings, read_settings

    try:
        return read_settings()
    except BadSettings as wrong:
        raise CannotStart(str(wrong)) from wrong


def bring_up_to_date(settings: "Settings") -> None:
    from enabler.cli.fault_sentences import told
    from enabler.migrations import upgrade
    from enabler.rules.refusal import Refused

    try:
        upgrade(settings.database_url)
    except Refused as refusal:
        raise CannotStart(str(refusal)) from refusal
    except Exception as fault:
        raise CannotStart(told(fault, settings.instance, "start")) from fault


def check_that_it_saves(settings: "Settings") -> None:
    """In the app's context. A server on which nobody can save would be found out by whoever has typed something."""
    from enabler.cli.fault_sentences import told
    from enabler.record.keeping.sign_of_life import write_something
    from enabler.web.db import the_session

    try:
        write_something(the_session())
    except Exception as fault:
        raise CannotStart(told(fault, settings.instance, "start")) from fault


def wsgi_app() -> "Flask":
    """For web servers of other makes; what it cannot start with ends the process with a sentence."""
    from enabler import create_app

    try:
        settings = the_settings()
        bring_up_to_date(settings)
        app = create_app(settings)
        with app.app_context():
            check_that_it_saves(settings)
    except CannotStart as reason:
        sys.exit(str(reason))
    return app
