"""Tables of what a column cannot hold: lists of links, and the parts that records are made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from dftzcli.model.fields import fields
from dftzcli.model.parts import Sort, keys_of
from dftzcli.model.references import REFERENCES
from dftzcli.model.vocabulary import PLURALS, Kind
from dftzcli.render.database.columns import column, create, insert
from dftzcli.render.database.links import NAMING, Tables


def write_links(database: sqlite3.Connection, tables: Tables, kind: Kind) -> None:
    """Write a table for each list of links that is stored on a kind; the other direction is a question to it."""
    for field in (*REFERENCES[kind], "related", "sources", "discrepancies"):
        spec = next((spec for spec in fields(kind) if spec.key == field), None)
        if spec is None or spec.type != "ids":
            continue
        rows = [
            (item["id"], place, target) for item in tables.items[kind] for place, target in enumerate(item[field], 1)
        ]
        if not rows:
            continue
        name = f"{PLURALS[kind]}_{field}"
        create(
            database,
            name,
            [
                f"record TEXT NOT NULL REFERENCES {PLURALS[kind]} (id)",
                "position INTEGER NOT NULL",
                f"target TEXT NOT NULL REFERENCES {tables.target(kind, field)} (id)",
                "PRIMARY KEY (record, position)",
            ],
        )
        insert(database, name, rows, columns=3)
        database.execute(f'CREATE INDEX "{name} by target" ON {name} (target)')


def write_parts(database: sqlite3.Connection, tables: Tables, kinds: Iterable[Kind]) -> None:
    """Write a table for each field whose entries are parts, of all kinds that have it: citations, dates, measures."""
    declared: dict[str, dict[str, Sort]] = {}
    holding: dict[str, list[Kind]] = {}
    for kind in kinds:
        for spec in fields(kind):
            if spec.type == "objects":
                declared.setdefault(spec.key, {}).update(keys_of(kind, spec.key) or {})
                holding.setdefault(spec.key, []).append(kind)
    for field, keys in declared.items():
        rows = [
            (item["id"], place, *(part.get(key) for key in keys))
            for kind in holding[field]
            for item in tables.items[kind]
            for place, part in enumerate(item[field] or (), 1)
        ]
        if rows:
            _write_part(database, field, keys, rows)


def _write_part(
    database: sqlite3.Connection, field: str, keys: dict[str, Sort], rows: Iterable[tuple[Any, ...]]
) -> None:
    columns = [column(key, sort, target=NAMING.get(key)) for key, sort in keys.items()]
    create(
        database,
        field,
        [
            "owner TEXT NOT NULL REFERENCES records (id)",
            "position INTEGER NOT NULL",
            *columns,
            "PRIMARY KEY (owner, position)",
        ],
    )
    insert(database, field, rows, columns=len(columns) + 2)
