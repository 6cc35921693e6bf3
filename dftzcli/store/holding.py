"""A file held as it is now: whatever replaces it later, what was opened can still be read."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap


def held(path: str | os.PathLike[str]) -> tuple[bytes | mmap, os.stat_result]:
    """Return the content of a file, read when it is looked at, and what the system says of the file that was opened.

    OSError when it cannot be opened, ValueError when it is empty. A mapped file keeps its content after it is replaced,
    which is how files of this program change; Windows lets nobody replace a mapped file, so there it is read at once.
    """
    with open(path, "rb") as stream:
        status = os.fstat(stream.fileno())
        return (stream.read() if os.name == "nt" else mmap(stream.fileno(), 0, access=ACCESS_READ)), status
