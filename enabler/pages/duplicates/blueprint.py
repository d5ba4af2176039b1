"""The room's blueprint, apart, so that its view modules can share it."""

from flask import Blueprint

blueprint = Blueprint("duplicates", __name__)
