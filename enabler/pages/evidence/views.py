"""The room's routes: importing the modules below puts them on the blueprint."""

from enabler.pages.evidence import cited_values, comparisons, report_settings, service_costs, unit_costs
from enabler.pages.evidence.blueprint import blueprint

__all__ = ["blueprint", "cited_values", "comparisons", "report_settings", "service_costs", "unit_costs"]
