"""SQLite: real tables with keys between them, views of what is asked most, and an index of words.

Whole records of a kind become a table each; what they name stands in tables of links, what they are made of in tables
of parts, and `records` has one row for every record that any of them names, so that no key points nowhere. Any other
result is one table. Every database says in `dataset` what it is. The same result gives the same bytes.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dftzcli.render.database.plain import fill_plain
from dftzcli.render.database.records import fill_records
from dftzcli.render.provenance import facts, parts_of

if TYPE_CHECKING:
    from dftzcli.render.result import Result

_PIECE: Final = 1 << 16
# "dftz" in ASCII: how the file is told from other databases.
_APPLICATION: Final = 0x6466747A


def write_sqlite(result: Result) -> Iterator[bytes]:
    """Yield a database."""
    with tempfile.TemporaryDirectory(prefix="dftz-") as folder:
        path = Path(folder) / "export.db"
        _fill(result, path)
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece


def _fill(result: Result, path: Path) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    try:
        # Nothing of a file that is thrown away when it fails need survive a crash.
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            database.execute(f"PRAGMA {pragma}")
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute("BEGIN")
        database.execute("CREATE TABLE dataset (label TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID")
        database.executemany(
            "INSERT INTO dataset VALUES (?, ?)", ((label.lower(), text) for label, text in facts(result))
        )
        if all(part.kind is not None for part in parts_of(result)):
            fill_records(database, result)
        else:
            fill_plain(database, result)
        database.execute("COMMIT")
        # What was overwritten on the way leaves no trace, so that the same rows are the same bytes.
        database.execute("VACUUM")
    finally:
        database.close()
