"""Lines of the audit trail as sentences: what was done, and what changed from what to what."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from enabler import codes
from enabler.record.history import Happened
from enabler.vocabulary import Share
from enabler.web.formatting import plain_date

HIDDEN = "…"
EMPTY = "not recorded"
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
WHOLE = {
    "view case": "looked at this record",
    "view history": "looked at this history",
    "confirm stay": "confirmed that the record is right",
    "move ward": "moved the patient",
    "seal estimate": "sealed an estimate",
    "agree estimate": "agreed with an estimate",
    "refused stay": "was refused this record",
    "refused patient": "was refused this patient",
    "judge": "judged",
    "discharge": "discharged the patient",
    "undo discharge": "took back the discharge",
    "set waiting on": "recorded who is waited for",
}
PAST = {"set": "set", "put": "put", "undo": "took back", "log": "logged", "plan": "planned", "view": "looked at"}
NEW = {"add", "plan", "log", "record"}
LISTED: dict[str, Callable[[str], Any]] = {
    "housing_on_admission": codes.accommodation_types().get,
    "home_after": codes.accommodation_types().get,
    "legal_status": codes.mental_health_act_statuses().get,
    "discharge_destination": codes.discharge_destinations().get,
    "kind": codes.barrier_kinds().get,
    "main barrier": codes.barrier_kinds().get,
    "share": {str(word): word for word in Share}.get,
}


def what_was_done(line: Happened) -> str:
    """ "changed the ready period", "opened the form change patient", "judged the share as Sole: …"."""
    if line.action == "open form":
        return f"opened the form “{line.detail.get('form', '')}”"
    if line.action == "judge" and "about" in line.detail:
        about = str(line.detail["about"])
        return f"judged the {about}: {in_words(about, line.detail.get('value'))}"
    if line.action in WHOLE:
        return WHOLE[line.action]
    verb, _, noun = line.action.partition(" ")
    article = ("an" if noun[:1] in "aeio" else "a") if verb in NEW else "the"
    return f"{past(verb)} {article} {noun}" if noun else past(verb)


def what_changed(line: Happened) -> list[str]:
    """One sentence for each value; a text only says that it changed."""
    if line.action in ("open form", "judge") or line.action.startswith("view"):
        return []
    return [words for name, value in sorted(line.detail.items()) if (words := _changed(name, value))]


def past(verb: str) -> str:
    if verb in PAST:
        return PAST[verb]
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def in_words(name: str, value: object) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(field_name(str(one)) for one in value)
    if isinstance(value, str) and ISO_DATE.match(value):
        return plain_date(date.fromisoformat(value))
    known = LISTED[name](str(value)) if name in LISTED else None
    return str(known.label if known is not None else value)


def field_name(name: str) -> str:
    words = name.replace("_", " ")
    return words.replace("nhs", "NHS").removesuffix(" id")


def _changed(name: str, value: object) -> str:
    if isinstance(value, list) and len(value) == 2 and name != "recorded":
        before, after = value
        if HIDDEN in (before, after):
            return f"{field_name(name)}: changed"
        return f"{field_name(name)}: {in_words(name, before)} → {in_words(name, after)}"
    return "" if value in (None, "", [], {}) else f"{field_name(name)}: {in_words(name, value)}"
