"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.exchange import ward_list_views
from enabler.pages.exchange.blueprint import blueprint

__all__ = ["blueprint", "ward_list_views"]
