"""Files that are whole or absent: read in one go and replaced in one step.

A reader needs no lock: the only thing that ever happens to a store is `os.replace`, so an open file is always one whole
state, the former or the present. What a file needs besides (lock, backup, temporary file) stands beside its real path,
so that two names of one store share them.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from dftzcli.errors import StoreUnreadable
from dftzcli.tuples import NamedTuple

OWNER_ONLY: Final = 0o600


class Stamp(NamedTuple):
    """What tells one state of a file from the next: inode, time of modification in ns, size in bytes."""

    inode: int
    modified_ns: int
    size: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take the stamp from what `stat` or `fstat` returned."""
        return cls(status.st_ino, status.st_mtime_ns, status.st_size)


def beside(path: Path, suffix: str) -> Path:
    """Return the path of a companion of the file: `catalogue.json` and `.backup` give `catalogue.json.backup`."""
    return Path(os.path.realpath(path) + suffix)


def backup_path(path: Path) -> Path:
    """Return where the last good state of the file is kept."""
    return beside(path, ".backup")


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the file as it is now, None when there is none; StoreUnreadable when it cannot be told."""
    try:
        return Stamp.of(os.stat(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error


def read_file(path: Path) -> tuple[bytes, Stamp] | None:
    """Return the whole content and its stamp, None when there is no file; StoreUnreadable when it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:
            # The stamp is taken from the open file: a name may point to the next state a moment later.
            return file.readall(), Stamp.of(os.fstat(file.fileno()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error


def replace_file(path: Path, data: bytes, *, backup: Path | None = None) -> Stamp:
    """Make `data` the content of the file in one step, and return its stamp; the caller holds the lock.

    The former state is kept as `backup` where one is named. StoreUnreadable when anything fails: the former state then
    stands and the temporary file is gone. Returning means that the new state survives a loss of power.
    """
    target = beside(path, "")
    # One fixed name is safe under the lock, and what a killed writer left is swept away by the next one.
    temporary = beside(path, ".new")
    try:
        written = _write_durably(temporary, data)
        if backup is not None:
            keep(target, backup)
        os.replace(temporary, target)
    except OSError as error:
        raise StoreUnreadable(
            f"cannot write {path}: {error.strerror or error}; the file is as it was",
            fix="free some space or correct the permissions of its folder, then try again",
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_directory(target)
    return written


def keep(target: Path, copy: Path) -> None:
    """Make `copy` a second name for the present state of the file, in one step; nothing when there is no file.

    A hard link costs nothing and cannot be half done; where the file system has none, the bytes are copied.
    """
    temporary = beside(copy, ".new")
    temporary.unlink(missing_ok=True)
    try:
        try:
            os.link(target, temporary)
        except FileNotFoundError:
            return
        except OSError:
            _write_durably(temporary, target.read_bytes())
        os.replace(temporary, copy)
    finally:
        # Where both are links to one file already, `rename` does nothing and leaves the temporary name.
        temporary.unlink(missing_ok=True)


def unreadable(path: Path, error: OSError) -> StoreUnreadable:
    """Say which file cannot be read and why."""
    return StoreUnreadable(
        f"cannot read {path}: {error.strerror or error}",
        fix="correct its permissions, or name another folder with --data-dir or DFTZ_DATA_DIR",
    )


def _write_durably(path: Path, data: bytes) -> Stamp:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
        return Stamp.of(os.fstat(descriptor))


def _sync_directory(path: Path) -> None:
    try:
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        # Some file systems cannot sync a folder; a rename is then as durable as they make it.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise StoreUnreadable(
                f"{path} was written, but its folder cannot be synced: {error.strerror}", fix="check the disk"
            ) from error
