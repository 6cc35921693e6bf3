"""Records of one kind side by side: what they share, where they differ, and what each has alone.

Everything is read from plain items with the fields of `dftzcli.model.fields`. Nothing but the order of the columns
depends on the order in which the records were named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Literal

from dftzcli.analysis.comparing.field_rows import FieldRow, field_row
from dftzcli.analysis.comparing.matrix import Column
from dftzcli.errors import UsageError
from dftzcli.model.fields import FieldSpec
from dftzcli.model.vocabulary import PLURALS
from dftzcli.tuples import NamedTuple

__all__ = ["Column", "FieldRow", "RecordComparison", "compare_records", "reached", "rows_as_items"]

Item = Mapping[str, Any]
Names = Callable[[str], str | None]
# Rows that no field holds: for each key its label, and the ids or texts of each record in the order of the items.
Extra = Mapping[str, tuple[str, Sequence[Sequence[str]]]]

FEWEST: Final = 2
MOST: Final = 6

# Fields that say nothing in a comparison, and why; each is there when it is asked for by name.
LEFT_OUT: Final[Mapping[str, str]] = {
    "id": "it heads the column",
    "kind": "records of one kind are compared",
    "name": "it heads the column",
    "name_zh": "every record has a name of its own",
    "name_zh_basis": "it is about the name, not about what is named",
    "aliases": "names to find a record by",
    "aliases_editorial": "names to find a record by",
    "summary": "prose of our own differs even where the facts do not",
    "citations": "each place is cited once; the documents are compared as sources",
    "locator": "a place in a document, as the citations",
    "lines": "a place in a document, as the citations",
    "file": "how the text was kept, not what it says",
    "sha256": "how the text was kept, not what it says",
    "not_recorded": "numerals without a meaning of their own",
}

# Lists whose first entry counts for more: of the responsible units the lead stands first.
_LED: Final = frozenset({"agencies"})
_ITEM_KEYS: Final = ("id", "kind", "name", "type", "state", "common", "notes")


class RecordComparison(NamedTuple):
    """Records of one kind, field by field; `names` are those of the ids that the rows hold."""

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[FieldRow, ...]
    names: Mapping[str, str]

    def shown(self, only: Literal["different", "same"] | None = None) -> tuple[FieldRow, ...]:
        """Return the rows to read: all but the missing, or what differs, or what is the same.

        Of a row that is partly so, what was not asked for is taken away: its common entries, or each record's own.
        """
        if only is None:
            return tuple(row for row in self.rows if row.state != "missing")
        found = tuple(row for row in self.rows if row.state in (only, "partly"))
        if only == "different":
            return tuple(row._replace(common=()) for row in found)
        return tuple(row._replace(own=((),) * len(self.columns)) for row in found)

    def write(self, row: FieldRow, entry: str) -> str:
        """Return an entry of a row for people: the name of an id, any other entry as it is."""
        return self.names.get(entry, entry) if row.type in ("id", "ids") else entry


def compare_records(
    items: Sequence[Item],
    specs: Sequence[FieldSpec],
    *,
    names: Names = lambda identity: None,
    fields: Sequence[str] | None = None,
    extra: Extra | None = None,
) -> RecordComparison:
    """Put two to six records of one kind side by side.

    `fields` chooses and orders the rows by key, those of `LEFT_OUT` too; `extra` adds rows that no field holds, which
    stand before the tags. UsageError for a count or kinds that cannot be compared, and for a field there is not.
    """
    _check(items)
    columns = tuple(Column(item["id"], item["kind"], item["name"]) for item in items)
    added = extra or {}
    rows = tuple(
        field_row(spec, values, columns, is_led=spec.key in _LED and spec.key not in added)
        for spec, values in _chosen(items, specs, fields=fields, extra=added)
    )
    held = {entry for row in rows if row.type in ("id", "ids") for side in (row.common, *row.own) for entry in side}
    named = {entry: name for entry in sorted(held) if (name := names(entry)) is not None}
    return RecordComparison(items[0]["kind"], columns, rows, MappingProxyType(named))


def rows_as_items(
    comparison: RecordComparison, *, only: Literal["different", "same"] | None = None
) -> list[dict[str, Any]]:
    """Return the rows shown as JSON-ready items: a list for each column holds its own entries, a value stands bare.

    The key of a column is the id of its record, with an underscore behind it where an item has such a key already.
    """
    keys = [f"{column.id}_" if column.id in _ITEM_KEYS else column.id for column in comparison.columns]
    return [
        {
            "id": row.key,
            "kind": "field",
            "name": row.label,
            "type": row.type,
            "state": row.state,
            "common": list(row.common),
            **dict(zip(keys, map(list, row.own) if row.is_list else row.values, strict=True)),
            "notes": list(row.notes),
        }
        for row in comparison.shown(only)
    ]


def reached(
    items: Sequence[Item], *, through: str, field: str, peek: Callable[[str], Item | None]
) -> tuple[tuple[str, ...], ...]:
    """Return, for a row of `extra`, the ids that records reach by two links: the agencies of their policies.

    >>> policies = {"plan": {"agencies": ["customs", "port"]}, "rule": {"agencies": ["customs"]}}
    >>> reached([{"policies": ["plan", "rule"]}], through="policies", field="agencies", peek=policies.get)
    (('customs', 'port'),)
    """

    def of(item: Item) -> tuple[str, ...]:
        between = (peek(identity) for identity in item[through])
        return tuple(dict.fromkeys(found for each in between if each is not None for found in each[field]))

    return tuple(of(item) for item in items)


def _check(items: Sequence[Item]) -> None:
    """Refuse what cannot stand side by side, before anything is compared."""
    ids = [item["id"] for item in items]
    twice = sorted({identity for identity in ids if ids.count(identity) > 1})
    if twice:
        raise UsageError(f"{', '.join(twice)} is named more than once", fix="name each record once")
    if not FEWEST <= len(items) <= MOST:
        have = "1 record is" if len(items) == 1 else f"{len(items)} records are"
        raise UsageError(f"{have} named", fix=f"compare {FEWEST} to {MOST} records of one kind")
    kinds: dict[str, list[str]] = {}
    for item in items:
        kinds.setdefault(item["kind"], []).append(item["id"])
    if len(kinds) > 1:
        said = " and ".join(f"{PLURALS[kind]} ({', '.join(kinds[kind])})" for kind in PLURALS if kind in kinds)
        raise UsageError(f"{said} have no fields in common to compare", fix="compare records of one kind")


def _chosen(
    items: Sequence[Item], specs: Sequence[FieldSpec], *, fields: Sequence[str] | None, extra: Extra
) -> list[tuple[FieldSpec, tuple[Any, ...]]]:
    """Return the fields to compare with their values, in order."""
    known = {spec.key: (spec, tuple(item.get(spec.key) for item in items)) for spec in specs}
    added = {key: (_added(key, label), tuple(map(list, lists))) for key, (label, lists) in extra.items()}
    for _, lists in added.values():
        if len(lists) != len(items):
            raise ValueError(f"{len(lists)} lists for {len(items)} records")
    if fields is None:
        keys = [key for key in known if key not in LEFT_OUT and key not in added]
        place = keys.index("tags") if "tags" in keys else len(keys)
        keys[place:place] = added
    else:
        keys = list(dict.fromkeys(fields))
    known |= added
    for key in keys:
        if key not in known:
            raise no_such(key, known, what="field")
    return [known[key] for key in keys]


def _added(key: str, label: str) -> FieldSpec:
    return FieldSpec(key, label, "ids", "", lambda record, around: None)


def no_such(text: str, known: Sequence[str] | Mapping[str, Any], *, what: str) -> UsageError:
    """Return the error for a word that is none of a list: it names the nearest, and the list."""
    import difflib

    close = difflib.get_close_matches(text[:80], list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    return UsageError(f"no {what} is called {text[:80]!r}", fix=f"{hint}There are: {', '.join(known)}")
