"""JSON lines read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dftzcli.errors import UsageError
from dftzcli.model.cells import STAMPS
from dftzcli.reading.found import Item, Reading, exactly


def read_jsonl(path: Path) -> Reading:
    """Return the items of a file of JSON lines."""
    stamps: dict[str, Any] = {}
    items: list[Item] = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                item = exactly(line)
            except ValueError as error:
                raise UsageError(f"{path}, line {number}: {error}", fix="mend the line") from error
            if not isinstance(item, dict):
                raise UsageError(f"{path}, line {number} is no object", fix="one object a line")
            stamps = {key: item.pop(key, None) for key in STAMPS}
            items.append(item)
    dataset, licence, query = (stamps.get(key) or None for key in STAMPS)
    return Reading(tuple(items), dataset, licence, query)
