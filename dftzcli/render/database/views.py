"""What is asked of the database most, ready made, and the index of its words."""

from __future__ import annotations

import sqlite3
from typing import Final

# Each view: the tables that it needs, and what it selects.
_VIEWS: Final[dict[str, tuple[frozenset[str], str]]] = {
    # A figure is never bare: all that belongs to its number stands beside it, with names for ids.
    "figures_with_names": (
        frozenset({"figures"}),
        """
        SELECT figures.id, indicator.name AS indicator, place.name AS place, scope, subject.name AS subject, period,
               period_basis, age_years, qualifier, value, value_min, value_max, unit, reading, as_stated,
               source.name AS source, locator, source_date, evidence, figures.confidence, figures.dispute
        FROM figures
        JOIN records AS indicator ON indicator.id = figures.indicator
        JOIN records AS place ON place.id = figures.place
        LEFT JOIN records AS subject ON subject.id = figures.subject
        LEFT JOIN records AS source ON source.id = figures.source
        """,
    ),
    "disputed": (
        frozenset({"discrepancies", "discrepancies_records"}),
        """
        SELECT records.id, records.kind, records.name, discrepancies.type, discrepancies.is_caution,
               discrepancies.id AS discrepancy, discrepancies.says
        FROM discrepancies_records
        JOIN records ON records.id = discrepancies_records.target
        JOIN discrepancies ON discrepancies.id = discrepancies_records.record
        """,
    ),
    "by_status": (
        frozenset({"records"}),
        """
        SELECT kind, status, count(*) AS records FROM records
        WHERE status IS NOT NULL AND is_exported = 1 GROUP BY kind, status
        """,
    ),
}
_INDEXED: Final = ("name", "name_zh", "aliases", "summary", "name_zh_parts")


def create_views(database: sqlite3.Connection, tables: set[str]) -> None:
    """Create the views whose tables are there."""
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name, (needed, selected) in _VIEWS.items():
        if needed <= there:
            database.execute(f"CREATE VIEW {name} AS {' '.join(selected.split())}")


def create_index(database: sqlite3.Connection) -> None:
    """Create the index of words over `records`, which Datasette finds by itself and offers as a search box."""
    columns = ", ".join(_INDEXED)
    database.execute(f'CREATE VIRTUAL TABLE records_fts USING fts5({columns}, content="records")')
    database.execute(f"INSERT INTO records_fts (rowid, {columns}) SELECT rowid, {columns} FROM records")
    database.execute("INSERT INTO records_fts (records_fts) VALUES ('optimize')")
