"""Who may use which route. A route without a rule answers nobody; a test lists the routes and fails on one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized

from enabler import audit
from enabler.audit import Actor, nobody
from enabler.database import Base, atomic
from enabler.models import Stay
from enabler.record.people.reach import stay_instead_of, stay_within_reach
from enabler.vocabulary import Role
from enabler.web.db import the_session
from enabler.web.devices import pc
from enabler.web.sessions import actor, is_locked, lock_session, signed_in
from enabler.web.typed_text import is_a_form_with_text, keep_typed_text


class SignInEnded(Unauthorized):
    """A form came from somebody who is no longer signed in: nothing of it is kept until they sign in again."""


View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class AccessRule:
    """`roles` empty: public. `while_locked`: also for a locked session (unlock, sign out)."""

    roles: frozenset[Role]
    while_locked: bool = False
    with_old_password: bool = False


def access(*roles: Role) -> Callable[[View], View]:
    """For signed-in people of these roles."""
    return _ruled(AccessRule(frozenset(roles)))


def signed_in_only(*, while_locked: bool = False, with_old_password: bool = False) -> Callable[[View], View]:
    """For everybody who is signed in, whatever the role."""
    return _ruled(AccessRule(EVERYBODY, while_locked, with_old_password))


def public() -> Callable[[View], View]:
    return _ruled(AccessRule(frozenset()))


def _ruled(rule: AccessRule) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return mark


def rule_of(app: Flask, endpoint: str) -> AccessRule | None:
    if endpoint == "static":
        return AccessRule(frozenset())
    return getattr(app.view_functions.get(endpoint), "access_rule", None)


def guard(app: Flask) -> ResponseReturnValue | None:
    """Before each request: the rule of the route, then the state of the session, then the role."""
    g.token_session = session._get_current_object()  # type: ignore[attr-defined]
    if request.endpoint is None:
        return None  # 404, the same for everybody
    rule = rule_of(app, request.endpoint)
    if rule is None:
        abort(403)
    if not rule.roles:
        if request.method == "POST":
            signed_in()  # whose token the form must have
        return None
    held = signed_in()
    if held is None:
        if is_a_form_with_text():
            raise SignInEnded
        return redirect(url_for("accounts.sign_in", to=way_back()))
    if is_locked():
        lock_session()
        if not rule.while_locked:
            keep_typed_text(request.path)
            return redirect(url_for("accounts.unlock", to=way_back()))
    if held.user.must_change_password and not (rule.while_locked or rule.with_old_password):
        return redirect(url_for("accounts.change_password"))
    if Role(held.user.role) not in rule.roles:
        refuse("refused page")
        abort(403)
    return None


def way_back() -> str:
    """Where to go after signing in: a path of ours without its query, which may hold search words."""
    if request.url_rule is not None and "GET" in (request.url_rule.methods or ()):
        return request.path
    return path_of_ours(urlsplit(request.referrer or "").path) or "/"  # a button: back to the page it stood on


def path_of_ours(path: str) -> str:
    """The path if it is one of this site's, nothing if it could lead elsewhere."""
    return path if re.fullmatch(r"/(?!/)[!-\[\]-~]*", path) else ""


def refuse(action: str, subject: tuple[str, object] | None = None) -> None:
    """A refusal leaves its line in the audit, whoever is refused. Before a locked screen stands somebody unknown."""
    g.noted = True
    by = actor() if signed_in() is not None and not is_locked() else nobody(pc())
    with atomic(the_session()) as writing:
        audit.record(writing, by=by, action=action, subject=subject, detail={"endpoint": request.endpoint})


def stay_in_reach(stay_id: int) -> Stay:
    """The stay, or the same 404 as for one that does not exist. A withdrawn one leads to the patient's latest; what
    was typed for it is shown once more."""
    stay = stay_within_reach(the_session(), actor(), stay_id)
    if stay is None:
        if instead := stay_instead_of(the_session(), actor(), stay_id):
            if request.method == "POST":
                abort(410)
            abort(redirect(url_for("patient.stay_page", stay_id=instead)))
        refuse("refused stay", ("stays", stay_id))
        abort(404)
    return stay


def note(
    action: str, *, subject: object = None, stay_id: int | None = None, by: Actor | None = None, **detail: object
) -> None:
    """A line in the audit for a view, a search, a print or an export."""
    g.noted = True
    with atomic(the_session()) as writing:
        audit.record(writing, by=by or actor(), action=action, subject=subject, stay_id=stay_id, detail=detail)  # type: ignore[arg-type]


def note_look(template: str, context: Mapping[str, Any]) -> None:
    """A page about one stay, account or ward leaves a line, also when its view says nothing: nobody is looked at
    unseen."""
    about = (context.get(name) for name in ("stay", "user", "ward"))
    subject = next((one for one in about if isinstance(one, Base)), None)
    if subject is None or g.get("noted"):
        return
    stay_id = subject.id if isinstance(subject, Stay) else None
    note("open form", subject=subject, stay_id=stay_id, form=PurePath(template).stem.replace("_", " "))
