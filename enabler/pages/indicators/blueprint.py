"""The room's blueprint, on which its modules put their routes."""

from flask import Blueprint

blueprint = Blueprint("indicators", __name__)
