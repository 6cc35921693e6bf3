"""Writing to the catalogue: typed records in and out, TinyDB inside, and no document of its ever seen outside."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec
from tinydb import where

from dftzcli.errors import InvalidRecord, NotFound, StoreUnreadable
from dftzcli.model.records import RECORD_TYPES, Record
from dftzcli.model.vocabulary import KINDS, PLURALS, Kind
from dftzcli.store.decoding import decode_array, explain
from dftzcli.store.envelope import ENCODER, META_TABLE, corrupt, decode_json, open_envelope
from dftzcli.store.locking import LOCK_TIMEOUT
from dftzcli.store.storage import AtomicJSONStorage, State
from dftzcli.store.tables import TransactionalTinyDB


class CatalogueDatabase:
    """One store, opened for writing (`access_mode` "r+") or for reading ("r"); opening touches nothing.

    Every change is checked against the model, made under the lock and durable when the method returns. Changes inside
    `with database.transaction():` become one write, or none when the block raises.
    """

    def __init__(
        self, path: Path, *, access_mode: Literal["r", "r+"] = "r+", lock_timeout: float = LOCK_TIMEOUT
    ) -> None:
        """Name the store, which exists already (`installation.open_snapshot` makes one)."""
        self._path = path
        self._storage = AtomicJSONStorage(path, access_mode=access_mode, lock_timeout=lock_timeout)
        self._tinydb = TransactionalTinyDB(storage=lambda: self._storage)

    def __enter__(self) -> CatalogueDatabase:
        """Return the database, which is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Forget what was read; nothing that was acknowledged is lost by not calling it."""
        self._tinydb.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one write of several changes; StoreUnreadable when the lock cannot be had or there is no store."""
        # Before the lock, which would make the folder of a wrong path.
        self._state()
        with self._storage.transaction():
            yield

    def records(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of a kind as they are now, in the order they were inserted."""
        documents = list(self._state().get(PLURALS[kind], {}).values())
        try:
            return decode_array(ENCODER.encode(documents), RECORD_TYPES[kind], file=self._path)
        except InvalidRecord as error:
            raise corrupt(self._path, error.message.removeprefix(f"{self._path}: ")) from error

    def insert(self, records: Iterable[Record]) -> None:
        """Insert records in one write.

        InvalidRecord when one does not fit the model or when a record of any kind has its id; nothing is then written.
        """
        arriving = [(record, self._document(record)) for record in records]
        with self.transaction():
            taken = self._ids()
            documents: dict[Kind, list[dict[str, Any]]] = {}
            for record, document in arriving:
                if record.id in taken:
                    raise InvalidRecord(
                        f"{self._path}: there is already a {taken[record.id]} with the id {record.id!r}",
                        fix="choose an id that no record of any kind has",
                    )
                taken[record.id] = record.kind
                documents.setdefault(record.kind, []).append(document)
            for kind, of_kind in documents.items():
                self._tinydb.table(PLURALS[kind]).insert_multiple(of_kind)

    def replace(self, record: Record) -> None:
        """Put a record in the place of the one with its kind and id; NotFound when there is none."""
        arriving = self._document(record)

        def put(document: MutableMapping[Any, Any]) -> None:
            document.clear()
            document.update(arriving)

        with self.transaction():
            if not self._tinydb.table(PLURALS[record.kind]).update(put, where("id") == record.id):
                raise self._not_found(record.kind, record.id)

    def remove(self, kind: Kind, id: str) -> None:
        """Remove one record; NotFound when there is none of that kind and id."""
        with self.transaction():
            if not self._tinydb.table(PLURALS[kind]).remove(where("id") == id):
                raise self._not_found(kind, id)

    def _state(self) -> State:
        state = self._storage.state
        if state is None:
            raise StoreUnreadable(f"there is no store at {self._path}", fix="`dftz data reset` creates one")
        # A file of somebody else, or of a newer program, must not be written to.
        meta = {META_TABLE: state[META_TABLE]} if META_TABLE in state else {}
        open_envelope(ENCODER.encode(meta), self._path)
        return state

    def _ids(self) -> dict[str, Kind]:
        state = self._state()
        return {document["id"]: kind for kind in KINDS for document in state.get(PLURALS[kind], {}).values()}

    def _document(self, record: Record) -> dict[str, Any]:
        # A record made in Python was never checked: msgspec checks what it decodes.
        raw = ENCODER.encode(record)
        try:
            msgspec.json.decode(raw, type=type(record))
        except msgspec.ValidationError as error:
            raise explain(raw, type(record), error, file=self._path) from error
        except msgspec.DecodeError as error:
            raise InvalidRecord(
                f"{self._path}: {record.kind} {record.id!r} has a number that is not finite", fix="give a finite number"
            ) from error
        document: dict[str, Any] = decode_json(raw, into=dict[str, Any], float_hook=Decimal)
        return document

    def _not_found(self, kind: Kind, id: str) -> NotFound:
        known = [record_id for record_id, of_kind in self._ids().items() if of_kind == kind]
        nearest = tuple(difflib.get_close_matches(id, known))
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else ""
        return NotFound(f"there is no {kind} with the id {id!r}", fix=hint, nearest=nearest)
