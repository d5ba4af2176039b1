"""The room of figures and paper."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)
