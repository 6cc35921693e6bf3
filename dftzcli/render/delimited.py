"""Values in columns: CSV after RFC 4180 with LF line ends, tab-separated values, and bare ids.

A stream on standard output has the columns of its items. A file, which travels alone, has more at the end of each row:
what the cells could not hold (`details`, in CSV), and which data it is, under which licence, in answer to what.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, Final

from dftzcli.errors import UsageError
from dftzcli.model.cells import DETAILS, beside, cell_of, guarded
from dftzcli.model.fields import flatten
from dftzcli.render.escape import visible
from dftzcli.render.provenance import stamps
from dftzcli.render.result import Result

# How many rows are written at a time.
_ROWS: Final = 200


def write_csv(result: Result, *, bom: bool = False, excel_safe: bool = False, filed: bool = False) -> Iterator[str]:
    """Yield UTF-8 CSV with a header, LF line ends and RFC 4180 quoting.

    `excel_safe` puts an apostrophe before text that a spreadsheet could run as a formula; numbers are left alone.
    `filed` adds the columns of a file. UsageError for several tables, which one file of rows cannot hold.
    """
    only_table(result, "csv")
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    row_of = _rows(result, guard=guarded if excel_safe else None, filed=filed)
    if bom:
        yield "\ufeff"
    writer.writerow(_header(result, filed=filed))
    for number, item in enumerate(result.items):
        writer.writerow(row_of(item))
        if number % _ROWS == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def write_tsv(result: Result, *, filed: bool = False) -> Iterator[str]:
    """Yield tab-separated values with a header, one record a line: tabs and line ends in data are written out."""
    only_table(result, "tsv")
    more = stamps(result) if filed else {}
    yield "\t".join((*(spec.key for spec in result.specs), *more)) + "\n"
    tail = "".join(f"\t{visible(text)}" for text in more.values())
    for item in result.items:
        cells = (_told(flatten(spec, item[spec.key])) for spec in result.specs)
        yield "\t".join("" if cell is None else visible(str(cell)) for cell in cells) + tail + "\n"


def write_ids(result: Result) -> Iterator[str]:
    """Yield one id a line."""
    ids = result.ids if result.ids is not None else (item["id"] for item in result.items)
    for identity in ids:
        yield f"{visible(str(identity))}\n"


def only_table(result: Result, name: str) -> None:
    """Raise UsageError where a format that holds one table is asked to hold several."""
    if len(result.tables) > 1:
        raise UsageError(
            f"{name} holds one table, and this is {len(result.tables)}",
            fix="name one kind, or use --bundle, xlsx, sqlite, jsonl or json",
        )


def _header(result: Result, *, filed: bool) -> list[str]:
    keys = [spec.key for spec in result.specs]
    return [*keys, DETAILS, *stamps(result)] if filed else keys


def _rows(result: Result, *, guard: Callable[[Any], Any] | None, filed: bool) -> Callable[[dict[str, Any]], list[Any]]:
    """Return what makes a row of an item."""
    specs = result.specs
    tail = [guard(text) if guard else text for text in map(visible, stamps(result).values())]

    def row_of(item: dict[str, Any]) -> list[Any]:
        cells = [cell_of(spec, item[spec.key]) for spec in specs]
        if guard is not None:
            cells = [guard(cell) for cell in cells]
        told = [_told(cell) for cell in cells]
        return [*told, beside(specs, item, cells, exact=_exact), *tail] if filed else told

    return row_of


def _told(cell: Any) -> Any:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell


def _exact(number: Any) -> bool:
    """Tell whether a number comes back from its digits as what it was: whole, or with a point or power."""
    return isinstance(number, int) or not str(number).lstrip("-").isdigit()


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
