"""Expressions that SQLite and PostgreSQL write differently: days between dates, the earlier and the later of two."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class days_between(GenericFunction[int]):
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True


class earlier_of(GenericFunction[date]):
    """The earlier of two dates; both must be known."""

    type = Date()
    inherit_cache = True


class later_of(GenericFunction[date]):
    type = Date()
    inherit_cache = True


def day(on: date) -> ColumnElement[date]:
    """A date as an expression."""
    return literal(on, Date())


@compiles(days_between)
def _days_between(element: days_between, compiler: Any, **kw: Any) -> str:
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(CAST({second} AS DATE) - CAST({first} AS DATE))"


@compiles(days_between, "sqlite")
def _days_between_sqlite(element: days_between, compiler: Any, **kw: Any) -> str:
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


@compiles(earlier_of)
def _earlier_of(element: earlier_of, compiler: Any, **kw: Any) -> str:
    return f"least({compiler.process(element.clauses, **kw)})"


@compiles(earlier_of, "sqlite")
def _earlier_of_sqlite(element: earlier_of, compiler: Any, **kw: Any) -> str:
    return f"min({compiler.process(element.clauses, **kw)})"


@compiles(later_of)
def _later_of(element: later_of, compiler: Any, **kw: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **kw)})"


@compiles(later_of, "sqlite")
def _later_of_sqlite(element: later_of, compiler: Any, **kw: Any) -> str:
    return f"max({compiler.process(element.clauses, **kw)})"
