"""Values in columns: CSV after RFC 4180 with LF line ends, tab-separated values, and bare ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dftzcli.model.fields import flatten
from dftzcli.render.escape import visible
from dftzcli.render.result import Result

# What a spreadsheet may take for the start of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(result: Result, *, bom: bool = False, excel_safe: bool = False) -> Iterator[str]:
    """Yield UTF-8 CSV with a header, LF line ends and RFC 4180 quoting.

    `excel_safe` puts an apostrophe before text that a spreadsheet could run as a formula; numbers are left alone.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    if bom:
        yield "\ufeff"
    for row in _rows(result):
        writer.writerow([_guarded(cell) if excel_safe else cell for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_tsv(result: Result) -> Iterator[str]:
    """Yield tab-separated values with a header, one record a line: tabs and line ends in data are written out."""
    for row in _rows(result):
        yield "\t".join("" if cell is None else visible(str(cell)) for cell in row) + "\n"


def write_ids(result: Result) -> Iterator[str]:
    """Yield one id a line."""
    ids = result.ids if result.ids is not None else (item["id"] for item in result.items)
    for identity in ids:
        yield f"{visible(str(identity))}\n"


def _rows(result: Result) -> Iterable[list[Any]]:
    yield [spec.key for spec in result.specs]
    for item in result.items:
        yield [_cell(flatten(spec, item[spec.key])) for spec in result.specs]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return visible(value, keep="\n\t") if isinstance(value, str) else value


def _guarded(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
