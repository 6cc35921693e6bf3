"""The copy of the catalogue in the user's data directory: made at first use, kept up to date, never taken away.

The packaged catalogue replaces the copy only when it is newer and the copy is as it was installed. A copy that somebody
changed is theirs, and a damaged one is reported: nothing is replaced silently.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Final, Literal

from dftzcli.errors import StoreCorrupt, StoreUnreadable
from dftzcli.store.atomic import backup_path, beside, keep, read_file, replace_file
from dftzcli.store.envelope import is_good
from dftzcli.store.locking import locked
from dftzcli.store.packaged import find_descriptor, find_packaged, store_content
from dftzcli.store.snapshot import Snapshot
from dftzcli.tuples import NamedTuple

STORE_NAME: Final = "catalogue.json"


class Notice(NamedTuple):
    """One line for stderr about the copy that is read, and a word that tells which line it is."""

    code: Literal["in_memory", "kept_modified", "updated"]
    text: str


class Reset(NamedTuple):
    """What a reset did: the store, whether it changed, what it was made from, and the former file to undo it with."""

    path: Path
    is_changed: bool
    origin: Path
    former: Path | None


def store_path(data_dir: Path) -> Path:
    """Return where a data directory has its catalogue."""
    return data_dir / STORE_NAME


def open_snapshot(data_dir: Path, *, packaged_dir: Path | None = None) -> tuple[Snapshot, Notice | None]:
    """Return the catalogue of a data directory, installing or updating it first where that is due.

    Where nothing can be written the packaged catalogue is read from memory, and the notice says why. StoreCorrupt,
    StoreTooNew or StoreUnreadable when there is a copy that cannot be used.
    """
    path = store_path(data_dir)
    present = _present(path)
    packaged = find_descriptor(packaged_dir)
    if present is None:
        return _install(path, packaged_dir)
    if packaged is None or not _is_newer(packaged.version, present):
        return present, None
    if present.is_modified():
        text = (
            f"{path} was changed by you and stays at {present.meta.dataset_version}; the packaged catalogue is "
            f"{packaged.version}, and `dftz data reset` takes it"
        )
        return present, Notice("kept_modified", text)
    return _install(path, packaged_dir)


def reset(data_dir: Path, *, from_backup: bool = False, packaged_dir: Path | None = None) -> Reset:
    """Make the copy anew from the packaged catalogue or from its backup; the former file is kept beside it.

    StoreCorrupt when there is no good backup to go back to, StoreUnreadable when the directory cannot be written.
    """
    path = store_path(data_dir)
    former = _unused(path)
    with locked(path):
        origin = backup_path(path) if from_backup else find_packaged(packaged_dir)
        content = _backup_content(path) if from_backup else store_content(origin)
        found = read_file(path)
        if found and found[0] == content:
            return Reset(path, False, origin, None)
        is_sound = is_good(path)
        if found:
            try:
                keep(beside(path, ""), former)
            except OSError as error:
                raise StoreUnreadable(f"cannot write {former}: {error.strerror}", fix="free some space") from error
        # A damaged file must not take the place of the last good state.
        replace_file(path, content, backup=backup_path(path) if is_sound else None)
    return Reset(path, True, origin, former if found else None)


def needs_reset(data_dir: Path, *, from_backup: bool = False, packaged_dir: Path | None = None) -> bool:
    """Tell whether a reset would change anything; raises as `reset` does where it could not be done."""
    path = store_path(data_dir)
    content = _backup_content(path) if from_backup else store_content(find_packaged(packaged_dir))
    found = read_file(path)
    return found is None or found[0] != content


def _unused(path: Path) -> Path:
    """Return a name beside the store that no earlier reset has taken: nothing that was kept is overwritten."""
    for number in itertools.count(1):
        former = beside(path, ".before-reset" if number == 1 else f".before-reset-{number}")
        if not former.exists():
            return former
    raise AssertionError("unreachable")


def _present(path: Path) -> Snapshot | None:
    try:
        return Snapshot.find(path)
    except StoreUnreadable:
        # A folder that may not be entered hides whether there is a copy, so it counts as one that cannot be written.
        if not os.path.exists(path):
            return None
        raise


def _is_newer(version: str, present: Snapshot) -> bool:
    return _ordinal(version) > _ordinal(present.meta.dataset_version)


def _ordinal(version: str) -> tuple[int, ...]:
    parts = [int(part) for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def _install(path: Path, packaged_dir: Path | None) -> tuple[Snapshot, Notice | None]:
    folder = find_packaged(packaged_dir)
    content = store_content(folder)
    fresh = Snapshot(content, origin=folder)
    try:
        with locked(path):
            # Another process may have been first, and its user may already have changed the copy.
            present = Snapshot.find(path)
            if present and (not _is_newer(fresh.meta.dataset_version, present) or present.is_modified()):
                return present, None
            replace_file(path, content, backup=backup_path(path) if present else None)
            installed = Snapshot.open(path)
    except StoreUnreadable as error:
        return fresh, Notice("in_memory", f"{error.message}; the packaged catalogue is read from memory")
    if present is None:
        return installed, None
    return installed, Notice(
        "updated",
        f"the catalogue was updated from {present.meta.dataset_version} to {installed.meta.dataset_version}; "
        f"the former is kept as {backup_path(path)}",
    )


def _backup_content(path: Path) -> bytes:
    backup = backup_path(path)
    found = read_file(backup)
    if found is None or not is_good(backup):
        raise StoreCorrupt(
            f"{backup} is {'damaged' if found else 'missing'}: there is no last good state to go back to",
            fix="`dftz data reset` installs the packaged catalogue",
        )
    return found[0]
