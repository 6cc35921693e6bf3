"""Where bytes leave: a file is there whole or not at all, and a reader that goes away ends it quietly."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dftzcli.errors import DftzError, UsageError
from dftzcli.render.sink import check_target, to_file, to_stdout

CHECKOUT = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def failing() -> Iterator[str]:
    yield "first\n"
    raise RuntimeError("in the middle")


def test_a_file_holds_all_pieces_as_utf8(tmp_path: Path) -> None:
    to_file(["one\n", "大连\n"], tmp_path / "out.txt", force=False)
    assert contents(tmp_path) == {"out.txt": "one\n大连\n".encode()}


def test_a_file_and_standard_output_agree_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = ["one\r\n", "大连 \ud800\n"]
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    to_stdout(pieces)
    to_file(pieces, tmp_path / "out.txt", force=False)
    assert isinstance(stream.buffer, io.BytesIO)
    assert stream.buffer.getvalue() == (tmp_path / "out.txt").read_bytes()


def test_standard_output_without_bytes_beneath_it_takes_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    to_stdout(["大连\n"])
    assert stream.getvalue() == "大连\n"


def test_an_existing_file_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    with pytest.raises(UsageError, match=f"{path} is there already") as raised:
        to_file(["after"], path, force=False)
    assert "--force" in raised.value.fix
    assert path.read_text() == "before"
    to_file(["after"], path, force=True)
    assert contents(tmp_path) == {"out.txt": b"after"}


def test_a_folder_is_no_file_even_by_force(tmp_path: Path) -> None:
    for force in (False, True):
        with pytest.raises(UsageError, match="is a folder"):
            to_file(["x"], tmp_path, force=force)


def test_no_folder_is_created(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder") as raised:
        to_file(["x"], tmp_path / "new" / "out.txt", force=False)
    assert "create it first" in raised.value.fix
    assert contents(tmp_path) == {}


def test_a_folder_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        check_target(Path("/proc/out.txt") if Path("/proc/self").exists() else Path("/out.txt"), force=False)
    check_target(tmp_path / "out.txt", force=False)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_file_has_the_permissions_that_any_new_file_would(tmp_path: Path, umask: int, mode: int) -> None:
    former = os.umask(umask)
    try:
        to_file(["x"], tmp_path / "out.txt", force=False)
        assert os.umask(umask) == umask
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == mode


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    path.chmod(0o640)
    to_file(["after"], path, force=True)
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("after", 0o640)


def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        to_file(["one\n", "大连\n"], pipe, force=False)
        assert os.read(reader, 100).decode() == "one\n大连\n"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_standard_output_that_is_closed_is_an_error_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(DftzError, match="standard output is closed"):
        to_stdout(["x"])


@pytest.mark.parametrize("before", [None, "before"])
def test_a_full_disk_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    path = tmp_path / "out.txt"
    if before is not None:
        path.write_text(before)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DftzError, match=f"cannot write {path}: No space left on device") as raised:
        to_file(["x" * 100], path, force=True)
    assert raised.value.exit_code == 1
    assert "nothing was changed" in raised.value.fix
    assert contents(tmp_path) == ({} if before is None else {"out.txt": before.encode()})


def test_pieces_that_fail_half_way_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="in the middle"):
        to_file(failing(), tmp_path / "out.txt", force=False)
    assert contents(tmp_path) == {}


def test_a_symbolic_link_stays_one_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("before")
    link.symlink_to(target)
    to_file(["after"], link, force=True)
    assert link.is_symlink()
    assert target.read_text() == "after"


def test_a_reader_that_goes_away_ends_the_writing_without_a_word() -> None:
    program = "from dftzcli.render.sink import to_stdout\nto_stdout(f'{number}\\n' for number in range(200_000))\n"
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    assert child.stdout and child.stderr
    assert child.stdout.readline() == b"0\n"
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    assert (child.wait(timeout=30), said) == (0, b"")


def test_a_full_disk_under_standard_output_is_an_error_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Stream:
        buffer = Full()

        def flush(self) -> None:
            pass

    monkeypatch.setattr(sys, "stdout", Stream())
    with pytest.raises(DftzError, match="cannot write to standard output: No space left on device"):
        to_stdout(["x"])
