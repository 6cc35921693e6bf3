"""What can be said of the copy in a data directory without changing anything."""

from __future__ import annotations

import os
from pathlib import Path

from dftzcli.errors import StoreError
from dftzcli.model.vocabulary import Kind
from dftzcli.store.atomic import backup_path
from dftzcli.store.envelope import is_good
from dftzcli.store.installation import store_path
from dftzcli.store.packaged import find_descriptor
from dftzcli.store.snapshot import Snapshot
from dftzcli.tuples import NamedTuple


class Status(NamedTuple):
    """The state of the copy; `fault` is why it cannot be read, and what it would say is then None or empty."""

    path: Path
    is_present: bool
    is_writable: bool
    fault: str | None
    is_modified: bool | None
    version: str | None
    as_of: str | None
    counts: dict[Kind, int]
    packaged_version: str | None
    packaged_as_of: str | None
    backup: Path | None


def status(data_dir: Path, *, packaged_dir: Path | None = None) -> Status:
    """Return the state of the copy without changing anything; a fault of the copy is reported, not raised."""
    path = store_path(data_dir)
    snapshot, fault, is_modified, counts = None, None, None, dict[Kind, int]()
    try:
        snapshot = Snapshot.find(path)
        if snapshot:
            is_modified, counts = snapshot.is_modified(), snapshot.counts()
    except StoreError as error:
        fault = error.message
    packaged = find_descriptor(packaged_dir)
    backup = backup_path(path)
    return Status(
        path=path,
        is_present=os.path.lexists(path),
        is_writable=_is_writable(path.parent),
        fault=fault,
        is_modified=is_modified,
        version=snapshot.meta.dataset_version if snapshot else None,
        as_of=snapshot.meta.as_of if snapshot else None,
        counts=counts,
        packaged_version=packaged.version if packaged else None,
        packaged_as_of=packaged.as_of if packaged else None,
        backup=backup if is_good(backup) else None,
    )


def _is_writable(directory: Path) -> bool:
    while not os.path.exists(directory) and directory != directory.parent:
        directory = directory.parent
    return os.path.isdir(directory) and os.access(directory, os.W_OK | os.X_OK)
