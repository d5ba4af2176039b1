"""The views of this room; importing them puts them on the blueprint."""

from enabler.pages.duplicates import listing, merging
from enabler.pages.duplicates.blueprint import blueprint

__all__ = ["blueprint", "listing", "merging"]
