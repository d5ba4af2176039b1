"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.evidence import comparisons
from enabler.pages.evidence.blueprint import blueprint

__all__ = ["blueprint", "comparisons"]
