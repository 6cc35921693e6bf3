"""Names, types and values of columns: names come from the fields of the model and never from data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

from dftzcli.model.encoding import encode
from dftzcli.model.parts import Sort
from dftzcli.render.escape import visible

TYPES: Final[dict[Sort, str]] = {
    "text": "TEXT", "number": "NUMERIC", "whole": "INTEGER", "flag": "INTEGER", "texts": "TEXT",
}  # fmt: skip


def named(name: str) -> str:
    """Return a name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def column(name: str, sort: Sort, *, target: str | None = None) -> str:
    """Return the declaration of a column; `target` is the table whose id it holds."""
    check = f" CHECK ({named(name)} IN (0, 1))" if sort == "flag" else ""
    return f"{named(name)} {TYPES[sort]}{check}" + (f" REFERENCES {named(target)} (id)" if target else "")


def create(database: sqlite3.Connection, table: str, declarations: Iterable[str]) -> None:
    """Create a table."""
    database.execute(f"CREATE TABLE {named(table)} (\n  " + ",\n  ".join(declarations) + "\n)")


def insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]], *, columns: int) -> None:
    """Put rows into a table, their values made those of SQL."""
    marks = ", ".join("?" * columns)
    database.executemany(f"INSERT INTO {named(table)} VALUES ({marks})", (tuple(map(value_of, row)) for row in rows))


def value_of(value: Any) -> Any:
    """Return a value as SQL holds it: numbers as numbers, lists as JSON, text without control characters."""
    if isinstance(value, str):
        return visible(value, keep="\n\t")
    if isinstance(value, (list, dict)):
        return encode(value)
    if value is None or isinstance(value, (int, float)):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
