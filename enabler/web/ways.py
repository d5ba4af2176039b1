"""Links a page shows only to those who may follow them."""

from flask import current_app, url_for

from enabler.vocabulary import Role
from enabler.web.access import rule_of
from enabler.web.sessions import actor


def way_to(endpoint: str, **values: object) -> str:
    """The address of a page, or nothing where this role may not go."""
    rule = rule_of(current_app, endpoint)
    if rule is None:
        raise LookupError(f"no page {endpoint}")
    if rule.roles and Role(actor().role) not in rule.roles:
        return ""
    return url_for(endpoint, **values)  # type: ignore[arg-type]
