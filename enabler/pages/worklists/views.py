"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.worklists import caseload, search, today, ward_list
from enabler.pages.worklists.blueprint import blueprint

__all__ = ["blueprint", "caseload", "search", "today", "ward_list"]
