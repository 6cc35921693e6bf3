"""The fast way to read: one state of a store, read in one go and decoded kind by kind when asked.

It imports neither TinyDB nor the lock, and needs none: a store is only ever replaced whole.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from dftzcli.errors import InvalidRecord, StoreCorrupt, StoreUnreadable
from dftzcli.model.records import RECORD_TYPES, Record
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.store.atomic import Stamp, read_file
from dftzcli.store.decoding import decode_table
from dftzcli.store.envelope import Flaw, StoreMeta, content_hash, corrupt, decode_json, open_envelope

_EMPTY = msgspec.Raw(b"{}")


class Snapshot:
    """One state of a store, as it was when it was opened; what is written later does not show in it.

    `path` is the file it was read from, None for one that lives in memory; `meta` is what it says of itself.
    """

    __slots__ = ("path", "meta", "_origin", "_stamp", "_tables", "_records")

    def __init__(self, data: bytes, *, origin: Path, stamp: Stamp | None = None) -> None:
        """Take the bytes of a store; without `stamp` they are no file, and `origin` only names them in messages."""
        self.meta: StoreMeta
        self.meta, self._tables = open_envelope(data, origin)
        self.path = origin if stamp else None
        self._origin = origin
        self._stamp = stamp
        self._records: dict[Kind, tuple[Record, ...]] = {}

    @classmethod
    def find(cls, path: Path) -> Snapshot | None:
        """Read the store at `path`, None when there is no such file.

        StoreUnreadable, StoreCorrupt or StoreTooNew when there is one that cannot be used.
        """
        found = read_file(path)
        return found and cls(found[0], origin=path, stamp=found[1])

    @classmethod
    def open(cls, path: Path) -> Snapshot:
        """Read the store at `path` as `find` does; StoreUnreadable when there is no such file."""
        snapshot = cls.find(path)
        if snapshot is None:
            raise StoreUnreadable(f"there is no store at {path}", fix="`dftz data reset` creates one")
        return snapshot

    def records(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind in the order they were inserted, decoded once.

        StoreCorrupt names the record, field and value that do not fit the model.
        """
        if kind not in self._records:
            try:
                self._records[kind] = decode_table(self._table(kind), RECORD_TYPES[kind], file=self._origin)
            except InvalidRecord as error:
                raise self._corrupt(error.message) from error
        return self._records[kind]

    def counts(self) -> dict[Kind, int]:
        """Return how many records each kind has, without decoding them; StoreCorrupt when a table is no table."""
        try:
            return {kind: len(decode_json(self._table(kind), into=dict[str, msgspec.Raw])) for kind in KINDS}
        except Flaw as flaw:
            raise self._corrupt(str(flaw)) from flaw

    @property
    def fingerprint(self) -> str:
        """What changes whenever the content does: cheap, and a key for whatever is derived from a snapshot."""
        stamp = self._stamp or Stamp(0, 0, 0)
        state = "-".join(f"{part:x}" for part in stamp)
        return f"{self.meta.dataset_version}-{self.meta.dataset_hash[:16]}-{state}"

    def content_hash(self) -> str:
        """Return the SHA-256 of what the tables say, which costs decoding them all."""
        try:
            return content_hash(self._tables)
        except Flaw as flaw:
            raise self._corrupt(str(flaw)) from flaw

    def is_modified(self) -> bool:
        """Tell whether the records are other than those that were installed; as costly as `content_hash`."""
        return self.content_hash() != self.meta.content_hash

    def _table(self, kind: Kind) -> msgspec.Raw:
        return self._tables.get(PLURALS[kind], _EMPTY)

    def _corrupt(self, flaw: str) -> StoreCorrupt:
        return corrupt(self._origin, flaw.removeprefix(f"{self._origin}: "))
