"""TinyDB's storage as we want it: whole or absent, locked between processes, parsed once a state, exact in its numbers.

TinyDB's own `JSONStorage` creates a file by opening it, overwrites it in place, knows no lock and turns 13887643.10
into a float. This one does none of that.
"""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

from tinydb.storages import Storage

from dftzcli.errors import StoreReadOnly
from dftzcli.store.atomic import Stamp, backup_path, read_file, replace_file, stamp
from dftzcli.store.envelope import ENCODER, Flaw, corrupt, decode_json
from dftzcli.store.locking import LOCK_TIMEOUT, locked

State = dict[str, dict[str, Any]]
_PLAIN: Final = frozenset({str, int, bool, type(None)})


class AtomicJSONStorage(Storage):
    """TinyDB's tables in one JSON file, UTF-8, that is only ever replaced whole.

    Opening touches nothing. Every write is durable when it returns, keeps the former state as `<name>.backup`, and
    happens under the lock; `transaction` extends the lock over reading, changing and writing.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        access_mode: Literal["r", "r+"] = "r+",
        parse_float: Callable[[str], Any] = Decimal,
        lock_timeout: float = LOCK_TIMEOUT,
    ) -> None:
        """Name the file; `access_mode` "r" refuses to write, `parse_float` makes a number of one with a point."""
        self.path = Path(path)
        self._is_read_only = access_mode == "r"
        self._parse_float = parse_float
        self._lock_timeout = lock_timeout
        self._guard = threading.RLock()
        self._depth = 0
        self._pending: State | None = None
        self._cached: tuple[Stamp, State] | None = None

    def read(self) -> State | None:
        """Return a copy of the tables that is the caller's to change, None when there is no file.

        StoreCorrupt when the file is damaged, StoreUnreadable when it cannot be read.
        """
        state = self.state
        return None if state is None else _copy(state)

    @property
    def state(self) -> State | None:
        """The tables themselves, parsed once for each state of the file: to look at, never to change."""
        with self._guard:
            return self._on_disk() if self._pending is None else self._pending

    def write(self, data: Mapping[str, Any]) -> None:
        """Make `data` the tables; inside a transaction that happens when it ends.

        StoreReadOnly when opened for reading, StoreUnreadable when it cannot be written, TypeError or ValueError when
        something in it has no exact form in JSON.
        """
        with self.transaction():
            self._pending = _copy(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock, and write once at the end, or nothing when the block raises.

        Transactions nest; an inner one that raises takes back its own writes only.
        """
        if self._is_read_only:
            raise StoreReadOnly(f"{self.path} was opened for reading only", fix="open it for writing")
        with self._guard:
            if self._depth:
                with self._savepoint():
                    yield
            else:
                with locked(self.path, timeout=self._lock_timeout), self._savepoint():
                    yield
                    self._flush()

    def close(self) -> None:
        """Forget the parsed state; nothing else is held open."""
        self._cached = None

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        before = self._pending
        self._depth += 1
        try:
            yield
        except BaseException:
            self._pending = before
            raise
        finally:
            self._depth -= 1

    def _flush(self) -> None:
        state, self._pending = self._pending, None
        if state is None:
            return
        # The former state is a good one to go back to only when it can be read; a damaged file stops the write here.
        is_present = self._on_disk() is not None
        data = ENCODER.encode(state)
        written = replace_file(self.path, data, backup=backup_path(self.path) if is_present else None)
        self._cached = written, state

    def _on_disk(self) -> State | None:
        present = stamp(self.path)
        if present is None:
            return None
        if self._cached and self._cached[0] == present:
            return self._cached[1]
        found = read_file(self.path)
        if found is None:
            return None
        try:
            state: State = decode_json(found[0], into=dict[str, Any], float_hook=self._parse_float)
        except Flaw as flaw:
            raise corrupt(self.path, str(flaw)) from flaw
        self._cached = found[1], state
        return state


def _copy(value: Any) -> Any:
    """Copy what JSON can hold; TypeError or ValueError for anything else, so that nothing is converted silently."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {
            key if type(key) is str else _key(key): item if type(item) in _PLAIN else _copy(item)
            for key, item in value.items()
        }
    if kind is list or kind is tuple:
        return [item if type(item) in _PLAIN else _copy(item) for item in value]
    if kind is Decimal or kind is float:
        if not math.isfinite(value):
            raise ValueError(f"{value!r} is not a number that JSON can hold")
        return value
    raise TypeError(f"{value!r} of type {kind.__name__} is nothing that JSON can hold")


def _key(key: Any) -> str:
    if type(key) is int:
        return str(key)
    raise TypeError(f"the key {key!r} is not text")
