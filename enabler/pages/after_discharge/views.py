"""The room's routes: importing the modules below puts them on the blueprint."""

import enabler.pages.after_discharge.after
import enabler.pages.after_discharge.follow_ups
import enabler.pages.after_discharge.leaving
import enabler.pages.after_discharge.wellbeing  # noqa: F401
from enabler.pages.after_discharge.blueprint import blueprint

__all__ = ["blueprint"]
