"""The room of the first start, the wards, and the health of the installation."""

from flask import Blueprint

blueprint = Blueprint("setup", __name__)
