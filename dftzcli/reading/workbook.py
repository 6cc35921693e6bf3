"""XLSX read back: a sheet a kind, whose first row has the labels of the fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from dftzcli.errors import UsageError
from dftzcli.model.cells import DETAILS
from dftzcli.model.vocabulary import PLURALS
from dftzcli.reading.found import Item, Reading, item_of, specs_of

NOTES: Final = "Notes"
# What the sheet of notes calls the sheets that hold what was asked for, and what the file says of itself.
RECORDS: Final = "Records on"
SAID: Final = {"dataset": "Dataset", "licence": "Licence", "query": "Question"}
KIND_OF_SHEET: Final = {plural.capitalize(): kind for kind, plural in PLURALS.items()}


def read_xlsx(path: Path) -> Reading:
    """Return the items of a workbook, sheet by sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise UsageError(f"{path} is no workbook: {error}", fix="name an .xlsx file") from error
    try:
        said = dict(_notes(book[NOTES])) if NOTES in book.sheetnames else {}
        asked = said.get(RECORDS, ", ".join(book.sheetnames)).split(", ")
        items = {name: tuple(_items(book[name], f"{path}, sheet {name}")) for name in book.sheetnames if name != NOTES}
    finally:
        book.close()
    return Reading(
        tuple(item for name, found in items.items() if name in asked for item in found),
        **{key: said.get(label) for key, label in SAID.items()},
        sources=tuple(item for name, found in items.items() if name not in asked for item in found),
    )


def _notes(sheet: Any) -> Iterator[tuple[str, str]]:
    for row in sheet.iter_rows(max_col=2, values_only=True):
        if len(row) == 2 and row[0] and row[1]:
            yield str(row[0]), str(row[1])


def _items(sheet: Any, where: str) -> Iterator[Item]:
    rows = sheet.iter_rows(values_only=True)
    labels = [str(label or "") for label in next(rows, ())]
    kind = KIND_OF_SHEET.get(sheet.title)
    keys: list[str] | None = None
    for number, row in enumerate(rows, 2):
        place = f"{where}, row {number}"
        cells = [_unescaped(cell) for cell in row]
        if all(cell is None for cell in cells):
            continue
        found = kind or _kind(labels, cells)
        specs = specs_of(found, place)
        if keys is None or kind is None:
            by_label = {spec.label: spec.key for spec in specs.values()}
            keys = [DETAILS if label.startswith(DETAILS) else by_label.get(label, label) for label in labels]
        yield item_of(_gathered(keys, cells), specs, place)


def _kind(labels: list[str], cells: list[Any]) -> str | None:
    return str(cells[labels.index("Kind")]) if "Kind" in labels else None


def _gathered(keys: list[str], cells: list[Any]) -> dict[str, Any]:
    """Return the cells of a row by key; what was too long for one cell stands in several beside each other."""
    found: dict[str, Any] = {}
    for key, cell in zip(keys, cells, strict=False):
        if key == DETAILS:
            cell = f"{found.get(DETAILS) or ''}{cell or ''}" or None
        found[key] = cell
    return found


def _unescaped(cell: Any) -> Any:
    """Return a text as it was: the format writes `_x0041_` for a character, and a text of that look as `_x005F_`."""
    if not isinstance(cell, str) or "_x" not in cell:
        return cell
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), cell)
