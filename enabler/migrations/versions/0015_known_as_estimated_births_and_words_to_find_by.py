"""The name somebody goes by, pronouns, births of which only a year is known, and the words people are found by."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

AT_ONCE = 2000
LONGEST_WORD = 100
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
KNOWN_AS = re.compile(r"^(.*?)\s*\(([^()]+)\)$")  # as a bedside line was kept: Harpreet (Harry)
patients = sa.table(
    "patients", sa.column("id"), sa.column("surname"), sa.column("given_names"), sa.column("known_as")
)
patient_words = sa.table("patient_words", sa.column("word"), sa.column("patient_id"))


def upgrade() -> None:
    op.add_column("patients", sa.Column("known_as", sa.String(length=200), nullable=True))
    op.add_column("patients", sa.Column("pronouns", sa.String(length=60), nullable=True))
    known = "CONSTRAINT ck_patients_birth_is_known CHECK (birth_is IS NULL OR birth_is IN ('year', 'estimated'))"
    of_a_date = "CONSTRAINT ck_patients_birth_is_of_a_date CHECK (birth_is IS NULL OR born_on IS NOT NULL)"
    op.execute(f"ALTER TABLE patients ADD COLUMN birth_is VARCHAR(60) {known} {of_a_date}")
    op.create_table(
        "patient_words",
        sa.Column(
            "word",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name=op.f("fk_patient_words_patient_id")),
        sa.PrimaryKeyConstraint("word", "patient_id", name=op.f("pk_patient_words")),
    )
    op.create_index("ix_patient_words_patient_id", "patient_words", ["patient_id"])
    _part_known_as(op.get_bind())
    _fill_words(op.get_bind())


def _part_known_as(connection: sa.Connection) -> None:
    in_brackets = sa.select(patients.c.id, patients.c.given_names).where(patients.c.given_names.like("%(%)"))
    for key, given_names in connection.execute(in_brackets).all():
        if found := KNOWN_AS.match(given_names):
            values = {"given_names": found[1] or None, "known_as": found[2]}
            connection.execute(sa.update(patients).where(patients.c.id == key).values(values))


def _fill_words(connection: sa.Connection) -> None:
    names = sa.select(patients.c.id, patients.c.surname, patients.c.given_names, patients.c.known_as)
    for some in connection.execute(names).partitions(AT_ONCE):
        rows: list[dict[str, Any]] = [
            {"word": word, "patient_id": key} for key, *written in some for word in sorted(set(_words(written)))
        ]
        if rows:
            connection.execute(sa.insert(patient_words), rows)


def _words(names: list[str | None]) -> Iterator[str]:
    written = {name for name in names if name}
    for between in (r"[\s,;()\"“”/]+", "[-‐‑–]+", "['’‘`.]+"):
        written.update([part for word in written for part in re.split(between, word)])
    for part in written:
        spelt_out = unicodedata.normalize("NFC", part.casefold()).translate(SPELT_OUT)
        yield from filter(None, (_folded(part)[:LONGEST_WORD], _folded(spelt_out)[:LONGEST_WORD]))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    return "".join(
        sign
        for sign in plain
        if sign.isalnum() or (unicodedata.category(sign) in ("Mc", "Mn") and not unicodedata.combining(sign))
    )
