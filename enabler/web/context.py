"""What base.html needs on every page: who is signed in, where they can go, and the state of the installation."""

from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for

from enabler.models import User
from enabler.vocabulary import Role
from enabler.web.access import rule_of
from enabler.web.sessions import is_locked, signed_in

# endpoint, label; shown to whoever's role the route allows
NAVIGATION = (
    ("worklists.today", "Today"),
    ("worklists.caseload", "Caseload"),
    ("worklists.ward_list", "Ward list"),
    ("after_discharge.follow_ups", "Follow-ups"),
    ("patient.quick_add", "Add patient"),
    ("exchange.ward_list_in", "Bring in a list"),
    ("reports.days_avoided", "Days avoided"),
    ("exchange.export", "Export"),
    ("directory.agencies", "Directory"),
    ("accounts.users", "Users"),
    ("setup.wards", "Wards"),
    ("setup.health", "Health"),
)

# The places around days avoided; each page of them shows this line (templates/_figures_nav.html)
FIGURES = (
    ("reports.days_avoided", "The figure"),
    ("reports.national", "National returns"),
    ("reports.published_reports", "Published reports"),
    ("reports.estimates", "Estimates"),
    ("indicators.indicators", "Indicators"),
    ("indicators.trials", "Trials"),
    ("evidence.comparisons", "Comparisons"),
    ("evidence.cited_values", "Cited values"),
    ("evidence.unit_costs", "Unit costs"),
    ("evidence.service_costs", "Cost of the service"),
    ("evidence.report_settings", "Settings"),
)


def set_up_context(app: Flask) -> None:
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    if not has_request_context():
        return {}  # the command line prints without anybody's page around it
    held = None if request.endpoint in (None, "static") and "sign_in" not in g else signed_in()
    open_now = held is not None and not is_locked()
    user = held.user if held is not None else None
    return {
        "current_user": _current_user(user) if user and open_now else None,
        "navigation": _places(NAVIGATION, Role(user.role))
        if user and open_now and not user.must_change_password
        else [],
        "figures_places": _places(FIGURES, Role(user.role)) if user and open_now else [],
        "ward_name": " · ".join(ward.name for ward in user.wards) if user and open_now else "",
        "last_change_at": None,
        "lock_url": url_for("accounts.lock") if user and open_now else "",
        "keep_draft_url": url_for("accounts.keep_draft") if user and open_now else "",
        "sign_out_url": url_for("accounts.sign_out") if user else "",
        "search_url": url_for("worklists.search")
        if user and open_now and may(Role(user.role), "worklists.search")
        else "",
        "training": current_app.config["ENABLER"].training,
        "settings": current_app.config["ENABLER"],
    }


def _current_user(user: User) -> dict[str, str]:
    return {"name": user.display_name, "account": user.name, "role": Role(user.role).label}


def may(role: Role, endpoint: str) -> bool:
    """Whether a page exists and is for this role."""
    rule = rule_of(current_app, endpoint)
    return rule is not None and role in rule.roles


def _places(listed: tuple[tuple[str, str], ...], role: Role) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is this page; only those that this role may open."""
    found = []
    for endpoint, label in listed:
        if may(role, endpoint):
            found.append((label, url_for(endpoint), request.endpoint == endpoint))
    return found
