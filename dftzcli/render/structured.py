"""JSON: one object with the dataset and the query in it and an item a line, or the bare items one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from dftzcli.render.provenance import parts_of, stamps
from dftzcli.render.result import Result

# Raised only when a key changes its meaning or goes; keys may be added without it.
SCHEMA_VERSION: Final = 1


def write_json(result: Result) -> Iterator[str]:
    """Yield the envelope of a result: its keys on lines of their own, then an item a line."""
    head: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "dataset": result.dataset._asdict(),
        "query": result.query,
        "count": len(result.items),
        "total": result.total,
        "truncated": result.truncated,
        **(result.extra or {}),
    }
    yield "{\n"
    for key, value in head.items():
        yield f"  {json.dumps(key)}: {encoded(value)},\n"
    yield '  "items": ['
    mark = "\n    "
    for text in _texts(result):
        yield mark + text
        mark = ",\n    "
    yield "\n  ]\n}\n" if result.items else "]\n}\n"


def write_jsonl(result: Result, *, filed: bool = False) -> Iterator[str]:
    """Yield one item a line; `filed` adds at its end what a file says of itself, which standard output does not."""
    more = stamps(result) if filed else {}
    tail = f",{encoded(more)[1:]}\n" if more else "\n"
    for text in _texts(result):
        yield (text[:-1] if more else text) + tail


def encoded(value: Any) -> str:
    """Return compact JSON, with decimals as the numbers they are and nothing in it that could steer a terminal."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except TypeError:
        text = _with_decimals(value)
    if text.isprintable():
        return text
    if _lone().search(text):
        # Half a character, from a command line in another encoding: JSON can write it, UTF-8 cannot.
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=float)
    from dftzcli.model.encoding import encode

    return encode(value)


def _with_decimals(value: Any) -> str:
    """Write a value piece by piece: the encoder that knows decimals costs more to load than a short answer to find."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{_text(key)}:{_with_decimals(held)}" for key, held in value.items()]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([_with_decimals(held) for held in value]) + "]"
    if type(value).__name__ == "Decimal":
        return str(value)
    return json.dumps(value)


def _text(value: str) -> str:
    return json.encoder.encode_basestring(value)


@cache
def _lone() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff]")


def _texts(result: Result) -> Iterator[str]:
    for part in parts_of(result):
        yield from part.texts if part.texts is not None else map(encoded, part.items)
