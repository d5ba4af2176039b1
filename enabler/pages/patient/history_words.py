"""Lines of the audit trail as sentences: what was done, and what changed from what to what."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import Table

from enabler import codes
from enabler.audit import HIDDEN
from enabler.database import Base
from enabler.models import Barrier
from enabler.models.columns import labels_of
from enabler.record.stay_page.history import Happened
from enabler.vocabulary import Share, labels
from enabler.wording.formatting import plain_date

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
    "record benefits": "recorded which benefits the patient has",
    "finish action": "marked the action as done",
    "re-open action": "said that the action is not done after all",
    "snooze action": "put off the action",
    "pass on action": "passed on the action",
    "finish follow-up": "finished the check",
    "log try": "logged a try to reach the patient",
    "open case": "opened the case",
    "merge patients": "merged two records of this patient",
    "undo merge": "took back the merge of two records",
    "set apart": "said that two who look alike are two people",
    "undo set apart": "took back that two who look alike are two people",
}
PAST = {"set": "set", "put": "put", "undo": "took back", "log": "logged", "plan": "planned", "view": "looked at"}
NEW = {"add", "plan", "log", "record"}
JUDGED: dict[str, Mapping[str, str]] = {"main barrier": labels_of(Barrier.kind), "share": labels(Share)}


def what_was_done(line: Happened) -> str:
    """ "changed the ready period", "opened the form change patient", "judged the share as Sole: …"."""
    if line.action == "open form":
        return f"opened the form “{line.detail.get('form', '')}”"
    if line.action == "judge" and "about" in line.detail:
        about = str(line.detail["about"])
        value = str(line.detail.get("value") or "")
        return f"judged the {about}: {JUDGED.get(about, {}).get(value, value or EMPTY)}"
    if line.action in WHOLE:
        return WHOLE[line.action]
    verb, _, noun = line.action.partition(" ")
    article = ("an" if noun[:1] in "aeio" else "a") if verb in NEW else "the"
    return f"{past(verb)} {article} {noun}" if noun else past(verb)


def what_changed(line: Happened) -> list[str]:
    """One sentence for each value; a text only says that it changed."""
    if line.action in ("open form", "judge") or line.action.startswith("view"):
        return []
    return [words for name, value in sorted(line.detail.items()) if (words := _changed(line, name, value))]


def past(verb: str) -> str:
    if verb in PAST:
        return PAST[verb]
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def in_words(line: Happened, name: str, value: object) -> str:
    """A stored value as people read it: a listed column of the line's table knows its words."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(field_name(str(one)) for one in value)
    if isinstance(value, str) and ISO_DATE.match(value):
        return plain_date(date.fromisoformat(value))
    return _labels(line, name).get(str(value), str(value))


def _labels(line: Happened, name: str) -> Mapping[str, str]:
    table = Base.metadata.tables.get(line.subject)
    if name == "code" and "list" in line.detail:  # two national lists may use one code differently
        which = line.detail["list"]
        which = which[-1] if isinstance(which, list) else which
        return {key.removeprefix(f"{which} "): label for key, label in codes.delay_reason_codes().items()}
    return {} if table is None else _words_of(table, name)


@cache
def _words_of(table: Table, name: str) -> Mapping[str, str]:
    """The words of a column: the table's own, else that of the rows that hang on it, as a barrier's intervals do."""
    if name in table.columns:
        return labels_of(table.columns[name])
    hanging = [one for one in Base.metadata.sorted_tables if name in one.columns and refers_to(one, table)]
    return {stored: label for one in hanging for stored, label in labels_of(one.columns[name]).items()}


def refers_to(table: Table, other: Table) -> bool:
    return any(key.column.table is other for key in table.foreign_keys)


def field_name(name: str) -> str:
    words = name.replace("_", " ")
    return words.replace("nhs", "NHS").removesuffix(" id")


def _changed(line: Happened, name: str, value: object) -> str:
    if isinstance(value, list) and len(value) == 2 and name != "recorded":
        before, after = value
        if HIDDEN in (before, after):
            return f"{field_name(name)}: changed"
        return f"{field_name(name)}: {in_words(line, name, before)} → {in_words(line, name, after)}"
    return "" if value in (None, "", [], {}) else f"{field_name(name)}: {in_words(line, name, value)}"
