"""Files that `dftz` wrote, read back: the items that were written, and which data and question they are of.

>>> read_file("figures.csv").items[0]["value"]  # doctest: +SKIP
Decimal('1000.21')
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dftzcli.errors import UsageError
from dftzcli.reading.found import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Reading", "read_file"]

ENDINGS: Final = (".csv", ".jsonl", ".ndjson", ".xlsx")


def read_file(path: str | os.PathLike[str]) -> Reading:
    """Return what a CSV, JSON lines or XLSX file holds; its name says which it is.

    Numbers are int or Decimal with the digits they were written with, unknown is None, and what a cell cannot hold
    comes from beside it. UsageError where the file cannot be read, naming line, column and value where it can.
    """
    found = Path(path)
    read = _reader(found.suffix.lower())
    if read is None:
        raise UsageError(f"{found} is no file that can be read back", fix=f"name one that ends in {', '.join(ENDINGS)}")
    try:
        return read(found)
    except OSError as error:
        raise UsageError(f"{found} cannot be read: {error.strerror or error}", fix="name another file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{found} is not UTF-8: {error.reason}", fix="save it as UTF-8") from error


def _reader(ending: str) -> Callable[[Path], Reading] | None:
    if ending == ".csv":
        from dftzcli.reading.delimited import read_csv

        return read_csv
    if ending in (".jsonl", ".ndjson"):
        from dftzcli.reading.lines import read_jsonl

        return read_jsonl
    if ending == ".xlsx":
        from dftzcli.reading.workbook import read_xlsx

        return read_xlsx
    return None
