"""JSON: one object with the dataset and the query in it, or the bare items one a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from dftzcli.render.escape import json_safe
from dftzcli.render.result import Result

# Raised only when a key changes its meaning or goes; keys may be added without it.
SCHEMA_VERSION: Final = 1

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def write_json(result: Result) -> Iterator[str]:
    """Yield the envelope of a result, indented by two."""
    envelope: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "dataset": result.dataset,
        "query": result.query,
        "count": len(result.items),
        "total": result.total,
        "truncated": result.truncated,
        **result.extra,
        "items": result.items,
    }
    yield json_safe(msgspec.json.format(_ENCODER.encode(envelope), indent=2).decode()) + "\n"


def write_jsonl(result: Result) -> Iterator[str]:
    """Yield one item a line."""
    for item in result.items:
        yield json_safe(_ENCODER.encode(item).decode()) + "\n"
