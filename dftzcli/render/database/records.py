"""Whole records as tables: one a kind, tables of links and of parts, and one of every record that is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from dftzcli.model.fields import FieldSpec, fields
from dftzcli.model.parts import Sort, keys_of, sort_of
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.render.database.columns import column, create, insert
from dftzcli.render.database.links import Tables, named_in
from dftzcli.render.database.nested import write_links, write_parts
from dftzcli.render.database.views import create_index, create_views

if TYPE_CHECKING:
    from dftzcli.render.result import Item, Result

# Every record of every table has these in `records`, which is where the index of words looks.
_COMMON: Final = ("name", "name_zh", "aliases", "summary", "status", "dispute", "confidence")


def fill_records(database: sqlite3.Connection, result: Result) -> None:
    """Write the tables of a result whose items are whole records."""
    tables = Tables(result)
    _write_records(database, tables)
    kinds = [kind for kind in KINDS if kind in tables.items]
    for kind in kinds:
        _write_kind(database, tables, kind)
    for kind in kinds:
        write_links(database, tables, kind)
    write_parts(database, tables, kinds)
    create_views(database, {PLURALS[kind] for kind in kinds})
    create_index(database)


def _write_records(database: sqlite3.Connection, tables: Tables) -> None:
    """Write one row for each record of the tables, and one with its name alone for each that they only name."""
    create(
        database,
        "records",
        [
            "id TEXT PRIMARY KEY",
            "kind TEXT NOT NULL",
            "name TEXT NOT NULL",
            *(column(key, "text") for key in _COMMON[1:]),
            "is_exported INTEGER NOT NULL CHECK (is_exported IN (0, 1))",
            "name_zh_parts TEXT",
        ],
    )
    insert(database, "records", _records(tables), columns=len(_COMMON) + 4)


def _records(tables: Tables) -> Iterator[tuple[Any, ...]]:
    named: dict[str, None] = {}
    whole: set[str] = set()
    for kind, items in tables.items.items():
        for item in items:
            whole.add(item["id"])
            named.update(dict.fromkeys(named_in(kind, item)))
            held = (item.get(key) for key in _COMMON)
            yield (item["id"], kind, *held, int(kind in tables.asked), _parts_of_words(item))
    for identity in sorted(named.keys() - whole):
        card = tables.cards.name(identity) if tables.cards is not None else None
        kind_of, name = (card.kind, card.name) if card else ("unknown", identity)
        yield (identity, kind_of, name, *([None] * (len(_COMMON) - 1)), 0, None)


def _parts_of_words(item: Item) -> str | None:
    """Return every part of a record's Chinese names, of two characters to six.

    The index takes a run of characters without spaces for one word, and whoever looks for two of them finds nothing.
    """
    found: dict[str, None] = {}
    for text in (item.get("name_zh"), *(item.get("aliases") or ())):
        if text and not text.isascii():
            for size in range(2, 7):
                found.update(dict.fromkeys(text[place : place + size] for place in range(len(text) - size + 1)))
    return " ".join(found) or None


def _write_kind(database: sqlite3.Connection, tables: Tables, kind: Kind) -> None:
    """Write the table of a kind: its single values, and lists of words as JSON."""
    declared: list[str] = []
    read: list[tuple[str, str | None]] = []
    for spec in fields(kind):
        for name, sort, key in _columns(kind, spec):
            own = "TEXT PRIMARY KEY REFERENCES records (id)" if name == "id" else ""
            target = tables.target(kind, spec.key) if spec.type == "id" and name != "id" else None
            declared.append(f"id {own}" if own else column(name, sort, target=target))
            read.append((spec.key, key))
    create(database, PLURALS[kind], declared)
    rows = ([_held(item, key, part) for key, part in read] for item in tables.items[kind])
    insert(database, PLURALS[kind], rows, columns=len(declared))


def _columns(kind: Kind, spec: FieldSpec) -> Iterator[tuple[str, Sort, str | None]]:
    """Yield the columns of a field: its name, what it holds, and the key within a part; none for a table of its own."""
    if spec.key == "kind" or spec.type in ("ids", "objects"):
        return
    if spec.type == "object":
        for key, sort in (keys_of(kind, spec.key) or {}).items():
            yield f"{spec.key}_{key}", sort, key
        return
    yield spec.key, sort_of(spec) or "text", None


def _held(item: Item, key: str, part: str | None) -> Any:
    value = item.get(key)
    return value if part is None else (value or {}).get(part)
