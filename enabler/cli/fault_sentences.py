"""What a fault of the database or the disk means to whoever sits at the terminal, and what to do."""

import secrets
import sqlite3
from pathlib import Path

from enabler.database import DatabaseBusy
from enabler.faults import TRACES, keep_trace

OUTDATED = "The tables are not those that this program knows: start it with script/run, which brings them up to date."
READ_ONLY = (
    "The database can be read and not written: its disk or its file is read-only, or belongs to another account."
)
NO_FILE = "The database file cannot be opened: its folder is missing, or this account may not use it."
FULL = "The disk is full. Make room, then try again."
BUSY = "The database is busy: somebody else held it for too long. Try again."
NOT_LET_IN = "PostgreSQL does not let this user in: look at the name and the password in database_url."
NO_DATABASE = "PostgreSQL has no database of this name: look at database_url, or have the database made."
NO_SERVER = "No PostgreSQL server answers at this address: look at the server and the port in database_url."
NO_RIGHT = "PostgreSQL does not allow this user to do that: the user of database_url must own Enabler's tables."
TOO_MANY = "PostgreSQL has no connection left for Enabler. Try again, or have it allow more."

# In order: a code, or the beginning of one, of SQLite or PostgreSQL.
BY_CODE = (
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_CANTOPEN", NO_FILE),
    ("SQLITE_PERM", NO_FILE),
    ("SQLITE_FULL", FULL),
    ("SQLITE_BUSY", BUSY),
    ("SQLITE_LOCKED", BUSY),
    ("SQLITE_NOTADB", "The database file is not a database: restore a backup, or name another file in database_url."),
    ("SQLITE_CORRUPT", "The database file is damaged: restore a backup with script/enabler restore."),
    ("SQLITE_IOERR", "The disk of the database does not read or write as it should."),
    ("28", NOT_LET_IN),
    ("3D000", NO_DATABASE),
    ("42501", NO_RIGHT),
    ("25006", READ_ONLY),
    ("42P01", OUTDATED),
    ("42703", OUTDATED),
    ("53100", FULL),
    ("53300", TOO_MANY),
    ("55P03", BUSY),
    ("57014", BUSY),
    ("40", BUSY),
)

# A server that refuses a connection, and SQLite about its tables, give no code.
BY_WORDS = (
    ("no such table", OUTDATED),
    ("no such column", OUTDATED),
    ("has no column named", OUTDATED),
    ("authentication failed", NOT_LET_IN),
    ("no password supplied", NOT_LET_IN),
    ("no pg_hba.conf entry", NOT_LET_IN),
    ('role "', NOT_LET_IN),
    ('database "', NO_DATABASE),
    ("too many", TOO_MANY),
    ("connection failed", NO_SERVER),
    ("connection is bad", NO_SERVER),
    ("failed to resolve", NO_SERVER),
)


def told(fault: BaseException, instance: Path, where: str) -> str:
    """The sentence, and below it the reference of the trace, which is kept."""
    reference = secrets.token_hex(4).upper()
    unkept = keep_trace(fault, instance, reference, where)
    place = "its trace could not be kept" if unkept else f"the trace is in {instance / TRACES}"
    return f"{in_words(fault)}\nReference {reference}: {place}."


def in_words(fault: BaseException) -> str:
    """Never the fault's own words, but for the name of a file: they may quote what was typed."""
    if isinstance(fault, OSError) and fault.strerror:
        return f"{fault.filename}: {fault.strerror}." if fault.filename else f"{fault.strerror}."
    if isinstance(fault, DatabaseBusy):
        return BUSY
    from_database = getattr(fault, "orig", None) or fault
    return _of_the_database(from_database) or f"Something went wrong that should not: {type(from_database).__name__}."


def _of_the_database(fault: BaseException) -> str | None:
    code: str = getattr(fault, "sqlite_errorname", None) or getattr(fault, "sqlstate", None) or ""
    by_code = (sentence for begins, sentence in BY_CODE if code.startswith(begins))
    by_words = (sentence for words, sentence in BY_WORDS if words in str(fault))
    if not isinstance(fault, sqlite3.Error) and not type(fault).__module__.startswith("psycopg"):
        return None
    return (
        next(by_code, None) or next(by_words, None) or f"The database did not do it ({code or type(fault).__name__})."
    )
