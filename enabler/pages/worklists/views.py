"""The room's routes: importing the modules below puts them on the blueprint."""

import enabler.pages.worklists.caseload
import enabler.pages.worklists.search
import enabler.pages.worklists.today
import enabler.pages.worklists.ward_list  # noqa: F401
from enabler.pages.worklists.blueprint import blueprint

__all__ = ["blueprint"]
