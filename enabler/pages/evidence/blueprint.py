"""The room's blueprint, apart, so that its view modules can share it."""

from flask import Blueprint

blueprint = Blueprint("evidence", __name__)
