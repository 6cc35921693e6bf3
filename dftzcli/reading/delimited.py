"""CSV read back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from dftzcli.errors import UsageError
from dftzcli.model.cells import STAMPS
from dftzcli.reading.found import Item, Reading, item_of, specs_of


def read_csv(path: Path) -> Reading:
    """Return the items of a CSV file, with or without a byte order mark."""
    stamps: dict[str, str] = {}
    items: list[Item] = []
    # A text may be longer than the limit that the module sets for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 24))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        try:
            header = next(rows, None)
            if header is None:
                raise UsageError(f"{path} is empty", fix="a header is the least a file has")
            for row in rows:
                where = f"{path}, line {rows.line_num}"
                if len(row) != len(header):
                    raise UsageError(f"{where}: {len(row)} cells under {len(header)} headings", fix="mend the row")
                cells: dict[str, Any] = dict(zip(header, row, strict=True))
                stamps = {key: cells.pop(key, "") for key in STAMPS}
                items.append(item_of(cells, specs_of(cells.get("kind"), where), where))
        except csv.Error as error:
            raise UsageError(f"{path}, line {rows.line_num}: {error}", fix="mend the line") from error
    dataset, licence, query = (stamps.get(key) or None for key in STAMPS)
    return Reading(tuple(items), dataset, licence, query)
