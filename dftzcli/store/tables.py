"""TinyDB whose every change is one transaction, so that two processes lose nothing of each other's.

TinyDB reads, changes and writes in three steps, and takes the next id of a document from what it read some time ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Table

from dftzcli.store.storage import AtomicJSONStorage


class TransactionalTable(Table):
    """A table that takes the lock before it reads what it is about to change."""

    def __init__(self, storage: AtomicJSONStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        """Take the storage whose transactions are to be used; the rest is as in TinyDB."""
        # No cache unless asked for: it hands out the same mutable documents again, and does not see other writers.
        self._transaction = storage.transaction
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert one document under an id that nobody took meanwhile."""
        with self._transaction():
            self._next_id = None
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert many documents in one write."""
        with self._transaction():
            self._next_id = None
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update or insert, with nobody between the two."""
        with self._transaction():
            return super().upsert(document, cond)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._transaction():
            super()._update_table(updater)


class TransactionalTinyDB(TinyDB):
    """A TinyDB over `AtomicJSONStorage` whose tables are transactional."""

    table_class = TransactionalTable  # type: ignore[assignment]  # TinyDB declares its own class, not a base
    default_storage_class = AtomicJSONStorage  # type: ignore[assignment]

    def drop_table(self, name: str) -> None:
        """Drop a table as it is now."""
        storage = self.storage
        assert isinstance(storage, AtomicJSONStorage)
        with storage.transaction():
            super().drop_table(name)
