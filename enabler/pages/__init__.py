"""The rooms people enter. Each room is a blueprint; none imports another."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "accounts",
    "setup",
    "worklists",
    "reports",
    "evidence",
    "indicators",
    "after_discharge",
    "exchange",
    "patient",
    "duplicates",
    "directory",
)


def register(app: Flask) -> None:
    for room in ROOMS:
        app.register_blueprint(import_module(f"enabler.pages.{room}.views").blueprint)
