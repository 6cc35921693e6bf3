"""The one place where bytes leave: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from dftzcli.errors import DftzError, UsageError


def to_stdout(pieces: Iterable[str] | Iterable[bytes]) -> None:
    """Write bytes to standard output, text as UTF-8.

    A reader that has gone away (`| head -1`) ends the writing without a word, and standard output is turned to nowhere
    so that the interpreter does not complain at exit.
    """
    stream = sys.stdout
    if stream is None:
        raise DftzError("standard output is closed", fix="use -o FILE")
    try:
        buffer = getattr(stream, "buffer", None)
        for piece in pieces:
            if buffer is not None:
                buffer.write(_bytes(piece))
            elif isinstance(piece, str):
                stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        _turn_to_nowhere(stream)
    except OSError as error:
        # What is left in the buffer cannot be written at exit either, and would be complained of once more.
        _turn_to_nowhere(stream)
        raise DftzError(
            f"cannot write to standard output: {error.strerror}", fix="free some space, or use -o"
        ) from error


def _turn_to_nowhere(stream: IO[str]) -> None:
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a path that cannot be written, before any work is done: UsageError says which and why."""
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder", fix="name a file")
        if is_special(path):
            return
        is_there = path.exists()
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", fix="name another file") from error
    if is_there and not force:
        raise UsageError(f"{path} is there already", fix="use --force to replace it, or another name")
    check_folder(path.parent)


def check_folder(folder: Path) -> None:
    """Refuse a folder in which no file can be made."""
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}", fix="create it first; no folder is created silently")
    # What may be written is not known before it is tried: a file that is gone at once, and mostly has no name.
    handle = _without_name(folder)
    if handle is not None:
        os.close(handle)
        return
    import tempfile

    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise UsageError(
            f"the folder {folder} cannot be written: {error.strerror}", fix="name a file in another folder"
        ) from error


def to_file(pieces: Iterable[str] | Iterable[bytes], path: Path, *, force: bool) -> None:
    """Write a file that is there whole or not at all; an existing one is replaced only with `force`.

    A device or a pipe is written into: there is nothing to replace.
    """
    check_target(path, force=force)
    if is_special(path):
        _into(path, pieces)
        return
    target = path.resolve()
    try:
        with _unnamed(target) as stream:
            for piece in pieces:
                stream.write(_bytes(piece))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise _cannot_write(path, error) from error


@contextmanager
def _unnamed(target: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose content becomes the target when all went well, with the permissions of what it replaces.

    Where the system can, the file has no name until it is whole: not even a process that is killed leaves one behind.
    """
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    handle = _without_name(target.parent)
    if handle is None:
        with _beside(target, mode) as stream:
            yield stream
        return
    with os.fdopen(handle, "w+b") as stream:
        yield stream
        if mode is not None:
            os.fchmod(stream.fileno(), mode)
        try:
            _give_name(stream, target)
        except OSError:
            # Without /proc a file cannot be given a name afterwards.
            stream.seek(0)
            with _beside(target, mode) as other:
                import shutil

                shutil.copyfileobj(stream, other)


def _without_name(folder: Path) -> int | None:
    """Open a file that has no name; None where the system or the file system knows no such thing."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    with suppress(OSError):
        return os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o666)
    return None


def _give_name(stream: IO[bytes], target: Path) -> None:
    """Put a file without a name where the target is; what is there goes in the same instant."""
    folder = os.open(target.parent, os.O_RDONLY)
    name = f".{target.name[:200]}.{os.getpid()}"
    try:
        # Given a folder, the link is made to the file and not to the entry in /proc that stands for it.
        os.link(f"/proc/self/fd/{stream.fileno()}", name, dst_dir_fd=folder)
        os.replace(name, target.name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)
        raise
    finally:
        os.close(folder)


@contextmanager
def _beside(target: Path, mode: int | None) -> Iterator[IO[bytes]]:
    """Give a stream of a file beside the target, which it replaces when all went well."""
    import tempfile

    from dftzcli.render.tidying import tidied

    with tidied():
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:200]}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
            # mkstemp makes files private; an export gets the permissions of what it replaces, or of any new file.
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask if mode is None else mode)
            os.replace(name, target)
        finally:
            if os.path.exists(name):
                os.unlink(name)


def is_special(path: Path) -> bool:
    """Tell whether a path is a device or a pipe, which is written into and never replaced."""
    return path.exists() and not path.is_file()


def _bytes(piece: str | bytes) -> bytes:
    return piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece


def _into(path: Path, pieces: Iterable[str] | Iterable[bytes]) -> None:
    try:
        with path.open("wb") as stream:
            for piece in pieces:
                stream.write(_bytes(piece))
    except BrokenPipeError:
        return
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> DftzError:
    return DftzError(
        f"cannot write {path}: {error.strerror}", fix="free some space or name another file; nothing was changed"
    )
