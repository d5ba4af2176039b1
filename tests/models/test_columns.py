"""A column says its words once: the check, the history, the export and the dictionary read them there."""

import itertools
import json

import pytest
from sqlalchemy import CheckConstraint, Column

from enabler import clock
from enabler.database import Base
from enabler.exchange.caseload.changing import MODELS
from enabler.exchange.fields import Sort, Table
from enabler.exchange.tables import TABLES
from enabler.models.columns import Listed, labels_of
from enabler.pages.patient.history_words import field_name, refers_to, what_changed
from enabler.record.stay_page.history import Happened

LISTED = [
    column for table in Base.metadata.sorted_tables for column in table.columns if isinstance(column.type, Listed)
]
# Columns of exported tables that leave by another way, or not at all, each with the reason.
OWN_KEYS = "a key of this database: references leave instead"
TRAIL = "how the row is kept here: the history has it"
NOT_EXPORTED = {
    "id": OWN_KEYS,
    "patient_id": OWN_KEYS,
    "stay_id": OWN_KEYS,
    "barrier_id": OWN_KEYS,
    "ward_id": "leaves as the ward's name",
    "waiting_agency_id": "leaves as waiting_on, the agency's name",
    "surname_key": "made from the surname",
    "hospital_number_key": "made from the hospital number",
    "officer_id": "goes out as the name of the account, officer",
    "owner_id": "the account whose name stands as owner",
    "address": "an address may be protected: it never leaves in a file",
    "postcode": "part of the address",
    "address_protected": "part of the address",
    "gone_from_list_on": "what the last list of this hospital said",
    "list_note": "what the last list of this hospital said",
    "last_confirmed_at": TRAIL,
    "last_confirmed_by": TRAIL,
    "merged_into_id": "a person merged into another leaves in no file",
    "withdrawn_at": "a withdrawn stay leaves in no file",
    "withdrawn_by": "a withdrawn stay leaves in no file",
    "withdrawn_because": "a withdrawn stay leaves in no file",
    "elsewhere": "an import is always from elsewhere",
    "closed_by_discharge": TRAIL,
    "version": TRAIL,
    "recorded_at": TRAIL,
    "recorded_by": TRAIL,
}


@pytest.mark.parametrize("column", LISTED, ids=str)
def test_a_fixed_list_is_held_by_the_database(column: Column[str]) -> None:
    checks = [str(one.sqltext) for one in column.table.constraints if isinstance(one, CheckConstraint)]
    held = [check for check in checks if check.startswith(f"{column.name} IS NULL OR {column.name} IN (")]
    assert isinstance(column.type, Listed)
    assert len(held) == (1 if column.type.checked else 0)
    for word in column.type.labels() if held else ():
        assert f"'{word}'" in held[0]


@pytest.mark.parametrize("column", LISTED, ids=str)
def test_the_history_says_the_words_of_a_listed_column(column: Column[str]) -> None:
    for stored, label in labels_of(column).items():
        detail = json.loads(json.dumps({column.name: [None, stored]}))
        line = Happened(1, clock.now(), "Sam Okafor", f"change {column.table.name}", column.table.name, detail)
        assert what_changed(line)[0].endswith(f": not recorded → {label}")


@pytest.mark.parametrize("column", LISTED, ids=str)
def test_also_where_the_line_is_about_what_the_row_hangs_on(column: Column[str]) -> None:
    """An interval is told under its barrier: a word that two such tables say differently needs another name."""
    others = Base.metadata.sorted_tables
    above = [one for one in others if refers_to(column.table, one) and column.name not in one.columns]
    for table, (stored, label) in itertools.product(above, labels_of(column).items()):
        line = Happened(1, clock.now(), "Sam Okafor", "change", table.name, {column.name: [None, stored]})
        assert what_changed(line) == [f"{field_name(column.name)}: not recorded → {label}"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_an_exported_table_is_exported_or_listed_with_why(table: Table) -> None:
    """Of each table that its rows are made of: a row of barriers is also an interval."""
    exported = {field.column.key for field in table.fields if field.column is not None}
    made_of = [Base.metadata.tables[table.name], *(model.__table__ for model in MODELS.get(table.name, ()))]
    columns = {column.name for one in made_of for column in one.columns}
    assert columns - exported - set(NOT_EXPORTED) == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_exported_code_has_the_words_of_its_column(table: Table) -> None:
    for field in table.fields:
        if field.sort is Sort.CODE and field.column is not None:
            assert field.labels is not None
            assert field.labels(), f"{table.name}.{field.name} has no words"
