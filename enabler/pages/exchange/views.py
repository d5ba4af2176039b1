"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.exchange import export_views, ward_list_views
from enabler.pages.exchange.blueprint import blueprint

__all__ = ["blueprint", "export_views", "ward_list_views"]
