"""The one place where bytes leave: standard output or a file, so that `-o f` and `> f` agree to the byte."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from dftzcli.errors import DftzError, UsageError


def to_stdout(pieces: Iterable[str]) -> None:
    """Write text to standard output as UTF-8.

    A reader that has gone away (`| head -1`) ends the writing without a word, and standard output is turned to nowhere
    so that the interpreter does not complain at exit.
    """
    stream = sys.stdout
    if stream is None:
        raise DftzError("standard output is closed", fix="use -o FILE")
    try:
        buffer = getattr(stream, "buffer", None)
        for piece in pieces:
            if buffer is None:
                stream.write(piece)
            else:
                buffer.write(piece.encode("utf-8", "backslashreplace"))
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        raise DftzError(
            f"cannot write to standard output: {error.strerror}", fix="free some space, or use -o"
        ) from error


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a path that cannot be written, before any work is done: UsageError says which and why."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder", fix="name a file")
    if _is_special(path):
        return
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", fix="use --force to replace it, or another name")
    folder = path.parent
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}", fix="create it first; no folder is created silently")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"the folder {folder} cannot be written", fix="name a file in another folder")


def to_file(pieces: Iterable[str], path: Path, *, force: bool) -> None:
    """Write text to a file that is there whole or not at all; an existing one is replaced only with `force`.

    A device or a pipe is written into: there is nothing to replace.
    """
    check_target(path, force=force)
    if _is_special(path):
        _into(path, pieces)
        return
    target = path.resolve()
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece.encode("utf-8", "backslashreplace"))
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files private; what is exported gets the permissions of what it replaces, or of any new file.
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask if mode is None else mode)
        os.replace(name, target)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        if os.path.exists(name):
            os.unlink(name)


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _into(path: Path, pieces: Iterable[str]) -> None:
    try:
        with path.open("wb") as stream:
            for piece in pieces:
                stream.write(piece.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        return
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> DftzError:
    return DftzError(
        f"cannot write {path}: {error.strerror}", fix="free some space or name another file; nothing was changed"
    )
