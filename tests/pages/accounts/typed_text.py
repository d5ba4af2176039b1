"""Somebody who types into the checklist, and the draft that the page sends meanwhile."""

from enabler.models import Stay
from tests.browser import Browser, Form

TYPED = {"keys_state": "yes", "keys_note": "With the sister"}


def typing(browser: Browser, stay: Stay) -> Form:
    return browser.get(f"/stays/{stay.id}/checklist").form("Save").fill(**TYPED)


def keep(browser: Browser, form: Form, url: str = "/draft", **more: str) -> int:
    fields = dict(form.values) | {"_path": f"/stays/{dict(form.values)['for_stay']}/checklist"} | more
    return browser.send("POST", url, data=fields).status_code
