"""JSON Schemas of the kinds, made from the typed records so that the two cannot disagree."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any, Final

import msgspec

from dftzcli.model.records import RECORD_TYPES, Record

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# Inside a paragraph: wrapping a docstring anew does not change its schema.
_LINE_BREAK: Final = re.compile(r"(?<!\n)\n(?!\n)")
_DECIMAL: Final = {"type": "string", "format": "decimal"}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of one record of each kind, by kind.

    Each stands alone: the parts a record consists of are in its own `$defs`, and `$id` is a bare file name.
    """
    return {kind: _schema(kind, record) for kind, record in RECORD_TYPES.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write `<kind>.schema.json` for each kind into an existing folder, the same bytes every time; return the paths."""
    written = []
    for kind, schema in json_schemas().items():
        path = folder / f"{kind}.schema.json"
        text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def _schema(kind: str, record: type[Record]) -> dict[str, Any]:
    _, components = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    parts: dict[str, Any] = _as_shipped(components)
    own = parts.pop(record.__name__)
    return {"$schema": DIALECT, "$id": f"{kind}.schema.json", **own, **({"$defs": parts} if parts else {})}


def _as_shipped(node: Any) -> Any:
    """Return a schema as the data is shipped: decimals are numbers, and no paragraph is wrapped."""
    if isinstance(node, list):
        return [_as_shipped(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node == _DECIMAL:
        return {"type": "number"}
    shipped = {key: _as_shipped(value) for key, value in node.items()}
    if isinstance(shipped.get("description"), str):
        shipped["description"] = _LINE_BREAK.sub(" ", inspect.cleandoc(shipped["description"]))
    return shipped
