"""One writer at a time: a lock between processes, beside the file it guards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOTDIR
from pathlib import Path
from typing import Final

from dftzcli.errors import StoreUnreadable
from dftzcli.store.atomic import OWNER_ONLY, beside

LOCK_TIMEOUT: Final = 10.0
_POLL_INTERVAL: Final = 0.005
_OWNER_DIRECTORY: Final = 0o700


@contextmanager
def locked(path: Path, *, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Hold the inter-process lock of the file, making its folder (mode 0700) where there is none.

    StoreUnreadable when another process keeps it longer than `timeout` seconds, or when it cannot be made. The lock
    dies with its process, so one that was killed blocks nobody; the lock file stays, as removing it would split those
    who wait for it.
    """
    # Imported here because it costs more than the whole of a read.
    from filelock import FileLock, Timeout

    lock_file = beside(path, ".lock")
    try:
        _make_directory(lock_file.parent)
        lock = FileLock(lock_file, timeout=timeout, mode=OWNER_ONLY, poll_interval=_POLL_INTERVAL)
        lock.acquire()
    except Timeout as error:
        raise StoreUnreadable(
            f"{path} is in use by another process: {lock_file} stayed locked for {timeout:g} s",
            fix="let the other process end, then try again",
        ) from error
    except OSError as error:
        raise StoreUnreadable(
            f"cannot write {path}: {error.strerror or error}",
            fix="name a folder that can be written with --data-dir or DFTZ_DATA_DIR",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _make_directory(directory: Path) -> None:
    if directory.is_dir():
        return
    if directory.exists():
        raise NotADirectoryError(ENOTDIR, f"{directory} is a file, not a folder")
    _make_directory(directory.parent)
    directory.mkdir(mode=_OWNER_DIRECTORY, exist_ok=True)
