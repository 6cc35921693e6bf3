"""A result that is no list of whole records, as one table: hits, comparisons, series, chosen fields."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from dftzcli.model.cells import cell_of
from dftzcli.model.parts import sort_of
from dftzcli.render.database.columns import column, create, insert
from dftzcli.render.provenance import parts_of, title_of

if TYPE_CHECKING:
    from dftzcli.render.result import Result


def fill_plain(database: sqlite3.Connection, result: Result) -> None:
    """Write each table of a result; what a column cannot hold is written as its line of text, lists as JSON."""
    for part in parts_of(result):
        table = title_of(part).replace(" ", "_")
        sorts = {spec.key: sort_of(spec) or "text" for spec in part.specs}
        create(database, table, [column(key, sort) for key, sort in sorts.items()])
        rows = (
            [item[spec.key] if sort_of(spec) == "texts" else cell_of(spec, item[spec.key]) for spec in part.specs]
            for item in part.items
        )
        insert(database, table, rows, columns=len(sorts))
