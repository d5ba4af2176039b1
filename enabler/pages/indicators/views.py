"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.indicators.blueprint import blueprint

__all__ = ["blueprint"]
